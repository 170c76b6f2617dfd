package io.onetape.replay.kill;

import io.onetape.journal.excerpt.RollCycle;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Starts the {@link Parts} of a run as processes of the operating system, and kills them. */
final class Processes implements AutoCloseable {
    private final Path folder;
    private final RollCycle roll;
    private final Map<String, Process> running = new TreeMap<>();

    Processes(Path folder, RollCycle roll) {
        this.folder = folder;
        this.roll = roll;
    }

    void start(String part) throws IOException {
        Path root = Path.of(System.getProperty("onetape.root", ".."));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + root.resolve("config/jvm.args"),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                Parts.class.getName(),
                folder.toString(),
                roll.name(),
                part);
        File log = log(part).toFile();
        running.put(
                part,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                        .start());
    }

    /** SIGKILL, and wait until the process is gone. */
    void kill(String part) throws InterruptedException {
        running.remove(part).destroyForcibly().waitFor();
    }

    long pid(String part) {
        return running.get(part).pid();
    }

    /** Nobody may end unasked. */
    void requireAllAlive() throws IOException {
        for (Map.Entry<String, Process> one : running.entrySet()) {
            if (!one.getValue().isAlive()) {
                throw new AssertionError(one.getKey() + " ended by itself with "
                        + one.getValue().exitValue() + ": " + Files.readString(log(one.getKey())));
            }
        }
    }

    /** Waits for the end of a process that was asked to end. */
    void awaitEnd(String part) throws IOException, InterruptedException {
        Process process = running.remove(part);
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(part + (ended ? " ended with " + process.exitValue() : " does not end") + ": "
                    + Files.readString(log(part)));
        }
    }

    @Override
    public void close() {
        running.values().forEach(Process::destroyForcibly);
    }

    private Path log(String part) {
        return folder.resolve(part + ".log");
    }
}
