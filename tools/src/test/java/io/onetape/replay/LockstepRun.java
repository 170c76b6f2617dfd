package io.onetape.replay;

import io.onetape.backtest.paper.PaperVenue;
import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.sequencer.RunTape;
import io.onetape.journal.sequencer.SequencerAgent;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.services.Processors;
import io.onetape.tools.live.BuildName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All services of a paper session in lockstep with their sequencer, in turns on one thread, over files; any of them can be killed at any step. */
final class LockstepRun implements AutoCloseable {
    static final RollCycle ROLL = RollCycle.HOUR;
    static final long TAPE_ID = 77;
    static final String FEED = "feed";
    static final String SEQUENCER = "sequencer";

    private static final int QUIET_TURNS = 600; // an outbox that is not there yet is looked for every 256th poll

    /** Thrown where a kill -9 would end the process. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Decides at each step of a service whether it is killed there. */
    interface Killer {
        boolean killsAt(String service, long consumed, long emitted);
    }

    private final Path folder;
    private final Killer killer;
    private final int recordsPerSnapshot;
    private final Tamper tamper;
    private final Map<String, ServiceLoop> loops = new TreeMap<>();
    private final Map<String, Progress> progress = new TreeMap<>();
    private @Nullable SequencerAgent sequencer;
    private int snapshotsKept = 3;
    private RollCycle roll = ROLL;
    private boolean inLockstep = true;
    private int kills;
    private List<String> losses = List.of();

    LockstepRun(Path folder, Killer killer, int recordsPerSnapshot, Tamper tamper) throws Exception {
        this.folder = folder;
        this.killer = killer;
        this.recordsPerSnapshot = recordsPerSnapshot;
        this.tamper = tamper;
        Files.createDirectories(folder.resolve("progress"));
    }

    /** Fresh processors in their order, the paper venue at last. */
    static List<Processor> processors() {
        List<Processor> all = new ArrayList<>(Processors.all());
        all.add(new PaperVenue());
        return all;
    }

    /** The unbroken run of the same facts within one JVM. */
    static Tape inOneJvm(List<RecordCopy> facts, List<Processor> processors) {
        MemoryTape tape = new MemoryTape(TAPE_ID, ROLL);
        try (Pipeline pipeline = new Pipeline(tape, tape.writer(), processors, LiveFacts.START, record -> {})) {
            int source = tape.writer().define(SourceKind.OUTSIDE, FEED, LiveFacts.START);
            for (RecordCopy fact : facts) {
                RecordView view = fact.view();
                pipeline.accept(view.buffer(), view.length(), source, view.recordedAtNanos());
            }
        }
        return tape;
    }

    /** Keeps more snapshots than usual. */
    void keepSnapshots(int count) {
        snapshotsKept = count;
    }

    /** Before anything is written: other cycles than usual. */
    void roll(RollCycle cycle) {
        roll = cycle;
    }

    /** Before anything is written: facts do not wait for what follows from those before, so that outputs are on their way at any time. */
    void inFreeOrder() {
        inLockstep = false;
    }

    void feed(List<RecordCopy> facts) {
        try (OutboxFolder outbox = OutboxFolder.open(outbox(FEED), roll)) {
            facts.forEach(fact -> outbox.append(fact.view()));
        }
    }

    /** Offers the facts that the outbox does not have yet. */
    void feedRest(List<RecordCopy> facts) {
        try (OutboxFolder outbox = OutboxFolder.open(outbox(FEED), roll)) {
            facts.subList((int) outbox.lastNumber(), facts.size()).forEach(fact -> outbox.append(fact.view()));
        }
    }

    /** Everyone starts from the tape's beginning. */
    void dropSnapshots() throws IOException {
        for (Processor processor : processors()) {
            for (Path file : new SnapshotFolder(snapshots(processor.name()), 1).newestFirst()) {
                Files.delete(file);
            }
        }
    }

    /** Until nothing follows any more. Whoever is killed is opened again at its next turn. */
    void run() {
        int quiet = 0;
        while (quiet < QUIET_TURNS) {
            int work = sequencer().doWork();
            for (Processor processor : processors()) {
                work += turn(processor);
            }
            quiet = work == 0 ? quiet + 1 : 0;
        }
    }

    private int turn(Processor fresh) {
        String name = fresh.name();
        try {
            ServiceLoop loop = loops.computeIfAbsent(name, unused -> open(fresh));
            long before = loop.consumed();
            int work = loop.doWork();
            if (loop.consumed() / recordsPerSnapshot > before / recordsPerSnapshot) {
                loop.snapshot(false);
            }
            return work;
        } catch (Killed e) {
            kills++;
            kill(name);
            tamper.to(new SnapshotFolder(snapshots(name), 1).newestFirst());
            return 1;
        }
    }

    /** What is left of it is what it had written. */
    void kill(String name) {
        ServiceLoop loop = loops.remove(name);
        if (loop != null) {
            loop.close();
            progress.remove(name).close();
        }
    }

    /** What the sequencer found lost when it opened the tape. */
    List<String> losses() {
        return losses;
    }

    int kills() {
        return kills;
    }

    ServiceLoop loop(String name) {
        return loops.get(name);
    }

    Path tape() {
        return folder.resolve("tape");
    }

    Path snapshots(String service) {
        return folder.resolve("snapshots").resolve(service);
    }

    Path outbox(String source) {
        return folder.resolve("outbox").resolve(source);
    }

    private ServiceLoop open(Processor processor) {
        String name = processor.name();
        progress.put(name, Progress.open(folder.resolve("progress").resolve(name)));
        ServicePlace place = new ServicePlace(
                outbox(name),
                roll,
                Optional.of(new SnapshotFolder(snapshots(name), snapshotsKept)),
                BuildName.ofThisProcess());
        ServiceLoop loop = new ServiceLoop(processor, TapeFolder.open(tape()), place, progress.get(name));
        loop.onStep = () -> {
            if (killer.killsAt(name, loop.consumed(), loop.written())) {
                throw new Killed();
            }
        };
        return loop;
    }

    private SequencerAgent sequencer() {
        SequencerAgent open = sequencer;
        if (open == null) {
            List<SequencerAgent.Feed> feeds = new ArrayList<>();
            for (Processor processor : processors()) {
                String name = processor.name();
                feeds.add(SequencerAgent.Feed.ofProcessor(
                        name, outbox(name), folder.resolve("progress").resolve(name)));
            }
            feeds.add(SequencerAgent.Feed.ofFacts(FEED, outbox(FEED)).keepingTime());
            RunTape opened = Files.exists(tape().resolve(Manifest.FILE))
                    ? RunTape.goOn(tape(), feeds, FreeSpace.DEFAULT)
                    : new RunTape(TapeFolder.create(tape(), TAPE_ID, roll), 0, List.of());
            losses = opened.losses();
            RunTape.lossesAreSaid(tape());
            open = inLockstep
                    ? SequencerAgent.inLockstep(tape(), opened.writer(), feeds, LiveFacts.START)
                    : new SequencerAgent(
                            tape(), opened.writer(), feeds, SequencerAgent.Clock.OF_WRITER, LiveFacts.START);
            sequencer = open;
        }
        return open;
    }

    /** All records of a tape, as text that shows where two differ. */
    static List<String> lines(Tape tape) {
        List<String> lines = new ArrayList<>();
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                lines.add(record.sequence() + " type " + record.templateId() + " source " + record.source() + " number "
                        + record.sourceSequence() + " cause " + record.causedBy() + " at " + record.recordedAtNanos()
                        + " crc " + Integer.toHexString(record.crc32c()));
            }
        }
        return lines;
    }

    @Override
    public void close() {
        List.copyOf(loops.keySet()).forEach(this::kill);
        if (sequencer != null) {
            sequencer.close();
        }
    }
}
