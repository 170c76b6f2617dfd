package io.onetape.services.runtime;

import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.ops.ProcessHealth;
import io.onetape.services.ops.ServiceHealth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a process's parts are, copied by the loop's thread ten times a second, so that other threads can read it while the loop works or hangs. Who asks also pays
 * for the look at the tape's end.
 */
final class PublishedHealth implements ProcessHealth {
    private static final long EVERY_NANOS = 100_000_000L;

    private record Published(List<ServiceHealth> services, long nanos) {}

    private final Path tape;
    private final ProcessClock clock;
    private final long hangNanos;
    private volatile Published published;

    /** {@code hangNanos}: as the supervisor has it, because opening a part may take a while. */
    PublishedHealth(Path tape, ProcessClock clock, long hangNanos) {
        this.tape = tape;
        this.clock = clock;
        this.hangNanos = hangNanos;
        this.published = new Published(List.of(), clock.monotonicNanos());
    }

    /** The loop has turned. */
    void turned(List<Slot> slots, long nowNanos) {
        Published last = published;
        if (nowNanos - last.nanos >= EVERY_NANOS) {
            publish(slots, nowNanos);
        }
    }

    /** Copies now. By the loop's thread. */
    void publish(List<Slot> slots, long nowNanos) {
        List<ServiceHealth> services = new ArrayList<>(slots.size());
        for (Slot slot : slots) {
            services.add(new ServiceHealth(
                    slot.name(),
                    ServiceHealth.State.valueOf(slot.state().name()),
                    slot.sequence(),
                    0,
                    slot.failures(),
                    slot.failure().map(Throwable::toString).orElse("")));
        }
        published = new Published(List.copyOf(services), nowNanos);
    }

    @Override
    public boolean isLive() {
        return clock.monotonicNanos() - published.nanos < hangNanos;
    }

    @Override
    public List<ServiceHealth> services() {
        List<ServiceHealth> services = published.services;
        if (services.stream().allMatch(service -> service.consumed() < 0)) {
            return services;
        }
        long end = end();
        return services.stream()
                .map(service -> service.consumed() < 0 ? service : behind(service, end - service.consumed()))
                .toList();
    }

    private static ServiceHealth behind(ServiceHealth service, long records) {
        return new ServiceHealth(
                service.name(),
                service.state(),
                service.consumed(),
                Math.max(0, records),
                service.failures(),
                service.failure());
    }

    /** Sequence of the tape's last record; of a damaged tape, of the last one before the damage: the services say the rest. */
    private long end() {
        if (!Files.exists(tape.resolve(Manifest.FILE))) {
            return 0;
        }
        try (TapeReader reader = TapeFolder.open(tape).reader()) {
            reader.seekLast();
            return reader.number();
        } catch (DamagedTapeException e) {
            return e.sequence() - 1;
        }
    }
}
