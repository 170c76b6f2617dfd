package io.onetape.services.runtime;

import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.replay.Processor;
import io.onetape.replay.ServiceLoop;
import io.onetape.replay.ServicePlace;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.services.config.Configuration;
import io.onetape.services.config.topology.ProcessSpec;
import io.onetape.services.config.topology.ServiceKind;
import io.onetape.services.config.topology.ServiceSpec;
import io.onetape.services.strategy.Strategies;
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
    private final Heartbeat heartbeat;
    private final ProcessClock clock;
    private boolean latchIsRead;

    Parts(
            RunPaths paths,
            Run run,
            Configuration configuration,
            Map<String, String> environment,
            ProcessSpec process,
            Function<String, Processor> processors,
            String build,
            RuntimeJournal journal,
            Heartbeat heartbeat,
            ProcessClock clock) {
        this.paths = paths;
        this.run = run;
        this.configuration = configuration;
        this.environment = environment;
        this.process = process;
        this.processors = processors;
        this.build = build;
        this.journal = journal;
        this.heartbeat = heartbeat;
        this.clock = clock;
    }

    /** Opens a service, each time anew; empty if this run has nothing for it to do. */
    Optional<Part.Opener> of(ServiceSpec service) {
        if (run.hostsProcessor(service.kind())) {
            return Optional.of(() -> service(service));
        }
        return switch (service.kind()) {
            case SEQUENCER -> Optional.of(this::sequencer);
            case FEED -> run.feed().map(feed -> () -> feed(feed));
            case CLOCK -> run.lockstep() ? Optional.empty() : Optional.of(this::clock);
            case REMOTE -> configuration.remote().enabled() ? Optional.of(this::remote) : Optional.empty();
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

    private Part remote() {
        requireTape();
        return new RemotePart(paths, configuration, environment, processors.apply(ServiceKind.ACCOUNT.text()), build);
    }

    private Part sequencer() {
        if (!latchIsRead) {
            throw new NotReadyException("the halt latch has not been read yet");
        }
        return new SequencerPart(paths, run, configuration, clock);
    }

    /** What it does first: the sequencer is not opened before it has looked once. */
    Part.Opener latch() {
        return () -> {
            LatchPart latch = new LatchPart(paths, journal, clock);
            latch.doWork();
            latchIsRead = true;
            return latch;
        };
    }

    private Part cache() {
        requireTape();
        return new CachePart(paths);
    }

    private Part clock() {
        requireTape();
        return new ClockPart(paths, run, clock);
    }

    private Part feed(Run.Feed feed) {
        requireTape();
        if (!SettingsPart.isReady(paths)) {
            throw new NotReadyException("the settings are not on the tape yet");
        }
        return new ReplayFeed(paths, run, feed, clock);
    }

    private Part service(ServiceSpec service) {
        requireTape();
        String name = service.name();
        SnapshotFolder snapshots =
                new SnapshotFolder(paths.snapshots(name), process.snapshots().keep());
        ServicePlace place = new ServicePlace(paths.outbox(name), run.roll(), Optional.of(snapshots), build);
        Progress progress = Progress.open(paths.progress(name));
        Optional<SubmitSync> sync = syncOf(service);
        ServiceLoop loop = null;
        boolean done = false;
        try {
            Processor processor = processors.apply(name);
            loop = new ServiceLoop(processor, TapeFolder.open(paths.tape()), place, progress);
            if (processor instanceof Strategies strategies) {
                strategies.tell(new ShownCalls(heartbeat, loop));
            }
            sync.ifPresent(loop::first);
            loop.notes().forEach(note -> LOG.warn("{}: {}", name, note));
            String from = loop.start().map(Snapshot::hash).orElse("");
            journal.started(name, loop.consumed(), build, configuration.hash(), from);
            done = true;
            return new ServicePart(loop, progress, sync, process.snapshots(), journal, clock);
        } finally {
            if (!done) {
                if (loop != null) {
                    loop.close();
                }
                progress.close();
                sync.ifPresent(SubmitSync::close);
            }
        }
    }

    /** Of the part that lets requests take effect, if what they rest on is to be on the disk before. */
    private Optional<SubmitSync> syncOf(ServiceSpec service) {
        return service.kind() == ServiceKind.VENUE && configuration.tape().syncBeforeSubmit()
                ? Optional.of(new SubmitSync(paths))
                : Optional.empty();
    }

    private void requireTape() {
        if (!new TapeReady(paths).isSaid()) {
            throw new NotReadyException("the sequencer has not opened the tape yet");
        }
    }
}
