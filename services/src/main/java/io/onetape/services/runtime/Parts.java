package io.onetape.services.runtime;

import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.replay.Processor;
import io.onetape.replay.ServiceLoop;
import io.onetape.replay.ServicePlace;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.replay.snapshot.SnapshotFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the parts of one process by their names. */
final class Parts {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final RunPaths paths;
    private final RunPlan plan;
    private final ProcessPlan process;
    private final Function<String, Processor> processors;
    private final Build build;
    private final RuntimeJournal journal;
    private final ProcessClock clock;

    Parts(
            RunPaths paths,
            RunPlan plan,
            ProcessPlan process,
            Function<String, Processor> processors,
            Build build,
            RuntimeJournal journal,
            ProcessClock clock) {
        this.paths = paths;
        this.plan = plan;
        this.process = process;
        this.processors = processors;
        this.build = build;
        this.journal = journal;
        this.clock = clock;
    }

    /** Opens a part, each time anew. */
    Part.Opener of(String name) {
        return switch (name) {
            case RunPlan.SEQUENCER -> () -> new SequencerPart(paths, plan, clock);
            case RunPlan.FEED -> () -> new ReplayFeed(paths, plan, clock);
            case RunPlan.CLOCK -> () -> new ClockPart(paths, plan, clock);
            default -> () -> service(name);
        };
    }

    private Part service(String name) {
        Path tape = paths.tape();
        if (!Files.exists(tape.resolve(Manifest.FILE))) {
            throw new NotReadyException("the sequencer has not begun the tape yet");
        }
        try {
            Files.createDirectories(paths.progress(name).getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot create " + paths.progress(name).getParent(), e);
        }
        SnapshotFolder snapshots =
                new SnapshotFolder(paths.snapshots(name), process.snapshots().kept());
        ServicePlace place = new ServicePlace(paths.outbox(name), plan.roll(), Optional.of(snapshots), build.name());
        Progress progress = Progress.open(paths.progress(name));
        boolean done = false;
        try {
            ServiceLoop loop = new ServiceLoop(processors.apply(name), TapeFolder.open(tape), place, progress);
            loop.notes().forEach(note -> LOG.warn("{}: {}", name, note));
            String from = loop.start().map(Snapshot::hash).orElse("");
            journal.started(name, loop.consumed(), build.name(), build.configurationHash(), from);
            done = true;
            return new ServicePart(loop, progress, process.snapshots(), journal, clock);
        } finally {
            if (!done) {
                progress.close();
            }
        }
    }
}
