package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExplainTest {
    @TempDir
    Path folder;

    @Test
    void anOrderThatIsNotThereIsNotFound() {
        Path tape = folder.resolve("tape");
        SampleTape.writeOrder(tape);

        Run run = Run.of("explain", "mm1-8", tape);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no record about order mm1-8", "tape cat -t OrderRequested");
    }

    @Test
    void aBrokenChainSaysWhatIsMissingAndExitsWithOne() {
        Path tape = folder.resolve("broken");
        try (SampleTape sample = SampleTape.begin(tape, 1, RollCycle.HOUR)) {
            long print = sample.fact(1, "TradePrint", "price=10", "quantity=1", "aggressor=BUY");
            long request = sample.derived(
                    "strategy",
                    print,
                    print,
                    "OrderRequested",
                    "strategy=mm1",
                    "intent=1",
                    "price=10",
                    "quantity=1",
                    "side=SELL",
                    "timeInForce=GTC");
            sample.derived("risk", request, print, "RiskDecision", "strategy=mm1", "intent=1", "verdict=PASSED");
        }

        Run run = Run.of("explain", "mm1-1", tape);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("SELL 1 BTCUSDT @ 10 GTC")
                .contains("print")
                .contains("missing: no SubmitOrder although risk passed the order");
    }

    @Test
    void siblingsStandInTheTreeWithoutAStar() {
        Path tape = folder.resolve("siblings");
        try (SampleTape sample = SampleTape.begin(tape, 1, RollCycle.HOUR)) {
            long print = sample.fact(1, "TradePrint", "price=10", "quantity=1", "aggressor=BUY");
            sample.derived("account", print, print, "PositionChanged", "position=0");
            sample.derived("strategy", print, print, "OrderRequested", "strategy=mm1", "intent=1", "side=BUY");
            sample.derived("strategy", print, print, "OrderRequested", "strategy=mm1", "intent=2", "side=BUY");
        }

        Run run = Run.of("explain", "--tree", "mm1-1", tape);

        assertThat(run.lines())
                .anyMatch(line -> line.startsWith("  * 12  print"))
                .anyMatch(line -> line.startsWith("      13  position"))
                .anyMatch(line -> line.startsWith("    * 14  request"))
                .anyMatch(line -> line.startsWith("      15  request"));
    }
}
