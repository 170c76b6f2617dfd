package io.onetape.services.runtime;

import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.sequencer.HeldOutboxException;
import io.onetape.journal.sequencer.RunTape;
import io.onetape.journal.sequencer.SequencerAgent;
import io.onetape.journal.sequencer.SlewedClock;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.services.config.Configuration;
import io.onetape.services.config.topology.ProcessSpec;
import io.onetape.services.config.topology.ServiceSpec;
import io.onetape.services.config.topology.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one that appends to the tape. Single-threaded. */
final class SequencerPart implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(SequencerPart.class);
    private static final int IDLE_TURNS_OF_A_STOP = 2_000;
    private static final long IDLE_NANOS_OF_A_STOP = 20_000_000L;

    private static final int TURNS_PER_LOOK = 1_024;

    private final SequencerAgent agent;
    private final Retirement retirement;
    private final TapeReady ready;
    private final RollCycle roll;
    private final ProcessClock clock;
    private int cycle = Integer.MIN_VALUE; // in which outboxes were looked at
    private int turns;

    /** Goes on with the run's tape, or begins it. */
    SequencerPart(RunPaths paths, Run run, Configuration configuration, ProcessClock clock) {
        this.roll = run.roll();
        this.clock = clock;
        this.ready = new TapeReady(paths);
        Path tape = paths.tape();
        List<SequencerAgent.Feed> feeds = feeds(paths, run, configuration.topology());
        ready.clear();
        RunTape opened = open(paths, run, feeds, configuration.tape().reserve());
        TapeWriter writer = opened.writer();
        boolean done = false;
        try {
            setAsideSnapshots(paths, feeds, opened.last());
            agent = run.lockstep()
                    ? SequencerAgent.inLockstep(tape, writer, feeds, run.startNanos())
                    : new SequencerAgent(tape, writer, feeds, clockOf(clock), run.startNanos());
            retirement = new Retirement(paths, agent::sync);
            for (String loss : opened.losses()) {
                LOG.error("{}", loss);
                agent.alert("tail-lost", loss);
            }
            if (!opened.losses().isEmpty()) {
                ControlFiles.remove(SettingsPart.ready(paths)); // they are looked through first
                agent.sync();
                RunTape.lossesAreSaid(tape);
            }
            ready.say();
            done = true;
        } finally {
            if (!done) {
                writer.close();
            }
        }
    }

    private static RunTape open(RunPaths paths, Run run, List<SequencerAgent.Feed> feeds, FreeSpace reserve) {
        Path tape = paths.tape();
        if (!Files.exists(tape.resolve(Manifest.FILE))) {
            return new RunTape(TapeFolder.create(tape, run.tapeId(), run.roll(), reserve), 0, List.of());
        }
        try {
            return RunTape.goOn(tape, feeds, reserve);
        } catch (HeldOutboxException e) {
            LOG.warn("the tape is not opened yet: {}", e.getMessage());
            throw new NotReadyException(String.valueOf(e.getMessage()));
        }
    }

    /** Of states behind the tape's end, which is only where it has lost its tail: they would count as the newest. */
    private static void setAsideSnapshots(RunPaths paths, List<SequencerAgent.Feed> feeds, long last) {
        for (SequencerAgent.Feed feed : feeds) {
            for (Path file : new SnapshotFolder(paths.snapshots(feed.name()), 1).newestFirst()) {
                if (SnapshotFolder.sequenceOf(file) > last) {
                    SnapshotFolder.setAside(
                            file, paths.trash().resolve("snapshots-behind-" + last + "-" + feed.name()));
                }
            }
        }
    }

    private static SequencerAgent.Clock clockOf(ProcessClock clock) {
        return new SlewedClock(clock::wallNanos, clock::monotonicNanos);
    }

    /** In order of priority: operator, configuration, what processes say of themselves, processors, market, clock. */
    private static List<SequencerAgent.Feed> feeds(RunPaths paths, Run run, Topology topology) {
        List<SequencerAgent.Feed> feeds = new ArrayList<>();
        feeds.add(facts(paths, Run.OPERATOR));
        feeds.add(facts(paths, Run.CONFIGURATION));
        for (ProcessSpec process : topology.processes()) {
            feeds.add(facts(paths, RuntimeJournal.sourceOf(process.name())));
        }
        for (ServiceSpec service : topology.services()) {
            if (run.hostsProcessor(service.kind())) {
                String name = service.name();
                feeds.add(SequencerAgent.Feed.ofProcessor(name, paths.outbox(name), paths.progress(name)));
            }
        }
        feeds.add(facts(paths, ReplayFeed.NAME).keepingTime());
        feeds.add(facts(paths, ClockPart.NAME));
        return feeds;
    }

    private static SequencerAgent.Feed facts(RunPaths paths, String source) {
        return SequencerAgent.Feed.ofFacts(source, paths.outbox(source));
    }

    @Override
    public int doWork() {
        int work = agent.doWork();
        if (turns++ % TURNS_PER_LOOK == 0) {
            retire();
        }
        return work;
    }

    /** Once a cycle. */
    private void retire() {
        int now = roll.cycleOf(clock.wallNanos());
        if (now != cycle) {
            cycle = now;
            retirement.run(agent.sources());
        }
    }

    /** What the others have said before they stopped is put on the tape. */
    @Override
    public void stop() {
        int idle = 0;
        long since = clock.monotonicNanos();
        // An outbox that is new is looked for now and then: after so many turns, or so much time.
        while (idle < IDLE_TURNS_OF_A_STOP || clock.monotonicNanos() - since < IDLE_NANOS_OF_A_STOP) {
            idle++;
            if (agent.doWork() > 0) {
                idle = 0;
                since = clock.monotonicNanos();
            }
        }
    }

    @Override
    public void close() {
        ready.clear();
        agent.close();
    }
}
