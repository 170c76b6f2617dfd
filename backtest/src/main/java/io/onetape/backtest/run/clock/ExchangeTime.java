package io.onetape.backtest.run.clock;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FeedStatusChangedDecoder;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import java.util.Arrays;

/** When a market fact happened at the exchange: the matching engine's time, else the time at which the exchange sent it. Single-threaded. */
public final class ExchangeTime {
    private final DepthSnapshotDecoder snapshot = new DepthSnapshotDecoder();
    private final DepthUpdateDecoder update = new DepthUpdateDecoder();
    private final DepthOrderDecoder order = new DepthOrderDecoder();
    private final QuoteUpdateDecoder quote = new QuoteUpdateDecoder();
    private final TradePrintDecoder print = new TradePrintDecoder();
    private final MarkPriceUpdateDecoder mark = new MarkPriceUpdateDecoder();

    /** By type of record: true if the simulated venue has to know of it. No type further than these is. */
    static boolean[] concerningVenue() {
        int[] types = {
            CycleStartedDecoder.TEMPLATE_ID,
            InstrumentDefinedDecoder.TEMPLATE_ID,
            DepthSnapshotDecoder.TEMPLATE_ID,
            DepthUpdateDecoder.TEMPLATE_ID,
            DepthOrderDecoder.TEMPLATE_ID,
            QuoteUpdateDecoder.TEMPLATE_ID,
            TradePrintDecoder.TEMPLATE_ID,
            MarkPriceUpdateDecoder.TEMPLATE_ID,
            FeedStatusChangedDecoder.TEMPLATE_ID
        };
        boolean[] concerning = new boolean[Arrays.stream(types).max().orElseThrow() + 1];
        Arrays.stream(types).forEach(type -> concerning[type] = true);
        return concerning;
    }

    /** True if it says what the records after it mean. */
    public static boolean isDefinition(RecordView record) {
        return record.templateId() == InstrumentDefinedDecoder.TEMPLATE_ID
                || record.templateId() == CycleStartedDecoder.TEMPLATE_ID;
    }

    /** True if it is a book or a change of one. */
    static boolean isBook(RecordView record) {
        return switch (record.templateId()) {
            case DepthSnapshotDecoder.TEMPLATE_ID, DepthUpdateDecoder.TEMPLATE_ID, DepthOrderDecoder.TEMPLATE_ID ->
                true;
            default -> false;
        };
    }

    /** Nanoseconds since the epoch, {@link Fixed8#NULL} if the record has no time of the exchange. */
    public long of(RecordView record) {
        return switch (record.templateId()) {
            case DepthSnapshotDecoder.TEMPLATE_ID -> {
                record.decode(snapshot);
                yield first(snapshot.transactionNanos(), snapshot.eventNanos());
            }
            case DepthUpdateDecoder.TEMPLATE_ID -> {
                record.decode(update);
                yield first(update.transactionNanos(), update.eventNanos());
            }
            case DepthOrderDecoder.TEMPLATE_ID -> {
                record.decode(order);
                yield first(order.transactionNanos(), order.eventNanos());
            }
            case QuoteUpdateDecoder.TEMPLATE_ID -> {
                record.decode(quote);
                yield first(quote.transactionNanos(), quote.eventNanos());
            }
            case TradePrintDecoder.TEMPLATE_ID -> {
                record.decode(print);
                yield first(print.transactionNanos(), print.eventNanos());
            }
            case MarkPriceUpdateDecoder.TEMPLATE_ID -> record.decode(mark).eventNanos();
            default -> Fixed8.NULL;
        };
    }

    private static long first(long transactionNanos, long eventNanos) {
        return transactionNanos != Fixed8.NULL ? transactionNanos : eventNanos;
    }
}
