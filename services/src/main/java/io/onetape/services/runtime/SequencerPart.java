package io.onetape.services.runtime;

import io.onetape.journal.sequencer.SequencerAgent;
import io.onetape.journal.sequencer.SlewedClock;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The one that appends to the tape. Single-threaded. */
final class SequencerPart implements Part {
    private static final int IDLE_TURNS_OF_A_STOP = 2_000;

    private final SequencerAgent agent;

    /** Goes on with the run's tape, or begins it. */
    SequencerPart(RunPaths paths, RunPlan plan, ProcessClock clock) {
        Path tape = paths.tape();
        TapeWriter writer = Files.exists(tape.resolve(Manifest.FILE))
                ? TapeFolder.append(tape)
                : TapeFolder.create(tape, plan.tapeId(), plan.roll());
        boolean done = false;
        try {
            List<SequencerAgent.Feed> feeds = feeds(paths, plan);
            agent = plan.lockstep()
                    ? SequencerAgent.inLockstep(tape, writer, feeds, plan.startNanos())
                    : new SequencerAgent(
                            tape,
                            writer,
                            feeds,
                            new SlewedClock(clock::wallNanos, clock::monotonicNanos),
                            plan.startNanos());
            done = true;
        } finally {
            if (!done) {
                writer.close();
            }
        }
    }

    /** In order of priority: operator, what processes say of themselves, processors, market, clock. */
    private static List<SequencerAgent.Feed> feeds(RunPaths paths, RunPlan plan) {
        List<SequencerAgent.Feed> feeds = new ArrayList<>();
        feeds.add(SequencerAgent.Feed.ofFacts(RunPlan.OPERATOR, paths.outbox(RunPlan.OPERATOR)));
        for (ProcessPlan process : plan.processes()) {
            String source = RuntimeJournal.sourceOf(process.name());
            feeds.add(SequencerAgent.Feed.ofFacts(source, paths.outbox(source)));
        }
        for (String processor : plan.processors()) {
            feeds.add(SequencerAgent.Feed.ofProcessor(processor, paths.outbox(processor), paths.progress(processor)));
        }
        feeds.add(SequencerAgent.Feed.ofFacts(RunPlan.FEED, paths.outbox(RunPlan.FEED))
                .keepingTime());
        feeds.add(SequencerAgent.Feed.ofFacts(RunPlan.CLOCK, paths.outbox(RunPlan.CLOCK)));
        return feeds;
    }

    @Override
    public int doWork() {
        return agent.doWork();
    }

    /** What the others have said before they stopped is put on the tape. */
    @Override
    public void stop() {
        int idle = 0;
        while (idle < IDLE_TURNS_OF_A_STOP) { // an outbox that is new is looked for now and then
            idle = agent.doWork() == 0 ? idle + 1 : 0;
        }
    }

    @Override
    public void close() {
        agent.close();
    }
}
