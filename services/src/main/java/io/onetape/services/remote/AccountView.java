package io.onetape.services.remote;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.Processor;
import io.onetape.replay.StateAt;
import io.onetape.replay.snapshot.BadSnapshotException;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.replay.snapshot.SnapshotFolder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account's state at the tape's end, folded by a processor of its own on a thread of its own, so that nobody who trades waits for a question. It starts from
 * the service's newest snapshot of this build, else from the tape's beginning; until it has caught up, questions wait, up to a bound of time and number.
 */
final class AccountView implements AutoCloseable {
    /** A state, and the record after which it is that. */
    record State(long sequence, String json) {}

    private record Question(CompletableFuture<State> answer, long deadlineNanos) {}

    private static final Logger LOG = LoggerFactory.getLogger(AccountView.class);
    private static final int RECORDS_PER_TURN = 1024;
    private static final int MOST_QUESTIONS = 64;

    private final TapeFolder tape;
    private final SnapshotFolder snapshots;
    private final Processor account;
    private final String build;
    private final long patienceNanos;
    private final ArrayBlockingQueue<Question> asked = new ArrayBlockingQueue<>(MOST_QUESTIONS);
    private final List<Question> waiting = new ArrayList<>();
    private final Thread thread;
    private long sequence;
    private volatile String failure = "";
    private volatile boolean closed;

    /** Begins at once; {@code account} is a fresh one. */
    AccountView(TapeFolder tape, SnapshotFolder snapshots, Processor account, String build, long patienceNanos) {
        this.tape = tape;
        this.snapshots = snapshots;
        this.account = account;
        this.build = build;
        this.patienceNanos = patienceNanos;
        this.thread = new Thread(this::run, "remote-account");
        thread.setDaemon(true);
        thread.start();
    }

    /** Asks for the state at the tape's end; empty if too many questions wait. Fails with a reason, at the latest when the patience is over. */
    Optional<CompletableFuture<State>> ask() {
        Question question = new Question(new CompletableFuture<>(), System.nanoTime() + patienceNanos);
        return asked.offer(question) ? Optional.of(question.answer) : Optional.empty();
    }

    private void run() {
        try {
            follow();
        } catch (RuntimeException e) {
            failure = "the account's state cannot be followed: " + e.getMessage();
            LOG.error("questions about the account are not answered any more", e);
        }
        while (!closed) { // who still asks is told why not
            pause();
            fail(failure);
        }
        fail("the endpoint ends");
    }

    private void follow() {
        try (TapeReader reader = tape.follower()) {
            restore(reader);
            StateAt state = new StateAt(List.of(account));
            while (!closed) {
                long wanted = reader.number() + RECORDS_PER_TURN;
                state.run(reader, wanted);
                sequence = Math.max(sequence, state.sequence());
                boolean atEnd = reader.number() < wanted;
                if (atEnd && waiting.isEmpty()) {
                    pause();
                }
                asked.drainTo(waiting, MOST_QUESTIONS - waiting.size());
                if (atEnd) {
                    answer();
                }
                expire();
            }
        }
    }

    private void restore(TapeReader reader) {
        for (Path file : snapshots.newestFirst()) {
            try {
                Snapshot snapshot = SnapshotFolder.read(file);
                reader.seek(snapshot.sequence());
                boolean fits = snapshot.tapeId() == tape.manifest().tapeId()
                        && snapshot.service().equals(account.name())
                        && snapshot.build().equals(build)
                        && reader.next()
                        && reader.number() == snapshot.sequence()
                        && reader.crc32c() == snapshot.crc32c();
                if (fits) {
                    StateAt.restore(snapshot, account);
                    sequence = snapshot.sequence();
                    return;
                }
            } catch (BadSnapshotException | UncheckedIOException e) { // or the service has just deleted an old one
                LOG.warn("{} is not used: {}", file, e.getMessage());
            }
        }
        if (tape.base().isPresent()) {
            throw new IllegalStateException("the tape's beginning was moved away, and no snapshot of this build fits");
        }
        reader.seek(1);
    }

    /** Waits for a question, a millisecond at most. */
    private void pause() {
        try {
            Question question = asked.poll(1, TimeUnit.MILLISECONDS);
            if (question != null) {
                waiting.add(question);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private void answer() {
        if (waiting.isEmpty()) {
            return;
        }
        String json = StateAt.json(account);
        waiting.forEach(question -> question.answer.complete(new State(sequence, json)));
        waiting.clear();
    }

    private void expire() {
        long now = System.nanoTime();
        waiting.removeIf(question -> now - question.deadlineNanos > 0
                && question.answer.completeExceptionally(
                        new IllegalStateException("the account's state is still being rebuilt: it is at sequence "
                                + sequence + "; ask again later")));
    }

    private void fail(String why) {
        asked.drainTo(waiting);
        waiting.forEach(question -> question.answer.completeExceptionally(new IllegalStateException(why)));
        waiting.clear();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
