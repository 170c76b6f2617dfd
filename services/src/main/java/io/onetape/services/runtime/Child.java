package io.onetape.services.runtime;

import io.onetape.services.config.topology.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process of the operating system, as its supervisor sees it: started, watched, started again. Single-threaded. */
final class Child {
    /** What an operator sees. */
    enum State {
        STARTING,
        RUNNING,
        STOPPED,
        /** Has ended too often, and is not started again. */
        FAILED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Child.class);
    private static final long KILL_MILLIS = 5_000;

    private final ProcessSpec spec;
    private final Launcher launcher;
    private final Heartbeat heartbeat;
    private final HangWatch hangs;
    private final Restarts restarts;
    private @Nullable Process process;
    private State state = State.STARTING;
    private long dueNanos = Long.MIN_VALUE;
    private long lastBeat;
    private long lastBeatNanos;
    private int starts;
    private Optional<Kill> killed = Optional.empty();

    /** Starts a process. */
    interface Launcher {
        Process start(ProcessSpec spec) throws IOException;
    }

    /** Why the process was killed, and the call that did not come back, until it has ended. */
    private record Kill(String why, Optional<Heartbeat.Call> call) {}

    Child(ProcessSpec spec, Launcher launcher, Heartbeat heartbeat, RandomGenerator random) {
        this.spec = spec;
        this.launcher = launcher;
        this.heartbeat = heartbeat;
        this.hangs = new HangWatch(heartbeat, spec.hang().callNanos());
        this.restarts = new Restarts(spec.restart(), random);
    }

    ProcessSpec spec() {
        return spec;
    }

    State state() {
        return state;
    }

    /** Of the operating system; 0 if it does not run. */
    long pid() {
        Process running = process;
        return running == null ? 0 : running.pid();
    }

    /** How often it has been started again. */
    int restarts() {
        return Math.max(0, starts - 1);
    }

    /** Starts it, notices that it has ended, that a strategy does not come back, or that it does not turn any more. */
    void watch(long nowNanos) {
        Process running = process;
        if (running == null) {
            if (state == State.STARTING && nowNanos >= dueNanos) {
                start(nowNanos);
            }
        } else if (!running.isAlive()) {
            ended(how(running), nowNanos);
        } else if (killed.isEmpty()) {
            reasonToKill(nowNanos).ifPresent(why -> kill(running, why));
        }
    }

    private Optional<Kill> reasonToKill(long nowNanos) {
        Optional<Heartbeat.Call> hang = hangs.look(nowNanos);
        if (hang.isPresent()) {
            return Optional.of(new Kill(
                    hang.get() + " had not come back for " + millis(spec.hang().callNanos()), hang));
        }
        if (heartbeat.beats() != lastBeat) {
            lastBeat = heartbeat.beats();
            lastBeatNanos = nowNanos;
        }
        return nowNanos - lastBeatNanos > spec.hang().turnNanos()
                ? Optional.of(
                        new Kill("it had not turned for " + millis(spec.hang().turnNanos()), Optional.empty()))
                : Optional.empty();
    }

    /** It ends when the operating system lets it, which may take as long as a disk that does not answer. */
    private void kill(Process running, Kill why) {
        LOG.error("process {} is killed: {}", spec.name(), why.why());
        killed = Optional.of(why);
        running.destroyForcibly();
    }

    /** What the process was at is looked at again once it has ended: a call that came back at the last moment did not hang. */
    private String how(Process ended) {
        Kill kill = killed.orElse(null);
        killed = Optional.empty();
        if (kill == null) {
            return "ended with exit code " + ended.exitValue();
        }
        Optional<Heartbeat.Call> hung =
                kill.call().filter(call -> heartbeat.call().filter(call::equals).isPresent());
        hung.ifPresent(heartbeat::noteHung);
        boolean cameBack = kill.call().isPresent() && hung.isEmpty();
        return "was killed: " + kill.why()
                + (hung.isPresent() ? ", and is put into quarantine" : cameBack ? ", and came back then" : "");
    }

    private static String millis(long nanos) {
        return nanos / 1_000_000 + " ms";
    }

    private void start(long nowNanos) {
        heartbeat.leave();
        try {
            process = launcher.start(spec);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the process " + spec.name(), e);
        }
        starts++;
        state = State.RUNNING;
        lastBeatNanos = nowNanos;
        LOG.info("process {} runs as pid {}", spec.name(), pid());
    }

    private void ended(String how, long nowNanos) {
        process = null;
        if (state == State.STOPPED) {
            LOG.warn("process {} {}; it was to stop", spec.name(), how);
            return;
        }
        long delay = restarts.failed(nowNanos);
        state = delay < 0 ? State.FAILED : State.STARTING;
        dueNanos = nowNanos + delay;
        LOG.warn(
                "process {} {}; {}",
                spec.name(),
                how,
                delay < 0 ? "it is not started again" : "it is started again in " + delay / 1_000_000 + " ms");
    }

    /** Asks it to stop in order; kills it if it does not within the time. One that has not ended even then is watched on: nothing is started beside it. */
    void stop(long patienceMillis) {
        state = State.STOPPED;
        Process running = process;
        if (running == null) {
            return;
        }
        if (!running.isAlive() && killed.isEmpty()) {
            LOG.warn("process {} {} before it was to stop", spec.name(), how(running));
        }
        running.destroy();
        try {
            if (!running.waitFor(patienceMillis, TimeUnit.MILLISECONDS)) {
                LOG.error("process {} did not stop within {} ms and is killed", spec.name(), patienceMillis);
                running.destroyForcibly().waitFor(KILL_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running.destroyForcibly();
        }
        if (killed.isPresent()) {
            LOG.warn("process {} {}", spec.name(), how(running)); // what hung is noted all the same
        }
        if (running.isAlive()) {
            LOG.error("process {}, pid {}, was killed and has not ended yet", spec.name(), running.pid());
            killed = Optional.of(new Kill("it did not stop", Optional.empty()));
        } else {
            process = null;
        }
    }

    /** Lets it run again, whatever became of it. */
    void restart(long patienceMillis) {
        stop(patienceMillis);
        restarts.forget();
        state = State.STARTING;
        dueNanos = Long.MIN_VALUE;
    }
}
