package io.onetape.benchmarks.recovery;

import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.runtime.RunPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Runs services over a whole market, stops them, and measures how long {@code tape run} takes from its launch until each service has consumed everything that was
 * on the tape before: from its snapshot. {@code benchmarks/start}.
 */
public final class StartToLive {
    private static final long POLL_NANOS = 1_000_000;

    private final RunPaths paths;
    private final Path tape;
    private final Path log;

    private StartToLive(Path home, Path scratch) {
        this.paths = new RunPaths(scratch.resolve("run"));
        this.log = scratch.resolve("run.log");
        this.tape = home.resolve("tape");
    }

    private Process run(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of(tape.toString(), "run", "--dir=" + paths.folder()));
        words.addAll(List.of(options));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** {@code args}: the installation, an empty folder, a market's tape, the number of starts. */
    public static void main(String[] args) throws IOException, InterruptedException {
        StartToLive benchmark = new StartToLive(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]));
        benchmark.firstRun(Path.of(args[2]).toAbsolutePath());
        System.out.println("| start | records on the tape | launch to live, s |");
        System.out.println("|---|---|---|");
        for (int start = 1; start <= Integer.parseInt(args[3]); start++) {
            long last = benchmark.lastSequence();
            double seconds = benchmark.start(last);
            System.out.println(String.format(Locale.ROOT, "| %d | %,d | %.2f |", start, last, seconds));
        }
    }

    /** Ends by itself with its feed. */
    private void firstRun(Path market) throws IOException, InterruptedException {
        Process run = run("--mode=paper", "--feed=replay:" + market, "--pace=max");
        if (run.waitFor() != 0) {
            throw new IllegalStateException("the run has failed: " + Files.readString(log));
        }
    }

    private double start(long last) throws IOException, InterruptedException {
        List<Progress> services = services();
        services.forEach(service -> service.publish(0, service.emitted()));
        long launched = System.nanoTime();
        Process run = run("--stay");
        double seconds;
        try {
            while (!services.stream().allMatch(service -> service.consumed() >= last)) {
                if (!run.isAlive()) {
                    throw new IllegalStateException("the run has ended: " + Files.readString(log));
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
            seconds = (System.nanoTime() - launched) / 1e9;
        } finally {
            services.forEach(Progress::close);
            run.destroy(); // stops the run in order
        }
        if (!run.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the run does not stop: " + Files.readString(log));
        }
        return seconds;
    }

    private List<Progress> services() throws IOException {
        try (Stream<Path> files = Files.list(paths.progress("any").getParent())) {
            return files.sorted().map(Progress::open).toList();
        }
    }

    private long lastSequence() {
        try (TapeReader reader = TapeFolder.open(paths.tape()).reader()) {
            reader.seekLast();
            return reader.number();
        }
    }
}
