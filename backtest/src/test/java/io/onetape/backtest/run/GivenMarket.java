package io.onetape.backtest.run;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.DepthSnapshotEncoder;
import io.onetape.journal.schema.ExternalSignalEncoder;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.FeedStatusChangedEncoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.MarkPriceUpdateEncoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.PrintKind;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TradePrintEncoder;

/** A recording of BTCUSDT (tick 0.1, lot 0.001), told in words. Each fact happens 100 ms after the one before, and is heard then, unless told otherwise. */
final class GivenMarket {
    private static final long STEP = 100_000_000L;

    private final Recording recording = new Recording();
    private final RecordDraft draft = new RecordDraft();
    private long nanos = 1_760_000_000_000_000_000L;
    private int defined; // the instrument, 0 if there is none
    private long latencyNanos;
    private long updateId;
    private long tradeId;

    /** Nothing is defined, and time begins here. */
    GivenMarket(long nanos) {
        this.nanos = nanos;
    }

    GivenMarket() {
        defined = 1;
        draft.begin(new InstrumentDefinedEncoder(), 1)
                .market(Market.USDM)
                .contract(Contract.LINEAR)
                .inferred(Flag.NO)
                .tickSize(Fixed8.parse("0.1"))
                .lotSize(Fixed8.parse("0.001"))
                .minimumQuantity(Fixed8.parse("0.001"))
                .maximumQuantity(Fixed8.parse("1000"))
                .minimumNotional(Fixed8.parse("5"))
                .contractSize(Fixed8.ONE)
                .venue("BINANCE")
                .symbol("BTCUSDT")
                .baseAsset("BTC")
                .quoteAsset("USDT");
        next();
    }

    /** Levels are "price quantity" pairs separated by commas. */
    GivenMarket book(String bids, String asks) {
        DepthSnapshotEncoder encoder = draft.begin(new DepthSnapshotEncoder(), 1)
                .receivedNanos(nanos)
                .eventNanos(nanos)
                .transactionNanos(nanos)
                .lastUpdateId(++updateId);
        String[] bid = bids.split("[ ,]", -1);
        DepthSnapshotEncoder.BidsEncoder b = encoder.bidsCount(bid.length / 2);
        for (int i = 0; i < bid.length; i += 2) {
            b.next().price(Fixed8.parse(bid[i])).quantity(Fixed8.parse(bid[i + 1]));
        }
        String[] ask = asks.split("[ ,]", -1);
        DepthSnapshotEncoder.AsksEncoder a = encoder.asksCount(ask.length / 2);
        for (int i = 0; i < ask.length; i += 2) {
            a.next().price(Fixed8.parse(ask[i])).quantity(Fixed8.parse(ask[i + 1]));
        }
        return next();
    }

    /** Trade ids are dense from 1. */
    GivenMarket print(Side aggressor, String price, String quantity) {
        draft.begin(new TradePrintEncoder(), 1)
                .receivedNanos(nanos)
                .eventNanos(nanos)
                .transactionNanos(nanos)
                .tradeId(++tradeId)
                .firstTradeId(Fixed8.NULL)
                .lastTradeId(Fixed8.NULL)
                .price(Fixed8.parse(price))
                .quantity(Fixed8.parse(quantity))
                .aggressor(aggressor)
                .kind(PrintKind.TRADE);
        return next();
    }

    GivenMarket mark(String price) {
        draft.begin(new MarkPriceUpdateEncoder(), 1)
                .receivedNanos(nanos)
                .eventNanos(nanos)
                .mark(Fixed8.parse(price))
                .index(Fixed8.parse(price))
                .estimatedSettlement(Fixed8.NULL)
                .fundingRate(Fixed8.NULL)
                .nextFundingNanos(Fixed8.NULL);
        return next();
    }

    GivenMarket feed(FeedStatus status) {
        draft.begin(new FeedStatusChangedEncoder(), 1).status(status).detail("");
        return next();
    }

    /** A signal for BTCUSDT, known when it is heard. */
    GivenMarket signal(String value) {
        ExternalSignalEncoder encoder = draft.begin(new ExternalSignalEncoder(), defined);
        OrderId.putStrategy(encoder.buffer(), encoder.offset() + ExternalSignalEncoder.strategyEncodingOffset(), 0);
        encoder.availableNanos(nanos + latencyNanos)
                .value(Fixed8.parse(value))
                .fairPrice(Fixed8.NULL)
                .priority(0)
                .signalSymbol("BTCUSDT")
                .name("alpha");
        return next();
    }

    /** What happens from here on is heard so much later. */
    GivenMarket heardAfter(long nanosLater) {
        latencyNanos = nanosLater;
        return this;
    }

    Recording recording() {
        return recording;
    }

    private GivenMarket next() {
        recording.accept(draft, nanos + latencyNanos);
        nanos += STEP;
        return this;
    }
}
