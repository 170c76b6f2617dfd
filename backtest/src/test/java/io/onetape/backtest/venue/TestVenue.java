package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.DepthOrderEncoder;
import io.onetape.journal.schema.DepthSnapshotEncoder;
import io.onetape.journal.schema.DepthUpdateEncoder;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.FeedStatusChangedEncoder;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.MarkPriceUpdateEncoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.OrderAction;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.PrintKind;
import io.onetape.journal.schema.QuoteUpdateEncoder;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.SubmitAmendEncoder;
import io.onetape.journal.schema.SubmitCancelEncoder;
import io.onetape.journal.schema.SubmitOrderEncoder;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.TradePrintEncoder;
import io.onetape.journal.schema.Trigger;
import io.onetape.journal.schema.TriggerSource;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;
import org.jspecify.annotations.Nullable;

/**
 * A simulated venue with one instrument (tick 0.1, lot 0.001), fed in words and heard in words. Levels are "price quantity" pairs separated by commas; each call
 * is one microsecond after the one before. Long because all words are here.
 */
final class TestVenue implements VenueListener {
    static final String MAKER_RATE = "-0.00005";
    static final String TAKER_RATE = "0.0007";

    final List<String> heard = new ArrayList<>();
    final List<String> aheadOfFills = new ArrayList<>();
    private final RecordDraft draft = new RecordDraft();
    private final RecordView view = new RecordView();
    private SimulatedVenue venue;
    String strategy = "mm1"; // of orders
    private Trigger trigger = Trigger.NONE; // of the next order
    private TriggerSource triggerSource = TriggerSource.LAST;
    private long triggerPrice = Fixed8.NULL;
    long nanos = 1_000;
    private long updateId = 100;
    private long tradeId;

    TestVenue(FillModel fills) {
        this(fills, BookSource.DEPTH);
    }

    TestVenue(FillModel fills, BookSource book) {
        this(QueueRule.RISK_AVERSE, fills, book);
    }

    TestVenue(QueueRule queue, FillModel fills, BookSource book) {
        this(settings(queue, fills, book));
    }

    TestVenue(VenueSettings settings) {
        venue = new SimulatedVenue(settings, this);
        define(Contract.LINEAR);
    }

    /** Partial fills, and nothing else that is not said. */
    static VenueSettings settings() {
        return settings(QueueRule.RISK_AVERSE, FillModel.PARTIAL_FILL, BookSource.DEPTH);
    }

    private static VenueSettings settings(QueueRule queue, FillModel fills, BookSource book) {
        return new VenueSettings(queue, fills, book, Fixed8.parse(MAKER_RATE), Fixed8.parse(TAKER_RATE));
    }

    void define(Contract contract) {
        draft.begin(new InstrumentDefinedEncoder(), 1)
                .market(Market.USDM)
                .contract(contract)
                .inferred(Flag.NO)
                .tickSize(Fixed8.parse("0.1"))
                .lotSize(Fixed8.parse("0.001"))
                .minimumQuantity(Fixed8.parse("0.001"))
                .maximumQuantity(Fixed8.parse("1000"))
                .minimumNotional(Fixed8.parse("5"))
                .contractSize(Fixed8.ONE)
                .venue("TEST")
                .symbol("BTCUSDT")
                .baseAsset("BTC")
                .quoteAsset("USDT");
        market();
    }

    void snapshot(String bids, String asks) {
        updateId += 10;
        DepthSnapshotEncoder encoder = draft.begin(new DepthSnapshotEncoder(), 1)
                .receivedNanos(nanos)
                .eventNanos(nanos)
                .transactionNanos(nanos)
                .lastUpdateId(updateId);
        long[] bid = levels(bids);
        DepthSnapshotEncoder.BidsEncoder b = encoder.bidsCount(bid.length / 2);
        for (int i = 0; i < bid.length; i += 2) {
            b.next().price(bid[i]).quantity(bid[i + 1]);
        }
        long[] ask = levels(asks);
        DepthSnapshotEncoder.AsksEncoder a = encoder.asksCount(ask.length / 2);
        for (int i = 0; i < ask.length; i += 2) {
            a.next().price(ask[i]).quantity(ask[i + 1]);
        }
        market();
    }

    void update(String bids, String asks) {
        long previous = updateId;
        updateId++;
        DepthUpdateEncoder encoder = draft.begin(new DepthUpdateEncoder(), 1)
                .receivedNanos(nanos)
                .eventNanos(nanos)
                .transactionNanos(nanos)
                .firstUpdateId(previous)
                .lastUpdateId(updateId)
                .previousUpdateId(previous);
        long[] bid = levels(bids);
        DepthUpdateEncoder.BidsEncoder b = encoder.bidsCount(bid.length / 2);
        for (int i = 0; i < bid.length; i += 2) {
            b.next().price(bid[i]).quantity(bid[i + 1]);
        }
        long[] ask = levels(asks);
        DepthUpdateEncoder.AsksEncoder a = encoder.asksCount(ask.length / 2);
        for (int i = 0; i < ask.length; i += 2) {
            a.next().price(ask[i]).quantity(ask[i + 1]);
        }
        market();
    }

    /** A snapshot of public orders, each as "id BUY 5 @ 100.1". */
    void orders(String... all) {
        updateId++;
        order(OrderAction.CLEAR, Fixed8.NULL, Side.BUY, Fixed8.NULL, 0, all.length == 0);
        for (int i = 0; i < all.length; i++) {
            String[] words = all[i].split(" ", -1);
            order(
                    OrderAction.ADD,
                    Long.parseLong(words[0]),
                    Side.valueOf(words[1]),
                    Fixed8.parse(words[4]),
                    Fixed8.parse(words[2]),
                    i == all.length - 1);
        }
    }

    void add(long id, Side side, String quantity, String price) {
        updateId++;
        order(OrderAction.ADD, id, side, Fixed8.parse(price), Fixed8.parse(quantity), true);
    }

    /** More of the message follows. */
    void addPart(long id, Side side, String quantity, String price) {
        updateId++;
        order(OrderAction.ADD, id, side, Fixed8.parse(price), Fixed8.parse(quantity), false);
    }

    /** To so much at its price. */
    void change(long id, String quantity) {
        updateId++;
        order(OrderAction.CHANGE, id, Side.NULL_VAL, Fixed8.NULL, Fixed8.parse(quantity), true);
    }

    void move(long id, String quantity, String price) {
        updateId++;
        order(OrderAction.CHANGE, id, Side.NULL_VAL, Fixed8.parse(price), Fixed8.parse(quantity), true);
    }

    /** It met an aggressor, and so much is left. */
    void executed(long id, String left) {
        updateId++;
        order(OrderAction.EXECUTE, id, Side.NULL_VAL, Fixed8.NULL, Fixed8.parse(left), true);
    }

    void delete(long id) {
        updateId++;
        order(OrderAction.DELETE, id, Side.NULL_VAL, Fixed8.NULL, 0, true);
    }

    private void order(OrderAction action, long id, Side side, long price, long quantity, boolean last) {
        draft.begin(new DepthOrderEncoder(), 1)
                .receivedNanos(nanos)
                .eventNanos(nanos)
                .transactionNanos(nanos)
                .updateId(updateId)
                .previousUpdateId(action == OrderAction.CLEAR ? Fixed8.NULL : updateId - 1)
                .orderId(id)
                .price(price)
                .quantity(quantity)
                .side(side)
                .action(action)
                .last(last ? Flag.YES : Flag.NO);
        market();
    }

    /** A snapshot from before what the book holds already. */
    void oldSnapshot(String bids, String asks) {
        long newest = updateId;
        updateId -= 20;
        snapshot(bids, asks);
        updateId = newest;
    }

    /** The next update will not follow the last one. */
    void loseAnUpdate() {
        updateId++;
    }

    void quote(String bid, String bidQuantity, String ask, String askQuantity) {
        quote(updateId + 1, bid, bidQuantity, ask, askQuantity);
    }

    /** An empty side is 0, an id that the venue does not give too. */
    void quote(long id, String bid, String bidQuantity, String ask, String askQuantity) {
        draft.begin(new QuoteUpdateEncoder(), 1)
                .receivedNanos(nanos)
                .eventNanos(nanos)
                .transactionNanos(nanos)
                .updateId(id)
                .bid(Fixed8.parse(bid))
                .bidQuantity(Fixed8.parse(bidQuantity))
                .ask(Fixed8.parse(ask))
                .askQuantity(Fixed8.parse(askQuantity));
        market();
    }

    /** A public trade; trade ids are dense from 1. */
    void print(Side aggressor, String price, String quantity) {
        tradeId++;
        draft.begin(new TradePrintEncoder(), 1)
                .receivedNanos(nanos)
                .eventNanos(nanos)
                .transactionNanos(nanos)
                .tradeId(tradeId)
                .firstTradeId(Fixed8.NULL)
                .lastTradeId(Fixed8.NULL)
                .price(Fixed8.parse(price))
                .quantity(Fixed8.parse(quantity))
                .aggressor(aggressor)
                .kind(PrintKind.TRADE);
        market();
    }

    void mark(String price, String rate, long nextFundingNanos) {
        draft.begin(new MarkPriceUpdateEncoder(), 1)
                .receivedNanos(nanos)
                .eventNanos(nanos)
                .mark(Fixed8.parse(price))
                .index(Fixed8.parse(price))
                .estimatedSettlement(Fixed8.NULL)
                .fundingRate(Fixed8.parse(rate))
                .nextFundingNanos(nextFundingNanos);
        market();
    }

    /** Time comes to here, and nothing happens. */
    void time(long exchangeNanos) {
        nanos = exchangeNanos;
        venue.onTime(exchangeNanos);
    }

    long dueNanos() {
        return venue.dueNanos();
    }

    /** The market's feed. */
    void feed(FeedStatus status) {
        draft.begin(new FeedStatusChangedEncoder(), 1).status(status).detail("");
        market();
    }

    /** An order that waits; at the market if {@code price} is null. */
    void conditional(
            int intent, Trigger trigger, TriggerSource source, String triggerPrice, Side side, @Nullable String price) {
        conditional(intent, trigger, source, triggerPrice, side, price, TimeInForce.GTC, false);
    }

    void conditional(
            int intent,
            Trigger trigger,
            TriggerSource source,
            String triggerPrice,
            Side side,
            @Nullable String price,
            TimeInForce timeInForce,
            boolean reduceOnly) {
        this.trigger = trigger;
        this.triggerSource = source;
        this.triggerPrice = Fixed8.parse(triggerPrice);
        submit(
                1,
                intent,
                side,
                "1",
                price == null ? Fixed8.NULL : Fixed8.parse(price),
                price == null ? OrderType.MARKET : OrderType.LIMIT,
                timeInForce,
                reduceOnly);
        this.trigger = Trigger.NONE;
    }

    /** What it would write down, in a venue of its own. */
    TestVenue restarted(VenueSettings settings) {
        TestVenue after = new TestVenue(settings);
        Bytes<byte[]> bytes = Bytes.allocateElasticOnHeap();
        Wire wire = WireType.BINARY.apply(bytes);
        venue.writeState(wire);
        SimulatedVenue read = new SimulatedVenue(settings, after);
        read.readState(wire);
        after.venue = read;
        after.nanos = nanos;
        after.updateId = updateId;
        after.tradeId = tradeId;
        return after;
    }

    /** All that it would write down, as text. */
    String state() {
        Bytes<byte[]> bytes = Bytes.allocateElasticOnHeap();
        venue.writeState(WireType.TEXT.apply(bytes));
        return bytes.toString();
    }

    void limit(int intent, Side side, String quantity, String price) {
        submit(intent, side, quantity, price, TimeInForce.GTC, false);
    }

    void submit(int intent, Side side, String quantity, String price, TimeInForce timeInForce, boolean reduceOnly) {
        submit(1, intent, side, quantity, Fixed8.parse(price), OrderType.LIMIT, timeInForce, reduceOnly);
    }

    void market(int intent, Side side, String quantity) {
        submit(1, intent, side, quantity, Fixed8.NULL, OrderType.MARKET, TimeInForce.GTC, false);
    }

    void submit(
            int instrument,
            int intent,
            Side side,
            String quantity,
            long price,
            OrderType type,
            TimeInForce timeInForce,
            boolean reduceOnly) {
        SubmitOrderEncoder encoder = draft.begin(new SubmitOrderEncoder(), instrument);
        OrderId.putStrategy(
                encoder.buffer(),
                encoder.offset() + SubmitOrderEncoder.strategyEncodingOffset(),
                OrderId.strategy(strategy));
        encoder.intent(intent)
                .price(price)
                .quantity(Fixed8.parse(quantity))
                .attempt(1)
                .side(side)
                .orderType(type)
                .timeInForce(timeInForce)
                .reduceOnly(reduceOnly ? Flag.YES : Flag.NO)
                .trigger(trigger)
                .triggerSource(triggerSource)
                .triggerPrice(triggerPrice)
                .clientOrderId("t-mm1-" + intent);
        venue.onSubmit(next(), nanos);
    }

    void cancel(int intent) {
        SubmitCancelEncoder encoder = draft.begin(new SubmitCancelEncoder(), 1);
        OrderId.putStrategy(
                encoder.buffer(),
                encoder.offset() + SubmitCancelEncoder.strategyEncodingOffset(),
                OrderId.strategy("mm1"));
        encoder.intent(intent).venueOrderId(Fixed8.NULL).attempt(1).clientOrderId("t-mm1-" + intent);
        venue.onCancel(next(), nanos);
    }

    void amend(int intent, String price, String quantity) {
        SubmitAmendEncoder encoder = draft.begin(new SubmitAmendEncoder(), 1);
        OrderId.putStrategy(
                encoder.buffer(),
                encoder.offset() + SubmitAmendEncoder.strategyEncodingOffset(),
                OrderId.strategy("mm1"));
        encoder.intent(intent)
                .venueOrderId(Fixed8.NULL)
                .price(Fixed8.parse(price))
                .quantity(Fixed8.parse(quantity))
                .attempt(1)
                .clientOrderId("t-mm1-" + intent);
        venue.onAmend(next(), nanos);
    }

    String position() {
        return Fixed8.toString(venue.position(1));
    }

    /** Some other market fact, now. */
    void market(RecordView fact) {
        nanos += 1_000;
        venue.onMarket(fact, nanos);
    }

    /** Nothing happens for so long. */
    void pass(long milliseconds) {
        nanos += milliseconds * 1_000_000;
    }

    private void market() {
        venue.onMarket(next(), nanos);
    }

    private RecordView next() {
        nanos += 1_000;
        return view.wrap(draft.buffer(), 0, draft.length());
    }

    private static long[] levels(String text) {
        if (text.isBlank()) {
            return new long[0];
        }
        String[] words = text.trim().split("[ ,]+", -1);
        long[] levels = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            levels[i] = Fixed8.parse(words[i]);
        }
        return levels;
    }

    @Override
    public void accepted(VenueOrder order, long exchangeNanos) {
        heard.add("accepted " + order.submit().intent() + " as " + order.venueOrderId() + " ahead "
                + Fixed8.toString(order.queueAhead()));
    }

    @Override
    public void rejected(VenueRequest submit, Reason reason, int code, long exchangeNanos) {
        heard.add("rejected " + submit.intent() + " " + reason + " " + code);
    }

    @Override
    public void canceled(VenueOrder order, VenueRequest cancel, long exchangeNanos) {
        heard.add("canceled " + order.submit().intent() + " leaves " + Fixed8.toString(order.leaves()));
    }

    @Override
    public void cancelRejected(VenueRequest cancel, Reason reason, int code, long exchangeNanos) {
        heard.add("cancel rejected " + cancel.intent() + " " + reason + " " + code);
    }

    @Override
    public void amended(VenueOrder order, VenueRequest amend, boolean keptPlace, long exchangeNanos) {
        heard.add("amended " + amend.intent() + " leaves " + Fixed8.toString(order.leaves()) + " @ "
                + Fixed8.toString(order.price())
                + (keptPlace ? " in place" : " ahead " + Fixed8.toString(order.queueAhead())));
    }

    @Override
    public void amendRejected(VenueRequest amend, Reason reason, int code, long exchangeNanos) {
        heard.add("amend rejected " + amend.intent() + " " + reason);
    }

    @Override
    public void expired(VenueOrder order, Reason reason, long exchangeNanos) {
        heard.add("expired " + order.submit().intent() + " " + reason + " leaves " + Fixed8.toString(order.leaves()));
    }

    @Override
    public void triggered(VenueOrder order, long exchangeNanos) {
        heard.add("triggered " + order.submit().intent());
    }

    @Override
    public void filled(
            VenueOrder order,
            long price,
            long quantity,
            Liquidity liquidity,
            long fee,
            long venueTradeId,
            long exchangeNanos) {
        aheadOfFills.add(Fixed8.toString(order.aheadOfFill()));
        String whose = order.isLiquidation()
                ? "liquidated " + OrderId.strategyName(order.submit().strategy())
                : "filled " + order.submit().intent();
        heard.add(whose + " " + Fixed8.toString(quantity) + " @ "
                + Fixed8.toString(price) + " " + liquidity + " fee " + Fixed8.toString(fee)
                + (venueTradeId == Fixed8.NULL ? "" : " print " + venueTradeId));
    }

    @Override
    public void fundingPaid(
            io.onetape.journal.reference.Instrument instrument,
            long payment,
            long rate,
            long mark,
            long position,
            long exchangeNanos) {
        heard.add("funding " + Fixed8.toString(payment) + " at " + exchangeNanos);
    }

    /** What was heard since the last call, without acceptances. */
    List<String> outcomes() {
        List<String> outcomes =
                heard.stream().filter(line -> !line.startsWith("accepted")).toList();
        heard.clear();
        return outcomes;
    }
}
