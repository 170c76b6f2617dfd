package io.onetape.tools.console;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on stderr, where that is a terminal and the work takes over half a second. Single-threaded. */
public final class Progress implements AutoCloseable {
    private static final int STEPS_PER_LOOK = 1024;
    private static final long PATIENCE_NANOS = 500_000_000L;

    private final Console console;
    private final String task;
    private final long total;
    private final boolean enabled;
    private final long startNanos = System.nanoTime();
    private int untilLook = STEPS_PER_LOOK;
    private @Nullable ProgressBar bar;

    /** Of {@code total} records; {@code enabled} is false where stdout's lines would run through the bar. */
    public Progress(Console console, String task, long total, boolean enabled) {
        this.console = console;
        this.task = task;
        this.total = total;
        this.enabled = enabled && console.progress();
    }

    /** So much is done. */
    public void at(long done) {
        if (enabled && --untilLook == 0) {
            untilLook = STEPS_PER_LOOK;
            show(done);
        }
    }

    /** So much is done; for callers that say so only now and then. */
    public void now(long done) {
        if (enabled) {
            show(done);
        }
    }

    @Override
    public void close() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.close();
            bar = null;
        }
    }

    private void show(long done) {
        ProgressBar shown = bar;
        if (shown == null) {
            if (System.nanoTime() - startNanos < PATIENCE_NANOS) {
                return;
            }
            shown = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .clearDisplayOnFinish()
                    .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                    .build();
            bar = shown;
        }
        shown.stepTo(done);
    }
}
