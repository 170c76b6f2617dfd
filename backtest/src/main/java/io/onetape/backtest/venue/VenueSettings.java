package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.fixed.TimeWindows;
import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.OutageRule;
import io.onetape.journal.schema.QueueModel;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * What a simulated venue depends on besides the market.
 *
 * @param liquidationFeeRate Fixed8, of the notional that the venue liquidates, besides the taker's rate
 * @param margins if there are none, nothing is liquidated
 * @param capital Fixed8, what the account begins with; without one nothing is liquidated
 */
public record VenueSettings(
        QueueRule queueRule,
        FillModel fillModel,
        BookSource bookSource,
        FeeTiers fees,
        OrderRate orderRate,
        OutageRule outageRule,
        TimeWindows outageWindows,
        MarginTiers margins,
        long liquidationFeeRate,
        long capital) {

    public VenueSettings {
        if (fillModel != FillModel.PARTIAL_FILL && fillModel != FillModel.NO_PARTIAL_FILL) {
            throw new IllegalArgumentException(
                    "expected the fill model PARTIAL_FILL or NO_PARTIAL_FILL, found " + fillModel);
        }
        if (bookSource != BookSource.DEPTH && bookSource != BookSource.FUSED) {
            throw new IllegalArgumentException("expected the book source DEPTH or FUSED, found " + bookSource);
        }
        if (queueRule.isByOrder() && bookSource == BookSource.FUSED) {
            throw new IllegalArgumentException(
                    "expected the book depth with the queue model l3, whose orders make its levels, found fused");
        }
        if (outageRule == OutageRule.NONE && !outageWindows.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected the outage rule reject or delay with outages that are set, found none");
        }
        if (liquidationFeeRate < 0) {
            throw new IllegalArgumentException(
                    "expected a liquidation fee of 0 or more, found " + Fixed8.toString(liquidationFeeRate));
        }
    }

    /**
     * One price for everybody, any number of orders, no outages, no liquidation.
     *
     * @param makerRate Fixed8, of the notional; negative is a rebate
     * @param takerRate Fixed8, of the notional
     */
    public VenueSettings(
            QueueRule queueRule, FillModel fillModel, BookSource bookSource, long makerRate, long takerRate) {
        this(
                queueRule,
                fillModel,
                bookSource,
                FeeTiers.flat(makerRate, takerRate),
                OrderRate.UNLIMITED,
                OutageRule.NONE,
                TimeWindows.NONE,
                MarginTiers.NONE,
                0,
                0);
    }

    /** As recorded on a result tape. */
    public static VenueSettings of(SimulationConfiguredDecoder from) {
        from.sbeRewind();
        from.skipSourceTapeHash();
        String feeTiers = from.feeTiers();
        String marginTiers = from.marginTiers();
        boolean goesOn = from.limit() < from.buffer().capacity(); // records of earlier builds end here
        String outageWindows = goesOn ? from.outageWindows() : "";
        from.sbeRewind();
        return new VenueSettings(
                new QueueRule(from.queueModel(), from.queueExponent()),
                from.fillModel(),
                from.bookSource(),
                FeeTiers.parse(from.makerRate(), from.takerRate(), feeTiers),
                new OrderRate(orNone(from.ordersPerTenSeconds()), orNone(from.ordersPerMinute())),
                from.outageRule() == OutageRule.NULL_VAL ? OutageRule.NONE : from.outageRule(),
                TimeWindows.parse(outageWindows),
                MarginTiers.parse(marginTiers),
                from.liquidationFeeRate() == Fixed8.NULL ? 0 : from.liquidationFeeRate(),
                from.capital());
    }

    /** Tapes of version 1 have no such number. */
    private static int orNone(int number) {
        return number == SimulationConfiguredDecoder.ordersPerMinuteNullValue() ? 0 : number;
    }

    public VenueSettings withFees(FeeTiers changed) {
        return copy(changed, orderRate, outageRule, outageWindows, margins, liquidationFeeRate, capital);
    }

    public VenueSettings withOrderRate(OrderRate changed) {
        return copy(fees, changed, outageRule, outageWindows, margins, liquidationFeeRate, capital);
    }

    public VenueSettings withOutageRule(OutageRule changed) {
        return withOutages(changed, outageWindows);
    }

    /** What becomes of requests in an outage, and outages besides the recorded ones. */
    public VenueSettings withOutages(OutageRule changedRule, TimeWindows changedWindows) {
        return copy(fees, orderRate, changedRule, changedWindows, margins, liquidationFeeRate, capital);
    }

    public VenueSettings withLiquidation(MarginTiers changed, long changedFeeRate) {
        return copy(fees, orderRate, outageRule, outageWindows, changed, changedFeeRate, capital);
    }

    public VenueSettings withCapital(long changed) {
        return copy(fees, orderRate, outageRule, outageWindows, margins, liquidationFeeRate, changed);
    }

    private VenueSettings copy(
            FeeTiers newFees,
            OrderRate newRate,
            OutageRule newOutages,
            TimeWindows newWindows,
            MarginTiers newMargins,
            long newFeeRate,
            long newCapital) {
        return new VenueSettings(
                queueRule,
                fillModel,
                bookSource,
                newFees,
                newRate,
                newOutages,
                newWindows,
                newMargins,
                newFeeRate,
                newCapital);
    }

    /** Keys: bookSource, capital, feeTiers, fillModel, liquidationFeeRate, makerRate, marginTiers, ordersPerMinute, ordersPerTenSeconds, outageRule, outageWindows, queueExponent, queueModel, takerRate. */
    public void writeState(WireOut to) {
        to.write("bookSource").text(bookSource.name());
        to.write("capital").int64(capital);
        to.write("feeTiers").text(fees.text());
        to.write("fillModel").text(fillModel.name());
        to.write("liquidationFeeRate").int64(liquidationFeeRate);
        to.write("makerRate").int64(makerRate());
        to.write("marginTiers").text(margins.text());
        to.write("ordersPerMinute").int32(orderRate.perMinute());
        to.write("ordersPerTenSeconds").int32(orderRate.perTenSeconds());
        to.write("outageRule").text(outageRule.name());
        to.write("outageWindows").text(outageWindows.text());
        to.write("queueExponent").int64(queueRule.exponent());
        to.write("queueModel").text(queueRule.model().name());
        to.write("takerRate").int64(takerRate());
    }

    public static VenueSettings readState(WireIn from) {
        BookSource book = BookSource.valueOf(from.read("bookSource").text());
        long capital = from.read("capital").int64();
        String feeTiers = String.valueOf(from.read("feeTiers").text());
        FillModel fills = FillModel.valueOf(from.read("fillModel").text());
        long liquidationFeeRate = from.read("liquidationFeeRate").int64();
        long makerRate = from.read("makerRate").int64();
        String marginTiers = String.valueOf(from.read("marginTiers").text());
        int perMinute = from.read("ordersPerMinute").int32();
        int perTenSeconds = from.read("ordersPerTenSeconds").int32();
        OutageRule outages = OutageRule.valueOf(from.read("outageRule").text());
        TimeWindows windows =
                TimeWindows.parse(String.valueOf(from.read("outageWindows").text()));
        long exponent = from.read("queueExponent").int64();
        QueueRule queue =
                new QueueRule(QueueModel.valueOf(from.read("queueModel").text()), exponent);
        return new VenueSettings(
                queue,
                fills,
                book,
                FeeTiers.parse(makerRate, from.read("takerRate").int64(), feeTiers),
                new OrderRate(perTenSeconds, perMinute),
                outages,
                windows,
                MarginTiers.parse(marginTiers),
                liquidationFeeRate,
                capital);
    }

    /** Of the lowest tier. */
    public long makerRate() {
        return fees.tiers().get(0).makerRate();
    }

    /** Of the lowest tier. */
    public long takerRate() {
        return fees.tiers().get(0).takerRate();
    }

    boolean liquidates() {
        return !margins.isEmpty() && capital > 0;
    }

    public VenueSettings withQueueRule(QueueRule changed) {
        return withFills(changed, fillModel);
    }

    /** Other assumptions about the queue and about fills. */
    public VenueSettings withFills(QueueRule changedRule, FillModel changedModel) {
        return new VenueSettings(
                changedRule,
                changedModel,
                bookSource,
                fees,
                orderRate,
                outageRule,
                outageWindows,
                margins,
                liquidationFeeRate,
                capital);
    }

    boolean partialFills() {
        return fillModel == FillModel.PARTIAL_FILL;
    }

    public boolean quotesMoveTheBook() {
        return bookSource == BookSource.FUSED;
    }
}
