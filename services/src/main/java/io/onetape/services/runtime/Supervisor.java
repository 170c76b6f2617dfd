package io.onetape.services.runtime;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.services.config.topology.ProcessSpec;
import io.onetape.services.config.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Starts the processes of a run in their order, starts again what ends, and stops all of them in the opposite order. It is told what to do by small files in the
 * control folder: {@code stop}, and {@code restart-<process>}. One supervisor a run, held by a lock. Single-threaded.
 */
public final class Supervisor implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 20_000;
    private static final String RESTART = "restart-";

    /** How a run went. */
    public enum Outcome {
        GOOD,
        /** A process or a service has failed for good. */
        FAILED,
        /** A service has failed because a tape or an outbox is damaged. */
        DAMAGED
    }

    private final RunPaths paths;
    private final ProcessClock clock;
    private final AppenderLock lock;
    private final List<Child> children = new ArrayList<>();
    private final List<Heartbeat> heartbeats = new ArrayList<>();
    private final FailedServices failed;
    private String said = "";

    /**
     * Starts nothing yet. Throws {@link io.onetape.journal.excerpt.BusyException} if another one supervises this run.
     *
     * @param hosts true of the processes that have something to do in this run
     * @param command how one is started
     */
    public Supervisor(
            RunPaths paths,
            Topology topology,
            Predicate<ProcessSpec> hosts,
            Function<ProcessSpec, ProcessBuilder> command,
            ProcessClock clock) {
        this.paths = paths;
        this.clock = clock;
        this.lock = lock(paths);
        this.failed = new FailedServices(paths);
        ControlFiles.remove(stopFile(paths));
        SplittableRandom random = new SplittableRandom(clock.wallNanos());
        for (ProcessSpec spec : topology.processes()) {
            if (hosts.test(spec)) {
                Heartbeat heartbeat = Heartbeat.open(paths, spec.name());
                heartbeats.add(heartbeat);
                children.add(new Child(spec, one -> start(one, command), heartbeat, random));
            }
        }
    }

    private static AppenderLock lock(RunPaths paths) {
        Path folder = paths.control().resolve("supervisor");
        ControlFiles.write(folder.resolve("pid"), ProcessHandle.current().pid() + "\n");
        return AppenderLock.take(folder);
    }

    /** The file that asks the supervisor to stop everything. */
    public static Path stopFile(RunPaths paths) {
        return paths.control().resolve("stop");
    }

    /** The file that asks it to stop a process and start it again. */
    public static Path restartFile(RunPaths paths, String process) {
        return paths.control().resolve(RESTART + process);
    }

    /** True while a supervisor runs. */
    public static boolean isRunning(RunPaths paths) {
        Path folder = paths.control().resolve("supervisor");
        return Files.isDirectory(folder) && AppenderLock.isHeld(folder);
    }

    /** Looks at every process once, and does what was asked for. True if everything is to stop. */
    public boolean turn() {
        long now = clock.monotonicNanos();
        for (Child child : children) {
            if (ControlFiles.remove(restartFile(paths, child.spec().name()))) {
                child.restart(PATIENCE_MILLIS);
            }
            child.watch(now);
        }
        failed.watch(children, now);
        say();
        return Files.exists(stopFile(paths));
    }

    private Process start(ProcessSpec spec, Function<ProcessSpec, ProcessBuilder> command) throws IOException {
        failed.forget(spec.name());
        return command.apply(spec).start();
    }

    /** True if the run cannot go on: a process has ended too often, or the sequencer has failed for good. */
    public boolean isOver() {
        return hasFailedProcess() || failed.hasSequencer();
    }

    /** How it went so far. */
    public Outcome outcome() {
        failed.look(children);
        if (failed.hasDamage()) {
            return Outcome.DAMAGED;
        }
        return hasFailedProcess() || !failed.isEmpty() ? Outcome.FAILED : Outcome.GOOD;
    }

    private boolean hasFailedProcess() {
        return children.stream().anyMatch(child -> child.state() == Child.State.FAILED);
    }

    /** Stops every process in order, the last one first. */
    public void stop() {
        for (int i = children.size() - 1; i >= 0; i--) {
            children.get(i).stop(PATIENCE_MILLIS);
        }
        say();
        ControlFiles.remove(stopFile(paths));
    }

    private void say() {
        String now = RunStatus.text(children);
        if (!now.equals(said)) {
            ControlFiles.write(paths.control().resolve(RunStatus.FILE), now);
            said = now;
        }
    }

    @Override
    public void close() {
        heartbeats.forEach(Heartbeat::close);
        lock.close();
    }
}
