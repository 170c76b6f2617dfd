package io.onetape.services.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.record.OrderId;
import io.onetape.services.runtime.Heartbeat.Call;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HangWatchTest {
    private static final long LIMIT = 100;
    private static final long MM1 = OrderId.strategy("mm1");
    private static final long MM2 = OrderId.strategy("mm2");

    @TempDir
    Path folder;

    private Heartbeat process;
    private Heartbeat supervisor;
    private HangWatch hangs;

    @BeforeEach
    void open() {
        process = Heartbeat.open(new RunPaths(folder), "core");
        supervisor = Heartbeat.open(new RunPaths(folder), "core");
        hangs = new HangWatch(supervisor, LIMIT);
    }

    @AfterEach
    void close() {
        process.close();
        supervisor.close();
    }

    @Test
    void aCallThatIsSeenLongerThanTheLimitIsAHang() {
        process.enter(7, MM1);
        assertThat(hangs.look(1_000)).isEmpty();
        assertThat(hangs.look(1_100)).isEmpty();
        assertThat(hangs.look(1_101)).contains(new Call(7, MM1));
        assertThat(hangs.look(1_500)).contains(new Call(7, MM1));
    }

    @Test
    void progressIsNoHangHoweverLongAgoTheLastLookWas() {
        process.enter(7, MM1);
        hangs.look(1_000);
        process.leave();
        process.enter(8, MM1);
        assertThat(hangs.look(9_000)).isEmpty();
        process.enter(8, MM2);
        assertThat(hangs.look(18_000)).isEmpty();
        assertThat(hangs.look(18_101)).contains(new Call(8, MM2));
    }

    @Test
    void whoWaitsForARecordDoesNotHang() {
        assertThat(hangs.look(1_000)).isEmpty();
        assertThat(hangs.look(9_000)).isEmpty();
        process.enter(7, MM1);
        process.leave();
        assertThat(hangs.look(99_000)).isEmpty();
        assertThat(hangs.look(999_000)).isEmpty();
    }

    @Test
    void theCallIsReadAfterTheProcessHasEndedAndWhatHungStaysNoted() {
        process.beat();
        process.enter(7, MM1);
        process.close();
        Call hung = supervisor.call().orElseThrow();
        assertThat(hung).hasToString("strategy mm1 on record 7");
        supervisor.noteHung(hung);
        supervisor.leave();
        process = Heartbeat.open(new RunPaths(folder), "core");
        assertThat(process.beats()).isEqualTo(1);
        assertThat(process.call()).isEmpty();
        assertThat(process.hung()).contains(new Call(7, MM1));
        process.forgetHung();
        assertThat(supervisor.hung()).isEmpty();
    }

    @Test
    void anotherThreadSeesTheCallThatDoesNotComeBack() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Thread strategy = new Thread(() -> {
            for (long sequence = 1; sequence <= 1_000_000; sequence++) {
                process.enter(sequence, sequence % 2 == 0 ? MM1 : MM2);
                process.leave();
            }
            process.enter(1_000_001, MM1);
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process.leave();
        });
        strategy.start();
        Optional<Call> hang = Optional.empty();
        for (long look = 0; hang.map(Call::sequence).orElse(0L) != 1_000_001; look += LIMIT + 1) {
            hang = hangs.look(look);
            Thread.onSpinWait();
        }
        assertThat(hang).contains(new Call(1_000_001, MM1));
        release.countDown();
        strategy.join();
        assertThat(hangs.look(Long.MAX_VALUE)).isEmpty();
    }
}
