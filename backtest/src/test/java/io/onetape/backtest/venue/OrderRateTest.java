package io.onetape.backtest.venue;

import static io.onetape.journal.schema.Side.BUY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.TimeInForce;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderRateTest {
    private static final long SECOND = 1_000_000_000L;
    private static final VenueSettings THREE_AND_FIVE = TestVenue.settings().withOrderRate(new OrderRate(3, 5));

    private TestVenue venue = new TestVenue(THREE_AND_FIVE);

    @BeforeEach
    void aBookInTheNinthSecondOfAMinute() {
        venue.nanos = 129 * SECOND;
        venue.snapshot("100 100", "102 50");
        venue.heard.clear();
    }

    @Test
    void theFourthOrderOfTenSecondsIsRefusedAndTheNextWindowTakesIt() {
        quotes(1, 4);
        venue.nanos = 130 * SECOND; // the calendar's window, not ten seconds after the first one
        quotes(5, 1);
        assertThat(venue.outcomes()).containsExactly("rejected 4 ORDER_RATE_LIMIT -1015");
    }

    @Test
    void aMinuteHasALimitOfItsOwn() {
        quotes(1, 3);
        venue.nanos = 131 * SECOND;
        quotes(4, 3);
        venue.nanos = 180 * SECOND;
        quotes(7, 1);
        assertThat(venue.outcomes()).containsExactly("rejected 6 ORDER_RATE_LIMIT -1015");
    }

    @Test
    void amendsCountAndCancelsDoNot() {
        quotes(1, 1);
        venue.amend(1, "99", "1");
        venue.cancel(1);
        quotes(2, 1);
        venue.amend(2, "99", "1");
        venue.cancel(2);
        assertThat(venue.outcomes())
                .containsExactly(
                        "amended 1 leaves 1 @ 99 ahead 0",
                        "canceled 1 leaves 1",
                        "amend rejected 2 ORDER_RATE_LIMIT",
                        "canceled 2 leaves 1");
    }

    @Test
    void anOrderThatIsRefusedForAnotherReasonCounts() {
        venue.limit(1, BUY, "1", "99.95");
        quotes(2, 3);
        assertThat(venue.outcomes())
                .containsExactly("rejected 1 PRICE_OFF_TICK -4014", "rejected 4 ORDER_RATE_LIMIT -1015");
    }

    @Test
    void anOrderOfAnUnknownInstrumentCountsToo() {
        venue.submit(9, 1, BUY, "1", Fixed8.parse("99.9"), OrderType.LIMIT, TimeInForce.GTC, false);
        quotes(2, 3);
        assertThat(venue.outcomes())
                .containsExactly("rejected 1 UNKNOWN_INSTRUMENT -1121", "rejected 4 ORDER_RATE_LIMIT -1015");
        venue.submit(9, 5, BUY, "1", Fixed8.parse("99.9"), OrderType.LIMIT, TimeInForce.GTC, false);
        assertThat(venue.outcomes()).containsExactly("rejected 5 ORDER_RATE_LIMIT -1015");
    }

    @Test
    void aRestartForgetsNothing() {
        quotes(1, 3);
        venue = venue.restarted(THREE_AND_FIVE);
        quotes(4, 1);
        assertThat(venue.outcomes()).containsExactly("rejected 4 ORDER_RATE_LIMIT -1015");
    }

    @Test
    void itIsWrittenAsTwoRates() {
        assertThat(OrderRate.parse("300/10s,1200/1m")).isEqualTo(OrderRate.DEFAULT);
        assertThat(OrderRate.parse("none")).isEqualTo(OrderRate.UNLIMITED);
        assertThat(OrderRate.DEFAULT.text()).isEqualTo("300/10s,1200/1m");
        assertThat(OrderRate.UNLIMITED.text()).isEqualTo("none");
        assertThatThrownBy(() -> OrderRate.parse("300/s"))
                .hasMessage("expected orders in ten seconds and in a minute (300/10s,1200/1m), or none, found '300/s'");
    }

    private void quotes(int first, int count) {
        for (int intent = first; intent < first + count; intent++) {
            venue.limit(intent, BUY, "1", "99.9");
        }
    }
}
