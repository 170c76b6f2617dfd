package io.onetape.backtest.venue;

import static io.onetape.journal.schema.Side.BUY;
import static io.onetape.journal.schema.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.fixed.Fixed8;
import org.junit.jupiter.api.Test;

class FeeTiersTest {
    private static final long DAY = 86_400_000_000_000L;
    private static final VenueSettings TIERS = TestVenue.settings()
            .withFees(FeeTiers.parse(
                    Fixed8.parse("-0.00005"), Fixed8.parse("0.0007"), "100000:-0.0001:0.0005,1000000:-0.0002:0.0003"));

    private TestVenue venue = new TestVenue(TIERS);

    @Test
    void theRateIsThatOfTheTierWhichTheFillsBeforeHaveReached() {
        venue.snapshot("59900 100", "60000 100");
        takes(1, "2", "84"); // 0.0007, and 120,000 are reached by it
        takes(2, "1", "30"); // 0.0005
        rests(3, "1", "-5.99");
    }

    @Test
    void whatIsThirtyDaysOldCountsNoMore() {
        venue.snapshot("59900 100", "60000 100");
        takes(1, "2", "84");
        venue.nanos = 30 * DAY - 2_000; // the last instant of the thirtieth day
        takes(2, "0.001", "0.03");
        takes(3, "0.001", "0.042");
    }

    @Test
    void aRestartForgetsNothing() {
        venue.snapshot("59900 100", "60000 100");
        takes(1, "2", "84");
        venue = venue.restarted(TIERS);
        takes(2, "1", "30");
    }

    @Test
    void itIsWrittenAsItIsRead() {
        assertThat(TIERS.fees().text()).isEqualTo("100000:-0.0001:0.0005,1000000:-0.0002:0.0003");
        assertThat(FeeTiers.parse(0, 0, "# of a file\n1:0:0\n2:0:0 # the second\n")
                        .tiers())
                .hasSize(3);
    }

    @Test
    void whatIsNoTableIsRefused() {
        assertThatThrownBy(() -> FeeTiers.parse(0, 0, "1:0"))
                .hasMessage("expected notional:makerRate:takerRate, found '1:0'");
        assertThatThrownBy(() -> FeeTiers.parse(0, 0, "2:0:0,1:0:0"))
                .hasMessage("expected growing notionals above 0, found 1 behind 2");
        assertThatThrownBy(() -> FeeTiers.parse(0, 0, "2:7:0")).hasMessage("expected a rate from -1 to 1, found '7'");
    }

    private void takes(int intent, String quantity, String fee) {
        venue.market(intent, BUY, quantity);
        assertThat(venue.outcomes()).containsExactly("filled " + intent + " " + quantity + " @ 60000 TAKER fee " + fee);
    }

    private void rests(int intent, String quantity, String fee) {
        venue.limit(intent, BUY, quantity, "59900");
        venue.print(SELL, "59900", "101");
        assertThat(venue.outcomes())
                .containsExactly("filled " + intent + " " + quantity + " @ 59900 MAKER fee " + fee + " print 1");
    }
}
