package io.onetape.backtest.venue;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.Trigger;
import io.onetape.journal.schema.TriggerSource;
import io.onetape.services.marketdata.BookSyncState;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** The simulated venue's markets on a wire, by instrument: the book, our orders in it in price-time order, our position. */
final class VenueState {
    private VenueState() {}

    static void write(VenueMarket market, WireOut to) {
        writeOrders("asks", market.ours(false).all(), to);
        writeOrders("bids", market.ours(true).all(), to);
        to.write("book")
                .marshallable(wire -> BookSyncState.write(
                        market.book.sync(), market.instrument().market(), wire));
        to.write("conditional").marshallable(market.conditional::writeState);
        to.write("down").bool(market.isDown);
        to.write("funding").marshallable(market.funding::writeState);
        to.write("instrument").int32(market.instrument().id());
        to.write("position").marshallable(market.position::writeState);
    }

    static void writeOrders(String key, List<VenueOrder> all, WireOut to) {
        to.write(key).sequence(all, (orders, out) -> {
            for (VenueOrder order : orders) {
                out.marshallable(wire -> write(order, wire));
            }
        });
    }

    /** A market of an instrument that {@code instruments} knows. */
    static VenueMarket read(
            WireIn from,
            Instruments instruments,
            VenueSettings settings,
            VenueAccount account,
            VenueListener listener) {
        List<VenueOrder> asks = new ArrayList<>();
        List<VenueOrder> bids = new ArrayList<>();
        readOrders("asks", asks, from);
        readOrders("bids", bids, from);
        VenueBook[] book = new VenueBook[1];
        from.read("book")
                .marshallable(wire -> book[0] = new VenueBook(
                        BookSyncState.read(wire), settings.queueRule().isByOrder()));
        ConditionalOrders conditional = new ConditionalOrders();
        from.read("conditional").marshallable(conditional::readState);
        boolean isDown = from.read("down").bool();
        Funding funding = new Funding();
        from.read("funding").marshallable(funding::readState);
        VenueMarket market = new VenueMarket(
                instruments.get(from.read("instrument").int32()),
                settings,
                account,
                listener,
                book[0],
                funding,
                conditional);
        market.isDown = isDown;
        from.read("position").marshallable(market.position::readState);
        asks.forEach(market.ours(false)::restore);
        bids.forEach(market.ours(true)::restore);
        return market;
    }

    static void readOrders(String key, List<VenueOrder> to, WireIn from) {
        from.read(key).sequence(to, (orders, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> orders.add(order(wire)));
            }
        });
    }

    private static void write(VenueOrder order, WireOut to) {
        VenueRequest submit = order.submit();
        OrderTerms terms = order.terms();
        to.write("attempt").int32(submit.attempt());
        to.write("correlation").int64(submit.correlation());
        to.write("front").int64(order.front());
        to.write("instrument").int32(submit.instrument());
        to.write("intent").int64(submit.intent());
        to.write("leaves").int64(order.leaves());
        to.write("level").int64(order.level());
        to.write("orderType").text(terms.orderType().name());
        to.write("place").int64(order.place());
        to.write("price").int64(terms.price());
        to.write("printed").int64(order.printed());
        to.write("quantity").int64(terms.quantity());
        to.write("queueAhead").int64(order.queueAhead());
        to.write("quoteAsset").text(order.quoteAsset());
        to.write("reduceOnly").bool(terms.reduceOnly());
        to.write("sequence").int64(submit.sequence());
        to.write("shownNanos").int64(order.shownNanos());
        to.write("side").text(terms.side().name());
        to.write("strategy").text(OrderId.strategyName(submit.strategy()));
        to.write("timeInForce").text(terms.timeInForce().name());
        to.write("trigger").text(terms.trigger().name());
        to.write("triggerPrice").int64(terms.triggerPrice());
        to.write("triggerSource").text(terms.triggerSource().name());
        to.write("venueOrderId").int64(order.venueOrderId());
    }

    private static VenueOrder order(WireIn from) {
        int attempt = from.read("attempt").int32();
        long correlation = from.read("correlation").int64();
        long front = from.read("front").int64();
        int instrument = from.read("instrument").int32();
        long intent = from.read("intent").int64();
        long leaves = from.read("leaves").int64();
        long level = from.read("level").int64();
        OrderType type = OrderType.valueOf(from.read("orderType").text());
        long place = from.read("place").int64();
        long price = from.read("price").int64();
        long printed = from.read("printed").int64();
        long quantity = from.read("quantity").int64();
        long queueAhead = from.read("queueAhead").int64();
        String quoteAsset = String.valueOf(from.read("quoteAsset").text());
        boolean reduceOnly = from.read("reduceOnly").bool();
        long sequence = from.read("sequence").int64();
        long shownNanos = from.read("shownNanos").int64();
        Side side = Side.valueOf(from.read("side").text());
        long strategy = OrderId.strategy(from.read("strategy").text());
        TimeInForce timeInForce = TimeInForce.valueOf(from.read("timeInForce").text());
        Trigger trigger = Trigger.valueOf(from.read("trigger").text());
        long triggerPrice = from.read("triggerPrice").int64();
        TriggerSource triggerSource =
                TriggerSource.valueOf(from.read("triggerSource").text());
        VenueOrder order = new VenueOrder(
                new VenueRequest(
                        SubmitOrderDecoder.TEMPLATE_ID, strategy, intent, attempt, instrument, sequence, correlation),
                from.read("venueOrderId").int64(),
                new OrderTerms(
                        side, type, timeInForce, price, quantity, reduceOnly, trigger, triggerSource, triggerPrice),
                queueAhead,
                quoteAsset);
        order.restorePlace(place, front, level, printed, shownNanos);
        if (leaves < quantity) {
            order.reduceLeaves(quantity - leaves);
        }
        return order;
    }
}
