package io.onetape.backtest.naive;

import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.Side;
import java.math.BigDecimal;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One recorded fact.
 *
 * @param number of its source
 * @param localNanos when it was heard, as recorded
 * @param exchangeNanos when it happened; null if it does not say
 */
record Fact(
        long number,
        int instrument,
        long localNanos,
        @Nullable Long exchangeNanos,
        Content content) {
    /** What it says. */
    sealed interface Content {
        /** It happens there too. */
        default boolean concernsTheVenue() {
            return true;
        }
    }

    record Definition(
            Market market,
            @Nullable BigDecimal tick,
            @Nullable BigDecimal lot,
            @Nullable BigDecimal minimumQuantity,
            @Nullable BigDecimal maximumQuantity,
            @Nullable BigDecimal minimumNotional,
            String symbol,
            String quoteAsset)
            implements Content {}

    /** Quantities by price. */
    record Snapshot(long lastId, SortedMap<BigDecimal, BigDecimal> bids, SortedMap<BigDecimal, BigDecimal> asks)
            implements Content {}

    /** Whole quantities by price, 0 for a level that is gone. */
    record Update(
            long firstId,
            long lastId,
            long previousId,
            SortedMap<BigDecimal, BigDecimal> bids,
            SortedMap<BigDecimal, BigDecimal> asks)
            implements Content {}

    record Quote(long id, BigDecimal bid, BigDecimal bidQuantity, BigDecimal ask, BigDecimal askQuantity)
            implements Content {}

    record Print(long tradeId, BigDecimal price, BigDecimal quantity, Side aggressor) implements Content {}

    record Mark(
            BigDecimal mark,
            @Nullable BigDecimal rate,
            @Nullable Long nextFundingNanos) implements Content {}

    record Status(FeedStatus status) implements Content {}

    /** Heard by us, and nothing to the venue. */
    record Other() implements Content {
        @Override
        public boolean concernsTheVenue() {
            return false;
        }
    }

    /** A recorded one: then no others are put. */
    record Tick() implements Content {
        @Override
        public boolean concernsTheVenue() {
            return false;
        }
    }
}
