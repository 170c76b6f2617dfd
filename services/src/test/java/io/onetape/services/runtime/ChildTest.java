package io.onetape.services.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.record.OrderId;
import io.onetape.services.config.Configuration;
import io.onetape.services.config.topology.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process that never turns, and a supervisor's clock that the test moves. */
final class ChildTest {
    private static final Heartbeat.Call CALL = new Heartbeat.Call(7, OrderId.strategy("mm1"));

    @TempDir
    Path folder;

    private ProcessSpec spec;
    private Heartbeat process;
    private Heartbeat supervisor;
    private Child child;
    private boolean outlives;

    @BeforeEach
    void start() throws Exception {
        Path file = folder.resolve("c.yaml");
        Files.writeString(
                file,
                "cache: {enabled: false}\nprocesses: {core: {services: [sequencer, marketdata, strategy, risk, execution, account, clock]}}\n");
        spec = Configuration.load(file, Map.of()).topology().process("core").orElseThrow();
        RunPaths paths = new RunPaths(folder);
        process = Heartbeat.open(paths, "core");
        supervisor = Heartbeat.open(paths, "core");
        child = new Child(spec, any -> launch(), supervisor, new SplittableRandom(1));
        child.watch(0);
    }

    @AfterEach
    void end() {
        child.stop(0);
        process.close();
        supervisor.close();
    }

    @Test
    void aProcessThatDoesNotTurnIsKilledAndStartedAgain() {
        long first = child.pid();
        assertThat(first).isPositive();
        awaitEnd(spec.hang().turnNanos() + 1);
        assertThat(child.state()).isEqualTo(Child.State.STARTING);
        assertThat(process.hung()).isEmpty();
        child.watch(Long.MAX_VALUE);
        assertThat(child.pid()).isPositive().isNotEqualTo(first);
    }

    @Test
    void aCallThatDoesNotComeBackIsNotedOnceTheProcessHasEnded() {
        process.enter(CALL.sequence(), CALL.strategy());
        child.watch(1);
        long killedAt = spec.hang().callNanos() + 2;
        child.watch(killedAt);
        assertThat(child.pid()).as("it has not been seen to end").isPositive();
        assertThat(process.hung()).isEmpty();
        awaitEnd(killedAt);
        assertThat(process.hung()).contains(CALL);
    }

    @Test
    void aStopInBetweenDoesNotForgetWhatHung() {
        process.enter(CALL.sequence(), CALL.strategy());
        child.watch(1);
        child.watch(spec.hang().callNanos() + 2);
        child.stop(60_000);
        assertThat(child.state()).isEqualTo(Child.State.STOPPED);
        assertThat(process.hung()).contains(CALL);
    }

    @Test
    void aCallThatComesBackAtTheLastMomentDidNotHang() {
        process.enter(CALL.sequence(), CALL.strategy());
        child.watch(1);
        long killedAt = spec.hang().callNanos() + 2;
        child.watch(killedAt);
        process.leave();
        awaitEnd(killedAt);
        assertThat(process.hung()).isEmpty();
    }

    @Test
    void nothingIsStartedBesideAProcessThatOutlivesItsKill() throws Exception {
        child.stop(60_000);
        outlives = true;
        child.restart(0);
        child.watch(0);
        long stuck = child.pid();
        process.enter(CALL.sequence(), CALL.strategy());
        child.watch(1);
        child.watch(spec.hang().callNanos() + 2);

        child.restart(0);
        assertThat(process.hung()).as("it cannot come back").contains(CALL);
        child.watch(spec.hang().callNanos() + 3);
        assertThat(child.pid()).isEqualTo(stuck);

        outlives = false;
        awaitEnd(Long.MAX_VALUE);
        child.watch(Long.MAX_VALUE);
        assertThat(child.pid()).isPositive().isNotEqualTo(stuck);
    }

    /** A process of the operating system; while {@link #outlives} is set, it seems not to end. */
    private Process launch() throws IOException {
        Process real = new ProcessBuilder("sleep", "600").start();
        return new OutlivingProcess(real, () -> outlives);
    }

    private void awaitEnd(long nanos) {
        while (child.pid() != 0) {
            child.watch(nanos);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
