package io.onetape.backtest.venue;

import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.SimulationConfiguredDecoder;

/**
 * What a simulated venue depends on besides the market.
 *
 * @param makerRate Fixed8, of the notional; negative is a rebate
 * @param takerRate Fixed8, of the notional
 */
public record VenueSettings(
        QueueRule queueRule, FillModel fillModel, BookSource bookSource, long makerRate, long takerRate) {

    public VenueSettings {
        if (fillModel != FillModel.PARTIAL_FILL && fillModel != FillModel.NO_PARTIAL_FILL) {
            throw new IllegalArgumentException(
                    "expected the fill model PARTIAL_FILL or NO_PARTIAL_FILL, found " + fillModel);
        }
        if (bookSource != BookSource.DEPTH && bookSource != BookSource.FUSED) {
            throw new IllegalArgumentException("expected the book source DEPTH or FUSED, found " + bookSource);
        }
    }

    /** As recorded on a result tape. */
    public static VenueSettings of(SimulationConfiguredDecoder from) {
        return new VenueSettings(
                new QueueRule(from.queueModel(), from.queueExponent()),
                from.fillModel(),
                from.bookSource(),
                from.makerRate(),
                from.takerRate());
    }

    public VenueSettings withQueueRule(QueueRule changed) {
        return new VenueSettings(changed, fillModel, bookSource, makerRate, takerRate);
    }

    boolean partialFills() {
        return fillModel == FillModel.PARTIAL_FILL;
    }

    public boolean quotesMoveTheBook() {
        return bookSource == BookSource.FUSED;
    }
}
