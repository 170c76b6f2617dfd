package io.onetape.services.runtime;

import io.onetape.replay.Processor;
import io.onetape.services.config.Configuration;
import io.onetape.services.config.topology.ProcessSpec;
import io.onetape.services.config.topology.ServiceKind;
import io.onetape.services.config.topology.ServiceSpec;
import io.onetape.services.ops.ProcessHealth;
import io.onetape.services.ops.log.LogContext;
import io.onetape.services.strategy.Strategies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * One process of a run: turns its parts on the caller's thread, in the order of their start, until it is told to stop; then stops them in the opposite order. One
 * part's failure does not end the others.
 */
public final class ProcessLoop implements AutoCloseable {
    private static final String SETTINGS = "settings";
    private static final String LATCH = "latch";

    private final ProcessSpec process;
    private final ProcessClock clock;
    private final RuntimeJournal journal;
    private final List<Slot> slots = new ArrayList<>();
    private Optional<Slot> sequencer = Optional.empty();
    private final RunPaths paths;
    private final Heartbeat heartbeat;
    private final PublishedHealth health;
    private int said = -1;
    private volatile boolean stopping;

    /**
     * Opens nothing yet but the process's own outbox.
     *
     * @param processors makes a fresh processor by its service's name
     * @param build names the code: the same name means the same outputs
     */
    public ProcessLoop(
            RunPaths paths,
            Run run,
            Configuration configuration,
            Map<String, String> environment,
            String name,
            Function<String, Processor> processors,
            String build,
            ProcessClock clock) {
        this.process = configuration
                .topology()
                .process(name)
                .orElseThrow(() -> new IllegalArgumentException("expected a process of the topology, found " + name));
        this.clock = clock;
        this.paths = paths;
        this.heartbeat = Heartbeat.open(paths, name);
        this.journal = new RuntimeJournal(name, paths, run.roll(), clock::wallNanos);
        Parts parts = new Parts(
                paths, run, configuration, environment, process, processors, build, journal, heartbeat, clock);
        this.health = new PublishedHealth(paths.tape(), clock, process.hang().turnNanos());
        SplittableRandom random = new SplittableRandom(clock.wallNanos());
        for (ServiceSpec service : process.services()) {
            if (service.kind() == ServiceKind.SEQUENCER) {
                slots.add(new Slot(LATCH, parts.latch(), journal, process.restart(), random));
            }
            parts.of(service)
                    .ifPresent(
                            opener -> slots.add(new Slot(service.name(), opener, journal, process.restart(), random)));
            if (service.kind() == ServiceKind.SEQUENCER) {
                sequencer = Optional.of(slots.get(slots.size() - 1));
            }
        }
        if (sequencer.isPresent()) { // last: nobody waits for it between a price and an order
            slots.add(new Slot(SETTINGS, parts.settings(), journal, process.restart(), random));
        }
        sayWhatHung();
        health.publish(slots, clock.monotonicNanos());
    }

    /**
     * Turns every part once and returns how much was done. One part is opened a round, so that those before it are at work while those behind it open. After a part that has done something the sequencer goes again, if it is here: so what one answers is on
     * the tape before the next one's turn, and a whole chain of answers takes one round.
     */
    public int turn() {
        long now = clock.monotonicNanos();
        int work = 0;
        LogContext context = LogContext.ofThread();
        Slot sequencing = sequencer.orElse(null);
        boolean opened = false;
        for (int i = 0; i < slots.size(); i++) {
            boolean opens = !slots.get(i).isOpen();
            if (opened && opens) {
                continue;
            }
            int done = turn(slots.get(i), now, context);
            opened |= opens && done > 0;
            if (done > 0 && sequencing != null && sequencing != slots.get(i)) {
                turn(sequencing, now, context);
            }
            work += done;
        }
        context.leave();
        heartbeat.beat();
        health.turned(slots, now);
        sayWhatHasChanged();
        return work;
    }

    private static int turn(Slot slot, long now, LogContext context) {
        context.enter(slot);
        return slot.turn(now);
    }

    /** If this process was killed because a strategy hung, no engine goes on before the tape says so. Killed before it forgets, it says so twice, which is harmless. */
    private void sayWhatHung() {
        heartbeat.hung().ifPresent(call -> {
            long number = journal.quarantined(
                    call.strategy(),
                    call.sequence(),
                    "has not come back within " + process.hang().callNanos() / 1_000_000 + " ms");
            heartbeat.forgetHung();
            for (Slot slot : slots) {
                if (Strategies.isEngine(slot.name())) {
                    slot.await(number);
                }
            }
        });
    }

    /** Turns until {@link #stop} is called, then stops all parts in order. */
    public void run() {
        while (!stopping) {
            if (turn() == 0) {
                Idle.pause(process.pauser());
            }
        }
        stopParts();
    }

    private void sayWhatHasChanged() {
        int changes = 0;
        for (int i = 0; i < slots.size(); i++) {
            changes += slots.get(i).changes();
        }
        if (changes != said) {
            ControlFiles.write(RunStatus.servicesFile(paths, process.name()), RunStatus.services(slots));
            said = changes;
        }
    }

    /** How the process and its parts are, for other threads. */
    public ProcessHealth health() {
        return health;
    }

    /** From any thread. */
    public void stop() {
        stopping = true;
    }

    /** Stops all parts in order, the last one first. */
    public void stopParts() {
        for (int i = slots.size() - 1; i >= 0; i--) {
            LogContext.ofThread().enter(slots.get(i));
            slots.get(i).stop();
        }
        LogContext.ofThread().leave();
        health.publish(slots, clock.monotonicNanos());
        sayWhatHasChanged();
    }

    /** The parts, in the order of their start. */
    List<Slot> slots() {
        return slots;
    }

    @Override
    public void close() {
        journal.close();
        heartbeat.close();
    }
}
