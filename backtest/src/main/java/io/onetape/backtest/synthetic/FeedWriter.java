package io.onetape.backtest.synthetic;

import io.onetape.backtest.importer.FactSink;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.DepthOrderEncoder;
import io.onetape.journal.schema.DepthSnapshotEncoder;
import io.onetape.journal.schema.DepthUpdateEncoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.MarkPriceUpdateEncoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.OrderAction;
import io.onetape.journal.schema.PrintKind;
import io.onetape.journal.schema.QuoteUpdateEncoder;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TradePrintEncoder;
import java.util.Collection;

/**
 * The venue's feed and our end of it: stamps with the venue's milliseconds, delays each record by a drawn latency on one ordered connection, and writes it
 * as a fact. Single-threaded.
 */
final class FeedWriter {
    private static final long MILLISECOND = 1_000_000L;
    private static final double MINIMUM_LATENCY = 1.5e6;
    private static final double MEAN_JITTER = 0.8e6;
    private static final double MEAN_SPIKE = 15e6;
    private static final int SPIKE_ONCE_IN = 4_000;
    private static final long FUNDING_INTERVAL = 8 * 3_600 * 1_000_000_000L;
    private static final long FUNDING_RATE = Fixed8.parse("0.0001");

    private final InstrumentDefinedEncoder defined = new InstrumentDefinedEncoder();
    private final DepthSnapshotEncoder snapshot = new DepthSnapshotEncoder();
    private final DepthUpdateEncoder update = new DepthUpdateEncoder();
    private final DepthOrderEncoder order = new DepthOrderEncoder();
    private final QuoteUpdateEncoder quote = new QuoteUpdateEncoder();
    private final TradePrintEncoder print = new TradePrintEncoder();
    private final MarkPriceUpdateEncoder mark = new MarkPriceUpdateEncoder();
    private final RecordDraft draft = new RecordDraft();
    private final SplitMix random;
    private final FactSink sink;
    private long receivedNanos;

    FeedWriter(long seed, FactSink sink) {
        random = new SplitMix(seed);
        this.sink = sink;
    }

    void defined(SyntheticInstrument what, long nanos) {
        receivedNanos = Math.max(receivedNanos, nanos);
        new Instrument(
                        what.id(),
                        Market.USDM,
                        Contract.LINEAR,
                        false,
                        what.tickSize(),
                        what.lotSize(),
                        what.lotSize(),
                        1_000 * Fixed8.ONE,
                        what.minimumNotional(),
                        Fixed8.ONE,
                        "SYNTHETIC",
                        what.symbol(),
                        what.baseAsset(),
                        "USDT")
                .encode(draft.begin(defined, what.id()));
        sink.accept(draft, receivedNanos);
    }

    void snapshot(SyntheticInstrument of, MatchingBook book, long lastUpdateId, long nanos) {
        receive(nanos);
        draft.begin(snapshot, of.id())
                .receivedNanos(receivedNanos)
                .eventNanos(stamp(nanos))
                .transactionNanos(stamp(nanos))
                .lastUpdateId(lastUpdateId);
        DepthSnapshotEncoder.BidsEncoder bids = snapshot.bidsCount(book.levelCount(true));
        for (PriceLevel level : book.levels(true)) {
            bids.next().price(level.ticks * of.tickSize()).quantity(level.lots() * of.lotSize());
        }
        DepthSnapshotEncoder.AsksEncoder asks = snapshot.asksCount(book.levelCount(false));
        for (PriceLevel level : book.levels(false)) {
            asks.next().price(level.ticks * of.tickSize()).quantity(level.lots() * of.lotSize());
        }
        sink.accept(draft, receivedNanos);
    }

    /** All levels that changed since the last one, as they are now. */
    void depth(SyntheticInstrument of, MatchingBook book, DepthWindow window, long nanos) {
        receive(nanos);
        draft.begin(update, of.id())
                .receivedNanos(receivedNanos)
                .eventNanos(stamp(nanos))
                .transactionNanos(stamp(window.lastChangeNanos()))
                .firstUpdateId(window.firstUpdateId())
                .lastUpdateId(window.lastUpdateId())
                .previousUpdateId(window.previousUpdateId());
        Collection<Long> bidTicks = window.bidTicks();
        DepthUpdateEncoder.BidsEncoder bids = update.bidsCount(bidTicks.size());
        for (long ticks : bidTicks) {
            bids.next().price(ticks * of.tickSize()).quantity(book.lotsAt(true, ticks) * of.lotSize());
        }
        Collection<Long> askTicks = window.askTicks();
        DepthUpdateEncoder.AsksEncoder asks = update.asksCount(askTicks.size());
        for (long ticks : askTicks) {
            asks.next().price(ticks * of.tickSize()).quantity(book.lotsAt(false, ticks) * of.lotSize());
        }
        sink.accept(draft, receivedNanos);
    }

    /** One order of an order-by-order feed; {@code lots}: what it has left. */
    void order(
            SyntheticInstrument of,
            OrderAction action,
            long orderId,
            boolean bid,
            long ticks,
            long lots,
            long updateId,
            long previousUpdateId,
            boolean last,
            long nanos) {
        receive(nanos);
        draft.begin(order, of.id())
                .receivedNanos(receivedNanos)
                .eventNanos(stamp(nanos))
                .transactionNanos(stamp(nanos))
                .updateId(updateId)
                .previousUpdateId(previousUpdateId)
                .orderId(orderId)
                .price(action == OrderAction.CLEAR ? Fixed8.NULL : ticks * of.tickSize())
                .quantity(lots * of.lotSize())
                .side(action == OrderAction.CLEAR ? Side.NULL_VAL : bid ? Side.BUY : Side.SELL)
                .action(action)
                .last(last ? Flag.YES : Flag.NO);
        sink.accept(draft, receivedNanos);
    }

    void quote(SyntheticInstrument of, PriceLevel bid, PriceLevel ask, long updateId, long nanos) {
        receive(nanos);
        draft.begin(quote, of.id())
                .receivedNanos(receivedNanos)
                .eventNanos(stamp(nanos))
                .transactionNanos(stamp(nanos))
                .updateId(updateId)
                .bid(bid.ticks * of.tickSize())
                .bidQuantity(bid.lots() * of.lotSize())
                .ask(ask.ticks * of.tickSize())
                .askQuantity(ask.lots() * of.lotSize());
        sink.accept(draft, receivedNanos);
    }

    void print(SyntheticInstrument of, long tradeId, long ticks, long lots, boolean aggressorBuys, long nanos) {
        receive(nanos);
        draft.begin(print, of.id())
                .receivedNanos(receivedNanos)
                .eventNanos(stamp(nanos))
                .transactionNanos(stamp(nanos))
                .tradeId(tradeId)
                .firstTradeId(Fixed8.NULL)
                .lastTradeId(Fixed8.NULL)
                .price(ticks * of.tickSize())
                .quantity(lots * of.lotSize())
                .aggressor(aggressorBuys ? Side.BUY : Side.SELL)
                .kind(PrintKind.TRADE);
        sink.accept(draft, receivedNanos);
    }

    /** The prices are Fixed8. */
    void mark(SyntheticInstrument of, long markPrice, long indexPrice, long nanos) {
        receive(nanos);
        draft.begin(mark, of.id())
                .receivedNanos(receivedNanos)
                .eventNanos(stamp(nanos))
                .mark(markPrice)
                .index(indexPrice)
                .estimatedSettlement(indexPrice)
                .fundingRate(FUNDING_RATE)
                .nextFundingNanos((nanos / FUNDING_INTERVAL + 1) * FUNDING_INTERVAL);
        sink.accept(draft, receivedNanos);
    }

    private void receive(long exchangeNanos) {
        double latency = MINIMUM_LATENCY + random.nextExponential(MEAN_JITTER);
        if (random.nextInt(SPIKE_ONCE_IN) == 0) {
            latency += random.nextExponential(MEAN_SPIKE);
        }
        receivedNanos = Math.max(receivedNanos, exchangeNanos + (long) latency);
    }

    private static long stamp(long nanos) {
        return nanos - nanos % MILLISECOND;
    }
}
