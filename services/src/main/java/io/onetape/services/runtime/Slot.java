package io.onetape.services.runtime;

import io.onetape.journal.excerpt.DiskSyncException;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.replay.BuildChangedException;
import io.onetape.replay.DivergenceException;
import io.onetape.services.config.topology.RestartPolicy;
import io.onetape.services.ops.ServiceHealth;
import io.onetape.services.ops.log.LogContext;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of one part in its process: opens it, turns it, and opens it again after a failure, until it has failed too often. What would fail in the same way
 * again (a divergence, a damaged tape, a disk that does not take what it is told to keep, another build's state) is not tried again: an operator has to decide. Single-threaded.
 */
final class Slot implements LogContext.Subject {
    /** What an operator sees. */
    enum State {
        /** Is opened as soon as it is due. */
        STARTING,
        RUNNING,
        STOPPED,
        /** Is not opened again. */
        FAILED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Slot.class);
    private static final long READY_POLL_NANOS = 5_000_000L;

    private final String name;
    private final Part.Opener opener;
    private final Restarts restarts;
    private final RuntimeJournal journal;
    private @Nullable Part part;
    private State state = State.STARTING;
    private int changes;
    private long awaited;
    private long consumed = ServiceHealth.NO_TAPE; // of a part that is not open any more
    private long correlation;
    private long dueNanos = Long.MIN_VALUE;
    private Optional<Throwable> failure = Optional.empty();

    Slot(String name, Part.Opener opener, RuntimeJournal journal, RestartPolicy policy, RandomGenerator random) {
        this.name = name;
        this.opener = opener;
        this.journal = journal;
        this.restarts = new Restarts(policy, random);
    }

    String name() {
        return name;
    }

    State state() {
        return state;
    }

    /** True from its opening to its end. */
    boolean isOpen() {
        return part != null;
    }

    /** Grows whenever something has changed that an operator sees. */
    int changes() {
        return changes;
    }

    @Override
    public String service() {
        return name;
    }

    @Override
    public long sequence() {
        Part running = part;
        return running == null ? consumed : running.consumed();
    }

    @Override
    public long correlation() {
        Part running = part;
        return running == null ? correlation : running.correlation();
    }

    /** It is not opened before what the process has said under this number is on the tape. */
    void await(long number) {
        awaited = Math.max(awaited, number);
    }

    /** Failures that still count. */
    int failures() {
        return restarts.count();
    }

    /** What it failed with last. */
    Optional<Throwable> failure() {
        return failure;
    }

    /** Lets the part do its work, or opens it. */
    int turn(long nowNanos) {
        try {
            Part running = part;
            if (running != null) {
                return running.doWork();
            }
            if (mayOpen(nowNanos)) {
                part = opener.open();
                state = State.RUNNING;
                changes++;
                LOG.info("{} runs", name);
                return 1;
            }
            return 0;
        } catch (NotReadyException e) {
            dueNanos = nowNanos + READY_POLL_NANOS;
            return 0;
        } catch (QuarantinedException e) {
            quarantined(e);
            return 1;
        } catch (RuntimeException e) {
            failed(e, nowNanos);
            return 0;
        }
    }

    /** No failure of the part's own: it starts again at once, when the tape says why. */
    private void quarantined(QuarantinedException e) {
        changes++;
        failure = Optional.of(e);
        boolean released = release(e);
        state = released ? State.STARTING : State.FAILED;
        awaited = e.number();
        LOG.error("{}: a strategy has failed and is put into quarantine", name, e.getCause());
    }

    private boolean mayOpen(long nowNanos) {
        if (state != State.STARTING || nowNanos < dueNanos) {
            return false;
        }
        if (awaited > 0 && !journal.isSequenced(awaited)) {
            dueNanos = nowNanos + READY_POLL_NANOS;
            return false;
        }
        awaited = 0;
        return true;
    }

    private void failed(RuntimeException e, long nowNanos) {
        changes++;
        failure = Optional.of(e);
        boolean released = release(e);
        long delay = isFinal(e) || !released ? -1 : restarts.failed(nowNanos);
        if (delay < 0) {
            state = State.FAILED;
            LOG.error("{} has failed and is not started again", name, e);
        } else {
            state = State.STARTING;
            dueNanos = nowNanos + delay;
            LOG.warn("{} has failed and is started again in {} ms", name, delay / 1_000_000, e);
        }
    }

    /** Ends the part in order. */
    void stop() {
        Part running = part;
        @Nullable RuntimeException cause = null;
        if (running != null) {
            try {
                running.stop();
            } catch (RuntimeException e) {
                cause = e;
                failure = Optional.of(e);
                LOG.error("{} could not be stopped in order", name, e);
            }
        }
        boolean released = release(cause);
        changes++;
        state = state == State.FAILED || !released ? State.FAILED : State.STOPPED;
    }

    /** False if it could not be closed for a reason that is final. What it is closed for stays its failure, unless only the other is final. */
    private boolean release(@Nullable RuntimeException cause) {
        Part open = part;
        consumed = sequence();
        correlation = correlation();
        part = null;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException e) {
                LOG.error("{} could not be closed", name, e);
                if (cause == null || (isFinal(e) && !isFinal(cause))) {
                    failure = Optional.of(e);
                } else if (e != cause) {
                    cause.addSuppressed(e);
                }
                return !isFinal(e);
            }
        }
        return true;
    }

    private static boolean isFinal(RuntimeException e) {
        return e instanceof DivergenceException
                || e instanceof DamagedTapeException
                || e instanceof DiskSyncException
                || e instanceof BuildChangedException;
    }
}
