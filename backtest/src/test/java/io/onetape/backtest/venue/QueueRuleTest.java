package io.onetape.backtest.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueueRuleTest {
    @ParameterizedTest
    @CsvSource({
        "risk-averse, 60",
        "power:3, 44.571429",
        "power2:3, 41.28",
        "power3:3, 55.68",
        "log, 49.492230",
        "log2, 56.093067",
        "first, 0",
        "last, 80",
    })
    void ofTwentyThatAreGoneWithoutAPrint(String rule, String front) {
        assertThat((double) QueueRule.parse(rule).front(units(60), units(100), 0, units(80)))
                .isCloseTo((double) Fixed8.parse(front), Offset.offset(100.0)); // the examples have six decimals
    }

    @ParameterizedTest
    @ValueSource(strings = {"risk-averse", "power:3", "power2:3", "power3:3", "log", "log2"})
    void whatWasPrintedIsNoCancelAndALevelThatGrowsLeavesIt(String text) {
        QueueRule rule = QueueRule.parse(text);
        assertThat(rule.front(units(60), units(100), units(20), units(80))).isEqualTo(units(60));
        assertThat(rule.front(units(60), units(100), 0, units(130))).isEqualTo(units(60));
        assertThat(rule.front(units(60), units(100), units(20), units(90))).isEqualTo(units(60));
        assertThat(rule.front(units(60), units(100), 0, units(10))).isLessThanOrEqualTo(units(10));
        assertThat(rule.front(units(60), units(100), 0, 0)).isZero();
        assertThat(rule.front(0, 0, 0, 0)).isZero();
    }

    @Test
    void withNobodyBehindEveryCancelIsAhead() {
        assertThat(QueueRule.parse("power:3").front(units(100), units(100), 0, units(70)))
                .isEqualTo(units(70));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "power", "power:0", "power:-1", "power:x", "log:2", "fifo"})
    void whatIsNoModelIsRefused(String text) {
        assertThatThrownBy(() -> QueueRule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found '" + text + "'");
    }

    @Test
    void aPrintAfterACancelFillsWhatTheModelLetsThrough() {
        TestVenue averse = resting(QueueRule.RISK_AVERSE);
        TestVenue power = resting(QueueRule.parse("power:3"));
        for (TestVenue venue : new TestVenue[] {averse, power}) {
            venue.update("100.0 140", ""); // 40 more stand behind us
            venue.update("100.0 120", ""); // 20 are gone
            venue.print(Side.SELL, "100.0", "85");
        }
        assertThat(averse.heard).noneMatch(line -> line.startsWith("filled"));
        assertThat(power.heard).anyMatch(line -> line.startsWith("filled 1 "));
    }

    @Test
    void theFirstOneIsFilledByAnyPrintAndTheLastOneByWhatNobodyElseWanted() {
        TestVenue first = resting(QueueRule.parse("first"));
        first.print(Side.SELL, "100.0", "0.5");
        assertThat(first.heard).anyMatch(line -> line.startsWith("filled 1 "));
        TestVenue last = resting(QueueRule.parse("last"));
        last.update("100.0 140", ""); // 40 more have joined, and count as ahead
        last.print(Side.SELL, "100.0", "140");
        assertThat(last.heard).noneMatch(line -> line.startsWith("filled"));
        last.print(Side.SELL, "100.0", "1");
        assertThat(last.heard).anyMatch(line -> line.startsWith("filled 1 "));
    }

    private static TestVenue resting(QueueRule rule) {
        TestVenue venue = new TestVenue(rule, FillModel.PARTIAL_FILL, BookSource.DEPTH);
        venue.snapshot("100.0 100", "100.1 5");
        venue.submit(1, Side.BUY, "1", "100.0", TimeInForce.GTX, false);
        return venue;
    }

    private static long units(long whole) {
        return whole * Fixed8.ONE;
    }
}
