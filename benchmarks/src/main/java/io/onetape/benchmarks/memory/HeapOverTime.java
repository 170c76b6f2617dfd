package io.onetape.benchmarks.memory;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.runtime.RunStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs services as processes over a long synthetic market, and prints what each keeps on its heap, after a full collection, at every so many records. */
public final class HeapOverTime {
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
    private static final int ROWS = 10;
    private static final long POLL_MILLIS = 200;

    private HeapOverTime() {}

    /** {@code args}: the installation, an empty folder, the number of records, minutes of market. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path home = Path.of(args[0]).toAbsolutePath();
        RunPaths paths = new RunPaths(Path.of(args[1]).resolve("run"));
        long records = Long.parseLong(args[2]);
        Path log = Path.of(args[1]).resolve("run.log");
        ProcessBuilder builder = new ProcessBuilder(
                        home.resolve("tape").toString(),
                        "run",
                        "--dir=" + paths.folder(),
                        "--mode=paper",
                        "--feed=synthetic:1:" + args[3] + "m",
                        "--pace=max",
                        "--stay")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("TOPOLOGY", "topology-split.yaml");
        Process run = builder.start();
        boolean headed = false;
        try {
            for (long next = records / ROWS; next <= records; ) {
                Thread.sleep(POLL_MILLIS);
                if (!run.isAlive()) {
                    throw new IllegalStateException("the run has ended early: " + Files.readString(log));
                }
                long last = lastSequence(paths);
                if (last >= next) {
                    List<RunStatus.ProcessLine> processes = RunStatus.processes(paths);
                    if (!headed) {
                        head(processes);
                        headed = true;
                    }
                    row(last, processes);
                    next += records / ROWS;
                }
            }
        } finally {
            run.destroy(); // stops the run in order
            run.waitFor();
        }
    }

    private static long lastSequence(RunPaths paths) {
        if (!Files.exists(paths.tape().resolve("tape.manifest"))) {
            return 0;
        }
        try (TapeReader reader = TapeFolder.open(paths.tape()).reader()) {
            return reader.seekLast() ? reader.number() : 0;
        }
    }

    private static void head(List<RunStatus.ProcessLine> processes) {
        List<String> names = new ArrayList<>(List.of("records"));
        processes.forEach(process -> names.add(process.process() + " MiB"));
        System.out.println("| " + String.join(" | ", names) + " |");
        System.out.println("|---".repeat(names.size()) + "|");
    }

    private static void row(long records, List<RunStatus.ProcessLine> processes)
            throws IOException, InterruptedException {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %,d |", records));
        for (RunStatus.ProcessLine process : processes) {
            row.append(String.format(Locale.ROOT, " %.1f |", liveBytes(process.pid()) / 1048576.0));
        }
        System.out.println(row);
    }

    /** After a full collection. */
    private static long liveBytes(long pid) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(text);
        if (process.waitFor() != 0 || !total.find()) {
            throw new IllegalStateException("jcmd " + pid + ": " + text);
        }
        return Long.parseLong(total.group(1));
    }
}
