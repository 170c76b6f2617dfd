package io.onetape.tools.backtest;

import io.onetape.backtest.sweep.Part;
import io.onetape.backtest.sweep.SweepFolder;
import io.onetape.backtest.sweep.Trial;
import io.onetape.backtest.sweep.TrialLine;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Has trials run, or takes them from a sweep's folder if they ran before; writes each one's line in the order in which they were asked for. Single-threaded. */
final class SweepTrials implements AutoCloseable {
    private final SweepRun sweep;
    private final TrialLine line;
    private final int jobs;
    private final @Nullable SweepFolder folder;
    private final Consumer<String> lines;
    private final Progress progress;
    private final long total;
    private volatile long done; // written by one thread

    /**
     * Of a sweep.
     *
     * @param folder null: none is kept
     * @param lines hears every line
     * @param total trials that there will be
     */
    SweepTrials(
            SweepRun sweep,
            TrialLine line,
            int jobs,
            @Nullable SweepFolder folder,
            Consumer<String> lines,
            long total,
            Console console) {
        this.sweep = sweep;
        this.line = line;
        this.jobs = jobs;
        this.folder = folder;
        this.lines = lines;
        this.total = total;
        progress = new Progress(console, "sweep", total, true);
    }

    /** In the order of the numbers. */
    List<Trial> run(Part part, int[] numbers) {
        List<Trial> trials = new ArrayList<>();
        int first = 0;
        while (first < numbers.length && addStored(part, numbers[first], trials)) {
            first++;
        }
        if (first < numbers.length) {
            SweepRun over = sweep.over(part);
            Trials.run(
                    Arrays.copyOfRange(numbers, first, numbers.length),
                    jobs,
                    number -> over.trial(number, part, line),
                    text -> {
                        if (folder != null) {
                            folder.add(text);
                        }
                        add(text, trials);
                    });
        }
        return trials;
    }

    private boolean addStored(Part part, int number, List<Trial> trials) {
        String stored = folder == null ? null : folder.next(number, part);
        if (stored == null) {
            return false;
        }
        add(stored, trials);
        return true;
    }

    private void add(String text, List<Trial> trials) {
        trials.add(SweepFolder.read(text));
        lines.accept(text);
        long now = done + 1;
        done = now;
        progress.now(now);
    }

    /** How many have ended, of how many. Any thread may ask. */
    String state() {
        return done + " of " + total + (total == 1 ? " trial" : " trials");
    }

    @Override
    public void close() {
        progress.close();
    }
}
