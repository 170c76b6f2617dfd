package io.onetape.replay.kill;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.sequencer.SequencerAgent;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.Processor;
import io.onetape.replay.ServiceLoop;
import io.onetape.replay.ServicePlace;
import io.onetape.replay.snapshot.SnapshotFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * The processes of a run, each started with a folder, a roll cycle and its name. They go on where they were killed and end when the folder says so: the feeder when
 * there is a file {@code finish}, the others when there is a file {@code stop}.
 */
final class Parts {
    static final String SEQUENCER = "sequencer";
    static final String READER = "reader";
    static final List<String> ALL = List.of(SEQUENCER, Facts.SOURCE, Spread.NAME, Answer.NAME, READER);

    static final long TAPE_ID = 77;
    static final String FINISH = "finish";
    static final String STOP = "stop";

    private static final long QUIET_NANOS = 30_000_000L;
    private static final long IDLE_NANOS = 200_000;

    private final Path folder;
    private final RollCycle roll;

    private Parts(Path folder, RollCycle roll) {
        this.folder = folder;
        this.roll = roll;
    }

    public static void main(String[] args) {
        Parts parts = new Parts(Path.of(args[0]), RollCycle.valueOf(args[1]));
        switch (args[2]) {
            case SEQUENCER -> parts.sequence();
            case Facts.SOURCE -> parts.feed();
            case Spread.NAME -> parts.serve(new Spread(0));
            case Answer.NAME -> parts.serve(new Answer());
            case READER -> parts.read();
            default -> throw new IllegalArgumentException("expected one of " + ALL + ", found " + args[2]);
        }
    }

    static Path tape(Path folder) {
        return folder.resolve("tape");
    }

    static Path outbox(Path folder, String source) {
        return folder.resolve("outbox-" + source);
    }

    /** Three snapshots are kept beside the outbox. */
    static ServicePlace place(Path folder, String service, RollCycle roll) {
        return new ServicePlace(
                outbox(folder, service),
                roll,
                Optional.of(new SnapshotFolder(folder.resolve("snapshots-" + service), 3)),
                "test");
    }

    /** The sequencer of the feeder and one service, within this process. */
    static SequencerAgent ofOneService(Path folder, RollCycle roll) {
        Path tape = tape(folder);
        TapeWriter writer = Files.exists(tape) ? TapeFolder.append(tape) : TapeFolder.create(tape, 7, roll);
        List<SequencerAgent.Feed> feeds = List.of(
                SequencerAgent.Feed.ofFacts(Facts.SOURCE, outbox(folder, Facts.SOURCE)),
                SequencerAgent.Feed.ofProcessor(Spread.NAME, outbox(folder, Spread.NAME), folder.resolve("progress")));
        return new SequencerAgent(tape, writer, feeds, SequencerAgent.Clock.OF_WRITER, Facts.START);
    }

    /** Turns until nothing has happened for a while: an outbox that is not there yet is looked for now and then. */
    static void untilIdle(IntSupplier turn) {
        long since = System.nanoTime();
        while (System.nanoTime() - since < QUIET_NANOS) {
            if (turn.getAsInt() > 0) {
                since = System.nanoTime();
            }
        }
    }

    private void sequence() {
        Path tape = tape(folder);
        TapeWriter writer = Files.exists(tape.resolve(Manifest.FILE))
                ? TapeFolder.append(tape)
                : TapeFolder.create(tape, TAPE_ID, roll);
        List<SequencerAgent.Feed> feeds = List.of(
                SequencerAgent.Feed.ofFacts(Facts.SOURCE, outbox(folder, Facts.SOURCE)),
                SequencerAgent.Feed.ofProcessor(Spread.NAME, outbox(folder, Spread.NAME), progress(Spread.NAME)),
                SequencerAgent.Feed.ofProcessor(Answer.NAME, outbox(folder, Answer.NAME), progress(Answer.NAME)));
        try (SequencerAgent agent =
                new SequencerAgent(tape, writer, feeds, SequencerAgent.Clock.OF_WRITER, Facts.START)) {
            while (!isAsked(STOP)) {
                idle(agent.doWork());
            }
        }
    }

    private void serve(Processor processor) {
        TapeFolder tape = awaitTape();
        try (Progress progress = Progress.open(progress(processor.name()));
                ServiceLoop loop = new ServiceLoop(processor, tape, place(folder, processor.name(), roll), progress)) {
            while (!isAsked(STOP)) {
                idle(loop.doWork());
            }
        }
    }

    private void read() {
        try (TapeReader reader = awaitTape().follower()) {
            while (!isAsked(STOP)) {
                idle(reader.next() ? 1 : 0); // each record is checked
            }
        }
    }

    /** In lockstep: a fact waits until everything that follows from the one before is on the tape. */
    private void feed() {
        Facts facts = new Facts();
        Sources sources = new Sources();
        try (OutboxFolder outbox = OutboxFolder.open(outbox(folder, Facts.SOURCE), roll);
                TapeReader tape = awaitTape().follower();
                Progress spread = Progress.open(progress(Spread.NAME));
                Progress answer = Progress.open(progress(Answer.NAME))) {
            while (true) {
                while (tape.next()) {
                    sources.apply(tape.record());
                }
                boolean quiet = last(sources, Facts.SOURCE) == outbox.lastNumber()
                        && sources.byName(Answer.NAME).isPresent() // all are defined
                        && isDone(spread, tape.number(), last(sources, Spread.NAME))
                        && isDone(answer, tape.number(), last(sources, Answer.NAME));
                if (quiet && isAsked(FINISH)) {
                    return;
                }
                if (quiet) {
                    long next = outbox.lastNumber() + 1;
                    outbox.append(facts.fact(next, 0), Facts.nanos(next));
                }
                idle(quiet ? 1 : 0);
            }
        }
    }

    private static boolean isDone(Progress progress, long sequence, long sequenced) {
        return progress.consumed() >= sequence && progress.emitted() <= sequenced; // in this order
    }

    private static long last(Sources sources, String name) {
        return sources.byName(name).map(Source::number).map(sources::last).orElse(-1L);
    }

    private TapeFolder awaitTape() {
        while (!Files.exists(tape(folder).resolve(Manifest.FILE))) {
            idle(0);
        }
        return TapeFolder.open(tape(folder));
    }

    private Path progress(String name) {
        return folder.resolve("progress-" + name);
    }

    private boolean isAsked(String what) {
        return Files.exists(folder.resolve(what));
    }

    private static void idle(int work) {
        if (work == 0) {
            LockSupport.parkNanos(IDLE_NANOS);
        }
    }
}
