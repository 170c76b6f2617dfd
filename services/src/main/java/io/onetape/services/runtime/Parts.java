package io.onetape.services.runtime;

import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.replay.Processor;
import io.onetape.replay.ServiceLoop;
import io.onetape.replay.ServicePlace;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.services.config.Configuration;
import io.onetape.services.config.topology.ProcessSpec;
import io.onetape.services.config.topology.ServiceSpec;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the parts of one process by their names. */
final class Parts {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final RunPaths paths;
    private final Run run;
    private final Configuration configuration;
    private final Map<String, String> environment;
    private final ProcessSpec process;
    private final Function<String, Processor> processors;
    private final String build;
    private final RuntimeJournal journal;
    private final ProcessClock clock;

    Parts(
            RunPaths paths,
            Run run,
            Configuration configuration,
            Map<String, String> environment,
            ProcessSpec process,
            Function<String, Processor> processors,
            String build,
            RuntimeJournal journal,
            ProcessClock clock) {
        this.paths = paths;
        this.run = run;
        this.configuration = configuration;
        this.environment = environment;
        this.process = process;
        this.processors = processors;
        this.build = build;
        this.journal = journal;
        this.clock = clock;
    }

    /** Opens a service, each time anew; empty if this run has nothing for it to do. */
    Optional<Part.Opener> of(ServiceSpec service) {
        if (run.hostsProcessor(service.kind())) {
            return Optional.of(() -> service(service.name()));
        }
        return switch (service.kind()) {
            case SEQUENCER -> Optional.of(() -> new SequencerPart(paths, run, configuration, clock));
            case FEED -> run.feed().map(feed -> () -> feed(feed));
            case CLOCK -> run.lockstep() ? Optional.empty() : Optional.of(() -> new ClockPart(paths, run, clock));
            case CACHE -> configuration.cacheEnabled() ? Optional.of(this::cache) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** What the process that hosts the sequencer does besides. */
    Part.Opener settings() {
        return () -> {
            requireTape();
            return new SettingsPart(paths, run, configuration, environment, clock);
        };
    }

    private Part cache() {
        requireTape();
        return new CachePart(paths);
    }

    private Part feed(Run.Feed feed) {
        if (!SettingsPart.isReady(paths)) {
            throw new NotReadyException("the settings are not on the tape yet");
        }
        return new ReplayFeed(paths, run, feed, clock);
    }

    private Part service(String name) {
        requireTape();
        SnapshotFolder snapshots =
                new SnapshotFolder(paths.snapshots(name), process.snapshots().keep());
        ServicePlace place = new ServicePlace(paths.outbox(name), run.roll(), Optional.of(snapshots), build);
        Progress progress = Progress.open(paths.progress(name));
        boolean done = false;
        try {
            ServiceLoop loop = new ServiceLoop(processors.apply(name), TapeFolder.open(paths.tape()), place, progress);
            loop.notes().forEach(note -> LOG.warn("{}: {}", name, note));
            String from = loop.start().map(Snapshot::hash).orElse("");
            journal.started(name, loop.consumed(), build, configuration.hash(), from);
            done = true;
            return new ServicePart(loop, progress, process.snapshots(), journal, clock);
        } finally {
            if (!done) {
                progress.close();
            }
        }
    }

    private void requireTape() {
        if (!Files.exists(paths.tape().resolve(Manifest.FILE))) {
            throw new NotReadyException("the sequencer has not begun the tape yet");
        }
    }
}
