package io.onetape.backtest.venue;

import static io.onetape.journal.schema.Side.BUY;
import static io.onetape.journal.schema.Side.SELL;
import static io.onetape.journal.schema.Trigger.STOP;
import static io.onetape.journal.schema.Trigger.TAKE_PROFIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.OutageRule;
import io.onetape.journal.schema.TriggerSource;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;
import org.junit.jupiter.api.Test;

/** A venue that was written down and read again is the same one, down to its last word. */
class VenueStateTest {
    private static final VenueSettings SETTINGS = TestVenue.settings()
            .withFees(FeeTiers.parse(Fixed8.parse("0.0002"), Fixed8.parse("0.0005"), "1000:0:0.0004"))
            .withOrderRate(OrderRate.DEFAULT)
            .withOutageRule(OutageRule.DELAY)
            .withLiquidation(MarginTiers.DEFAULT, Fixed8.parse("0.0125"))
            .withCapital(Fixed8.parse("50"));

    @Test
    void withAllThatItCanHold() {
        TestVenue venue = new TestVenue(SETTINGS);
        venue.snapshot("100 10,99 20", "101 1,102 50");
        venue.mark("100", "0.0001", 1_000_000_000);
        venue.market(1, BUY, "2"); // a position of two fills, fees, cash
        venue.strategy = "mm2";
        venue.limit(2, BUY, "3", "99");
        venue.strategy = "mm1";
        venue.limit(3, SELL, "1", "110");
        venue.print(SELL, "99", "21"); // a front and a part of it
        venue.conditional(4, STOP, TriggerSource.LAST, "90", SELL, null);
        venue.conditional(5, TAKE_PROFIT, TriggerSource.MARK, "120", SELL, "119");
        venue.feed(FeedStatus.DISCONNECTED);
        venue.print(SELL, "90", "1"); // triggered, and no book to go to
        venue.limit(6, BUY, "1", "80"); // waits for the end of the outage
        assertThat(venue.state())
                .contains("venueOrderId: 5", "trigger: STOP", "triggerSource: MARK", "down: true", "inMinute: 5");
        assertThat(venue.restarted(SETTINGS).state()).isEqualTo(venue.state());
    }

    @Test
    void inTheMiddleOfALiquidation() {
        TestVenue venue = new TestVenue(SETTINGS);
        venue.snapshot("100 10", "101 10");
        venue.market(1, BUY, "5");
        venue.snapshot("85 2", "86 10");
        venue.mark("85", "0.0001", 1_000_000_000);
        assertThat(venue.position()).isEqualTo("3");
        assertThat(venue.state()).contains("liquidates: true");
        assertThat(venue.restarted(SETTINGS).state()).isEqualTo(venue.state());
    }

    @Test
    void theSettingsToo() {
        Bytes<byte[]> bytes = Bytes.allocateElasticOnHeap();
        Wire wire = WireType.BINARY.apply(bytes);
        SETTINGS.writeState(wire);
        assertThat(VenueSettings.readState(wire)).isEqualTo(SETTINGS);
    }
}
