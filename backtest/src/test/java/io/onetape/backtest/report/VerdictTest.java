package io.onetape.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.tape.MemoryTape;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A verdict never says more than was tested. */
final class VerdictTest {
    private static final RunFacts EMPTY = RunFacts.of(new MemoryTape(7, RollCycle.DAY), record -> {}, sequence -> {});
    private static final String LONG =
            "\"span\":{\"days\":90},\"trading\":{\"fills\":5000},\"pnlByCause\":{\"residual\":\"0\"}";
    private static final String GAINS =
            LONG + ",\"equity\":{\"net\":\"12.5\"},\"sharpe\":{\"value\":3.0,\"standardError\":1.0}";

    @Test
    void aResidualIsNotBelieved() {
        assertThat(verdict(GAINS.replace("\"residual\":\"0\"", "\"residual\":\"0.00000001\""), Evidence.NONE)
                        .grade())
                .isEqualTo("Not to be believed");
    }

    @Test
    void noFillIsNothingToJudge() {
        assertThat(verdict("\"span\":{\"days\":90},\"trading\":{\"fills\":0}", Evidence.NONE)
                        .grade())
                .isEqualTo("Nothing traded");
    }

    @Test
    void underThirtyDaysOrAHundredFillsItIsTooLittle() {
        assertThat(verdict(GAINS.replace("\"days\":90", "\"days\":29.99"), Evidence.NONE)
                        .grade())
                .isEqualTo("Too little to judge");
        assertThat(verdict(GAINS.replace("5000", "99"), Evidence.NONE).grade()).isEqualTo("Too little to judge");
    }

    @Test
    void aLossIsOne() {
        assertThat(verdict(LONG + ",\"equity\":{\"net\":\"-0.01\"}", Evidence.NONE)
                        .grade())
                .isEqualTo("Loses");
    }

    @Test
    void aProfitThatWasNotTestedIsNone() {
        assertThat(verdict(GAINS, Evidence.NONE).grade()).isEqualTo("Not tested yet");
        assertThat(verdict(GAINS, tested("7", null)).grade()).isEqualTo("Not tested yet");
    }

    @Test
    void aProfitThatAnotherAssumptionTakesAwayIsFragile() {
        assertThat(verdict(GAINS, tested("-7", "3")).grade()).isEqualTo("Fragile");
        assertThat(verdict(GAINS, tested("7", "-3")).grade()).isEqualTo("Fragile");
        assertThat(verdict(GAINS.replace("\"value\":3.0", "\"value\":1.9"), tested("7", "3"))
                        .grade())
                .isEqualTo("Fragile");
    }

    @Test
    void aProfitUnderAllThatWasTriedHoldsUp() {
        assertThat(verdict(GAINS, tested("7", "3")).grade()).isEqualTo("Holds up");
    }

    @Test
    void aSecondRunWithAnotherHashOrALookAheadIsNotBelieved() {
        Evidence other = new Evidence(
                tree(null),
                tree(null),
                json("{\"outputHash\":\"0\",\"firstOutputHash\":\"" + EMPTY.outputHash() + "\"}"),
                tree(null),
                tree(null),
                List.of());
        assertThat(verdict(GAINS, other).grade()).isEqualTo("Not to be believed");
        Evidence ahead = new Evidence(
                tree(null),
                tree(null),
                tree(null),
                json("{\"passed\":false,\"difference\":{\"sequence\":812}}"),
                tree(null),
                List.of());
        assertThat(verdict(GAINS, ahead).sentence()).contains("otherwise at sequence 812");
    }

    @Test
    void aTableOfAnotherRunIsAWarningAndNoEvidence() {
        Evidence stale = Evidence.of(
                EMPTY.outputHash(),
                file -> file.equals("bracket.json")
                        ? json(
                                "{\"outputHash\":\"0123456789abcdef99\",\"rows\":[{\"name\":\"base\",\"netPnl\":\"7\"}]}")
                        : file.equals("lookahead.json") ? json("{\"passed\":false}") : tree(null));

        Verdict verdict = verdict(GAINS, stale);
        assertThat(verdict.grade()).isEqualTo("Not tested yet");
        assertThat(verdict.checks())
                .contains(
                        new Check(
                                Check.Level.WARNING,
                                "Fill-model bracket",
                                "bracket.json is about another run, with the output hash 0123456789abcdef: it does not count"),
                        new Check(
                                Check.Level.WARNING,
                                "Look-ahead",
                                "lookahead.json does not say which run it is about: it does not count"),
                        new Check(Check.Level.MISSING, "Fill-model bracket", "not tried"));
    }

    private static Verdict verdict(String metrics, Evidence evidence) {
        return Verdict.of(EMPTY, MetricsTree.parse("{" + metrics + "}"), evidence);
    }

    private static Evidence tested(String bracket, @Nullable String latency) {
        return new Evidence(tree(bracket), tree(latency), tree(null), tree(null), tree(null), List.of());
    }

    private static JsonNode tree(@Nullable String net) {
        return net == null
                ? Evidence.NONE.bracket()
                : json("{\"rows\":[{\"name\":\"base\",\"netPnl\":\"" + net + "\"}]}");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
