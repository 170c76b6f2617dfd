package io.onetape.tools.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.tools.sample.Following;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader makes of a network, or of an endpoint, that fails. */
@Timeout(120)
final class RemoteFaultTest {
    private static final int WELCOME_BYTES = 48;

    @TempDir
    static Path folder;

    @TempDir
    Path own;

    private static Path tape;
    private static String whole;

    @BeforeAll
    static void aTapeOfSomeHundredKilobytes() {
        tape = folder.resolve("tape");
        try (SampleTape sample = SampleTape.begin(tape, 1, RollCycle.HOUR)) {
            for (int i = 0; i < 4_000; i++) {
                sample.fact(1, "TradePrint", "tradeId=" + i);
            }
        }
        whole = Run.of("cat", "--json", tape).out();
    }

    @Test
    void whoFollowsGoesOnBehindACutInTheMiddleOfARecord() throws Exception {
        String expected = Run.of("cat", "--json", "--to", "seq:4000", tape).out();
        try (Endpoint endpoint = Endpoint.of(tape);
                FaultyProxy proxy = new FaultyProxy(endpoint.port()).cutEvery(100_003)) {
            Run run = Endpoint.run("cat", "-f", "--json", "--to", "seq:4000", proxy.address());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).isEqualTo(expected);
            assertThat(proxy.cuts()).isPositive();
            assertThat(run.err()).contains("was cut: ").contains("connected to " + proxy.address() + " again");
        }
    }

    @Test
    void whoReadsToAnEndIsToldWhereTheConnectionWasCut() throws Exception {
        try (Endpoint endpoint = Endpoint.of(tape);
                FaultyProxy proxy = new FaultyProxy(endpoint.port()).cutEvery(200_003)) {
            Run run = Endpoint.run("cat", "--json", proxy.address());

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(whole).startsWith(run.out());
            assertThat(run.out()).isNotEmpty();
            assertThat(run.err()).contains("the connection to " + proxy.address() + " was cut");
        }
    }

    /** The command has more than one connection, and leaves answers unread that it asked for ahead: a byte that nobody reads is tried again. */
    @ParameterizedTest
    @ValueSource(longs = {9, 30, 1_000, 20_001, 60_002, 100_003, 150_004})
    void aByteThatIsFlippedOnTheWayIsFound(long at) throws Exception {
        Run run = flippedAt(at);
        for (int again = 0; run.exitCode() == 0 && again < 5; again++) {
            assertThat(run.out()).isEqualTo(whole);
            run = flippedAt(at);
        }
        assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
        assertThat(whole).startsWith(run.out());
        assertThat(run.err()).contains("changed on its way");
    }

    private Run flippedAt(long at) throws Exception {
        try (Endpoint endpoint = Endpoint.of(tape);
                FaultyProxy proxy = new FaultyProxy(endpoint.port()).flipAt(at)) {
            return Endpoint.run("cat", "--json", proxy.address());
        }
    }

    @Test
    void aRecordThatWasChangedInAGoodFrameIsFoundByTheReader() throws Exception {
        try (LyingEndpoint endpoint = new LyingEndpoint(tape, 1234)) {
            Run run = Endpoint.run("cat", "--json", endpoint.address());

            assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
            assertThat(run.err()).contains("damaged at sequence 1234: the checksum does not match");
            assertThat(whole).startsWith(run.out());
            assertThat(run.lines()).hasSize(1233);
        }
    }

    @Test
    void aFollowerPrintsWhatALiveWriterAppends() throws Exception {
        Path live = own.resolve("live");
        try (SampleTape sample = SampleTape.begin(live, 2, RollCycle.HOUR);
                Endpoint endpoint = Endpoint.of(live);
                Following tail =
                        new Following(Endpoint.ENVIRONMENT, "tail", "-n", "1", "--format", "csv", endpoint.address())) {
            assertThat(tail.line()).startsWith("sequence,");
            assertThat(tail.line()).contains(",InstrumentDefined,");
            for (int i = 0; i < 100; i++) {
                long next = sample.fact(1, "TradePrint", "tradeId=" + i);
                assertThat(tail.line()).startsWith(next + ",");
            }
            sample.pass(7_200_000_000_000L); // into another file
            long cycle = sample.fact(1, "TradePrint", "tradeId=100");
            assertThat(tail.line()).startsWith(cycle - 1 + ",").contains(",CycleStarted,");
            assertThat(tail.line()).startsWith(cycle + ",");
        }
    }

    @Test
    void whoFollowsGoesOnWhenTheEndpointStartsAgain() throws Exception {
        Path live = own.resolve("live");
        try (SampleTape sample = SampleTape.begin(live, 2, RollCycle.HOUR)) {
            Endpoint first = Endpoint.of(live);
            int port = first.port();
            try (Following tail =
                    new Following(Endpoint.ENVIRONMENT, "tail", "-n", "1", "--format", "csv", first.address())) {
                tail.line();
                tail.line();
                first.close();
                long missed = sample.fact(1, "TradePrint", "tradeId=1");
                try (Endpoint second = Endpoint.of(live, port, 8)) {
                    assertThat(tail.line()).startsWith(missed + ",");
                    long next = sample.fact(1, "TradePrint", "tradeId=2");
                    assertThat(tail.line()).startsWith(next + ",");
                    assertThat(tail.err()).contains("connected to " + second.address() + " again");
                }
            }
        }
    }

    @Test
    void whoFollowsIsRefusedWhenAnotherTapeIsThere() throws Exception {
        Endpoint first = Endpoint.of(tape);
        int port = first.port();
        try (Following tail = new Following(Endpoint.ENVIRONMENT, "tail", "-n", "1", first.address())) {
            tail.line();
            first.close();
            Path other = own.resolve("other");
            SampleTape.writeOtherOrder(other);
            try (Endpoint second = Endpoint.of(other, port, 8)) {
                assertThat(second.port()).isEqualTo(port);
                assertThat(tail.awaitEnd()).isEqualTo(6);
                assertThat(tail.err()).contains("the tape has changed: expected tape 1, found tape def");
            }
        }
    }

    @Test
    void aQuestionThatIsNotAnsweredTimesOut() throws Exception {
        try (Endpoint endpoint = Endpoint.of(tape);
                FaultyProxy proxy = new FaultyProxy(endpoint.port()).silentFrom(2 * WELCOME_BYTES)) {
            Run run = Endpoint.run("account", "--timeout", "200ms", proxy.address());

            assertThat(run.exitCode()).isEqualTo(7);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("has not answered request 2 within 200 ms");
        }
    }
}
