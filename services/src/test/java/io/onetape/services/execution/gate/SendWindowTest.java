package io.onetape.services.execution.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;
import org.junit.jupiter.api.Test;

final class SendWindowTest {
    @Test
    void withoutALimitEverythingIsFree() {
        SendWindow window = new SendWindow(10);
        window.sent(1);
        assertThat(window.freeAtNanos(1)).isEqualTo(1);
    }

    @Test
    void aSmallerLimitKnowsTheLatestSends() {
        SendWindow window = new SendWindow(10);
        window.limit(3);
        for (int nanos = 1; nanos <= 5; nanos++) {
            window.sent(nanos);
        }
        window.limit(2); // 4 and 5
        assertThat(window.freeAtNanos(6)).isEqualTo(14);
        window.limit(4);
        assertThat(window.freeAtNanos(6)).isEqualTo(6);
    }

    @Test
    void noWindowEverHoldsMoreThanTheLimitAndNothingIsHeldBackWithoutNeed() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 50; run++) {
            int limit = 1 + random.nextInt(6);
            SendWindow window = new SendWindow(100);
            window.limit(limit);
            ArrayDeque<Long> sent = new ArrayDeque<>();
            long now = 0;
            for (int step = 0; step < 300; step++) {
                now += random.nextInt(60);
                while (!sent.isEmpty() && sent.peek() <= now - 100) {
                    sent.remove();
                }
                boolean free = window.freeAtNanos(now) <= now;
                assertThat(free).as("seed %d at %d", seed, now).isEqualTo(sent.size() < limit);
                if (free) {
                    window.sent(now);
                    sent.add(now);
                }
                if (random.nextInt(10) == 0) {
                    window = copy(window, limit);
                }
            }
        }
    }

    private static SendWindow copy(SendWindow from, int limit) {
        Wire wire = WireType.BINARY.apply(Bytes.allocateElasticOnHeap());
        from.writeState("times", wire);
        SendWindow to = new SendWindow(100);
        to.readState("times", wire);
        to.limit(limit);
        return to;
    }
}
