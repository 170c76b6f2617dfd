package io.onetape.services.execution;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.services.orders.OrderLifeCycle;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** One order as execution knows it. Used again for another order once it is forgotten. */
final class Order {
    long strategy;
    long intent;
    int instrument;
    Side side = Side.NULL_VAL;
    OrderType type = OrderType.NULL_VAL;
    TimeInForce timeInForce = TimeInForce.NULL_VAL;
    Flag reduceOnly = Flag.NO;
    long price;
    long quantity;
    long cumulative;
    long venueOrderId;
    OrderState state = OrderState.NULL_VAL;
    boolean cancelRequested;
    int attempt; // how often it has been submitted

    void begin(long ofStrategy, int ofInstrument, OrderRequestedDecoder request) {
        strategy = ofStrategy;
        intent = request.intent();
        instrument = ofInstrument;
        side = request.side();
        type = request.orderType();
        timeInForce = request.timeInForce();
        reduceOnly = request.reduceOnly();
        price = request.price();
        quantity = request.quantity();
        cumulative = 0;
        venueOrderId = Fixed8.NULL;
        state = OrderState.NEW;
        cancelRequested = false;
        attempt = 0;
    }

    boolean isEnded() {
        return OrderLifeCycle.isTerminal(state);
    }

    /** What is still open: nothing once the order has ended, and never below nothing though the venue fill too much. */
    long leaves() {
        return isEnded() ? 0 : Math.max(0, quantity - cumulative);
    }

    String name() {
        return OrderId.strategyName(strategy) + "-" + intent;
    }

    void writeState(WireOut wire) {
        wire.write("attempt").int32(attempt);
        wire.write("cancelRequested").bool(cancelRequested);
        StateText.fixed8(wire.write("cumulativeQuantity"), cumulative);
        wire.write("instrument").int32(instrument);
        wire.write("intent").int64(intent);
        wire.write("orderType").text(type.name());
        StateText.fixed8(wire.write("price"), price);
        StateText.fixed8(wire.write("quantity"), quantity);
        wire.write("reduceOnly").text(reduceOnly.name());
        wire.write("side").text(side.name());
        wire.write("state").text(state.name());
        wire.write("strategy").text(OrderId.strategyName(strategy));
        wire.write("timeInForce").text(timeInForce.name());
        wire.write("venueOrderId").int64(venueOrderId);
    }

    void readState(WireIn wire) {
        attempt = wire.read("attempt").int32();
        cancelRequested = wire.read("cancelRequested").bool();
        cumulative = StateText.fixed8(wire.read("cumulativeQuantity"));
        instrument = wire.read("instrument").int32();
        intent = wire.read("intent").int64();
        type = OrderType.valueOf(wire.read("orderType").text());
        price = StateText.fixed8(wire.read("price"));
        quantity = StateText.fixed8(wire.read("quantity"));
        reduceOnly = Flag.valueOf(wire.read("reduceOnly").text());
        side = Side.valueOf(wire.read("side").text());
        state = OrderState.valueOf(wire.read("state").text());
        strategy = OrderId.strategy(wire.read("strategy").text());
        timeInForce = TimeInForce.valueOf(wire.read("timeInForce").text());
        venueOrderId = wire.read("venueOrderId").int64();
    }
}
