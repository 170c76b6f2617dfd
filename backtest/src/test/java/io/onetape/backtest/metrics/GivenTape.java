package io.onetape.backtest.metrics;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopEncoder;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.DepthUpdateEncoder;
import io.onetape.journal.schema.FillEncoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.FundingPaidEncoder;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.MarkPriceUpdateEncoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.SimulationConfiguredEncoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.SubmitCancelEncoder;
import io.onetape.journal.schema.SubmitOrderEncoder;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.Trigger;
import io.onetape.journal.schema.VenueReplyEncoder;
import io.onetape.journal.tape.MemoryTape;

/** A tape by hand, of one instrument with id 1. Times are milliseconds after {@link #START}; a record is received when it happens. Single-threaded. */
final class GivenTape {
    /** 2026-01-05T09:00:00Z. */
    static final long START = 1_767_603_600_000_000_000L;

    private static final long MILLISECOND = 1_000_000L;

    private final MemoryTape tape = new MemoryTape(7, RollCycle.DAY);
    private final RecordDraft draft = new RecordDraft();
    private final int source;
    private final long startNanos;
    private long number;
    private long cumulative;

    GivenTape() {
        this(START);
    }

    GivenTape(long startNanos) {
        this.startNanos = startNanos;
        source = tape.writer().define(SourceKind.OUTSIDE, "test", startNanos);
        tape.writer().define(SourceKind.SIMULATED_VENUE, "simulated-venue", startNanos);
        draft.begin(new InstrumentDefinedEncoder(), 1)
                .market(Market.USDM)
                .contract(Contract.LINEAR)
                .inferred(Flag.NO)
                .tickSize(Fixed8.ONE)
                .lotSize(Fixed8.ONE)
                .minimumQuantity(Fixed8.NULL)
                .maximumQuantity(Fixed8.NULL)
                .minimumNotional(Fixed8.NULL)
                .contractSize(Fixed8.ONE)
                .venue("TEST")
                .symbol("BTCUSDT")
                .baseAsset("BTC")
                .quoteAsset("USDT");
        put(0);
        draft.begin(new SimulationConfiguredEncoder(), 0)
                .seed(5)
                .capital(Fixed8.parse("100000"))
                .sourceTapeHash("")
                .feeTiers("")
                .marginTiers("");
        put(0);
    }

    private long at(long millis) {
        return startNanos + millis * MILLISECOND;
    }

    private GivenTape put(long millis) {
        draft.source(source, ++number).cause(0, 0);
        tape.writer().append(draft.buffer(), draft.length(), source, at(millis));
        return this;
    }

    /** The mid moves. */
    GivenTape mid(long millis, String mid) {
        return book(millis, Fixed8.parse(mid), BookStatus.VALID);
    }

    /** The book is not known any more. */
    GivenTape gap(long millis) {
        return book(millis, Fixed8.NULL, BookStatus.GAP);
    }

    private GivenTape book(long millis, long mid, BookStatus status) {
        draft.begin(new BookTopEncoder(), 1)
                .bid(mid)
                .bidQuantity(Fixed8.ONE)
                .ask(mid)
                .askQuantity(Fixed8.ONE)
                .spread(0)
                .mid(mid)
                .imbalance(0)
                .microprice(mid)
                .updateId(1)
                .exchangeNanos(at(millis))
                .status(status);
        return put(millis);
    }

    /** A depth update that changes no best level. */
    GivenTape depth(long millis) {
        draft.begin(new DepthUpdateEncoder(), 1)
                .receivedNanos(at(millis))
                .eventNanos(at(millis))
                .transactionNanos(at(millis))
                .firstUpdateId(1)
                .lastUpdateId(1)
                .previousUpdateId(1);
        return put(millis);
    }

    GivenTape mark(long millis, String mark) {
        draft.begin(new MarkPriceUpdateEncoder(), 1)
                .receivedNanos(at(millis))
                .eventNanos(at(millis))
                .mark(Fixed8.parse(mark))
                .index(Fixed8.NULL)
                .estimatedSettlement(Fixed8.NULL)
                .fundingRate(Fixed8.NULL)
                .nextFundingNanos(Fixed8.NULL);
        return put(millis);
    }

    GivenTape tick(long millis) {
        draft.begin(new TickEncoder(), 0).wallNanos(at(millis));
        return put(millis);
    }

    GivenTape funding(long millis, String payment) {
        draft.begin(new FundingPaidEncoder(), 1)
                .payment(Fixed8.parse(payment))
                .rate(0)
                .mark(0)
                .position(0)
                .exchangeNanos(at(millis))
                .asset("USDT");
        return put(millis);
    }

    /** Happened at {@code happened}, received at {@code millis}. */
    GivenTape fill(long millis, long happened, long intent, Side side, String price, String quantity, String fee) {
        return fill(millis, happened, intent, side, Liquidity.MAKER, price, quantity, fee);
    }

    GivenTape fill(
            long millis,
            long happened,
            long intent,
            Side side,
            Liquidity liquidity,
            String price,
            String quantity,
            String fee) {
        return fill(millis, happened, intent, side, liquidity, Flag.NO, price, quantity, fee);
    }

    /** The venue takes a position back. */
    GivenTape liquidation(long millis, Side side, String price, String quantity) {
        return fill(millis, millis, 0, side, Liquidity.TAKER, Flag.YES, price, quantity, "0");
    }

    private GivenTape fill(
            long millis,
            long happened,
            long intent,
            Side side,
            Liquidity liquidity,
            Flag liquidation,
            String price,
            String quantity,
            String fee) {
        FillEncoder fill = draft.begin(new FillEncoder(), 1);
        OrderId.putStrategy(
                fill.buffer(), fill.offset() + FillEncoder.strategyEncodingOffset(), OrderId.strategy("mm1"));
        cumulative += Fixed8.parse(quantity);
        fill.intent(intent)
                .price(Fixed8.parse(price))
                .quantity(Fixed8.parse(quantity))
                .cumulativeQuantity(cumulative)
                .fee(Fixed8.parse(fee))
                .venueOrderId(intent)
                .venueTradeId(number)
                .exchangeNanos(at(happened))
                .receivedNanos(at(millis))
                .side(side)
                .liquidity(liquidity)
                .positionSide(PositionSide.BOTH)
                .liquidation(liquidation)
                .queueAhead(Fixed8.parse("0.5"))
                .feeAsset("USDT");
        return put(millis);
    }

    GivenTape submit(long millis, long intent, Side side, String price, String quantity) {
        return submit(millis, intent, Trigger.NONE, side, price, quantity);
    }

    GivenTape submit(long millis, long intent, Trigger trigger, Side side, String price, String quantity) {
        SubmitOrderEncoder submit = draft.begin(new SubmitOrderEncoder(), 1);
        OrderId.putStrategy(
                submit.buffer(),
                submit.offset() + SubmitOrderEncoder.strategyEncodingOffset(),
                OrderId.strategy("mm1"));
        submit.intent(intent)
                .price(Fixed8.parse(price))
                .quantity(Fixed8.parse(quantity))
                .attempt(1)
                .side(side)
                .orderType(OrderType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .reduceOnly(Flag.NO)
                .positionSide(PositionSide.BOTH)
                .trigger(trigger)
                .clientOrderId("x");
        return put(millis);
    }

    GivenTape cancel(long millis, long intent) {
        SubmitCancelEncoder cancel = draft.begin(new SubmitCancelEncoder(), 1);
        OrderId.putStrategy(
                cancel.buffer(),
                cancel.offset() + SubmitCancelEncoder.strategyEncodingOffset(),
                OrderId.strategy("mm1"));
        cancel.intent(intent).venueOrderId(intent).attempt(1).clientOrderId("x");
        return put(millis);
    }

    GivenTape reply(long millis, long happened, long intent, ReplyKind kind, Reason reason, String ahead) {
        VenueReplyEncoder reply = draft.begin(new VenueReplyEncoder(), 1);
        OrderId.putStrategy(
                reply.buffer(), reply.offset() + VenueReplyEncoder.strategyEncodingOffset(), OrderId.strategy("mm1"));
        reply.intent(intent)
                .attempt(1)
                .code(0)
                .venueOrderId(intent)
                .exchangeNanos(at(happened))
                .receivedNanos(at(millis))
                .price(Fixed8.NULL)
                .leaves(0)
                .queueAhead(ahead.isEmpty() ? Fixed8.NULL : Fixed8.parse(ahead))
                .kind(kind)
                .reason(reason)
                .detail("");
        return put(millis);
    }

    RunMetrics metrics() {
        return RunMetrics.of(tape);
    }
}
