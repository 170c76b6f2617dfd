package io.onetape.services.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class CallWatchTest {
    private static final long LIMIT = 100;

    private final CallWatch calls = new CallWatch();
    private final HangWatch hangs = new HangWatch(calls, LIMIT);

    @Test
    void aCallThatIsSeenLongerThanTheLimitIsAHang() {
        calls.enter(7, 42);
        assertThat(hangs.look(1_000)).isEmpty();
        assertThat(hangs.look(1_100)).isEmpty();
        assertThat(hangs.look(1_101)).contains(new HangWatch.Hang(7, 42, 101));
        assertThat(hangs.look(1_500)).contains(new HangWatch.Hang(7, 42, 500));
    }

    @Test
    void progressIsNoHangHoweverLongAgoTheLastLookWas() {
        calls.enter(7, 42);
        hangs.look(1_000);
        calls.leave();
        calls.enter(8, 42);
        assertThat(hangs.look(9_000)).isEmpty();
        calls.enter(8, 43);
        assertThat(hangs.look(18_000)).isEmpty();
        assertThat(hangs.look(18_101)).contains(new HangWatch.Hang(8, 43, 101));
    }

    @Test
    void whoWaitsForARecordDoesNotHang() {
        assertThat(hangs.look(1_000)).isEmpty();
        assertThat(hangs.look(9_000)).isEmpty();
        calls.enter(7, 42);
        calls.leave();
        assertThat(hangs.look(99_000)).isEmpty();
        assertThat(hangs.look(999_000)).isEmpty();
    }

    @Test
    void anotherThreadSeesTheCallThatDoesNotComeBack() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Thread strategy = new Thread(() -> {
            for (long sequence = 1; sequence <= 1_000_000; sequence++) {
                calls.enter(sequence, sequence % 3);
                calls.leave();
            }
            calls.enter(1_000_001, 5);
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            calls.leave();
        });
        strategy.start();
        Optional<HangWatch.Hang> hang = Optional.empty();
        for (long look = 0; hang.map(HangWatch.Hang::sequence).orElse(0L) != 1_000_001; look += LIMIT) {
            hang = hangs.look(look);
            Thread.onSpinWait();
        }
        assertThat(hang).get().extracting(HangWatch.Hang::called).isEqualTo(5L);
        release.countDown();
        strategy.join();
        assertThat(hangs.look(Long.MAX_VALUE)).isEmpty();
    }
}
