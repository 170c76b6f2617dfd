package io.onetape.services.execution;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Pricing;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.Trigger;
import io.onetape.journal.schema.TriggerSource;
import io.onetape.services.orders.OrderLifeCycle;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * One order as execution knows it: what was asked for, the attempt that is at the venue, and what is under way. An order that execution prices itself may
 * take several attempts, one after the other; every other order has one. Used again for another order once it is forgotten.
 */
final class Order {
    /** A time that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    /** How far an amend has come. */
    enum AmendStep {
        NONE,
        /** Risk is to decide. */
        ASKED,
        /** The venue is to answer. */
        SENT
    }

    long strategy;
    long intent;
    int instrument;
    Side side = Side.NULL_VAL;
    PositionSide positionSide = PositionSide.BOTH;
    OrderType type = OrderType.NULL_VAL;
    TimeInForce timeInForce = TimeInForce.NULL_VAL; // of the attempt
    Flag reduceOnly = Flag.NO;
    Trigger trigger = Trigger.NONE;
    TriggerSource triggerSource = TriggerSource.LAST;
    long triggerPrice; // null without a trigger
    boolean triggered; // as the venue says
    boolean pricedHere; // by execution: Pricing.BEST
    long price;
    long quantity;
    long cumulative;
    OrderState state = OrderState.NULL_VAL;
    boolean passed; // by risk
    Reason ending = Reason.NONE; // why it shall end; from then on there is no further attempt

    int attempt; // how often it has been submitted
    long attemptQuantity;
    long attemptFilled;
    long venueOrderId;
    long earlierVenueOrderId; // of the attempt before
    long queueAhead; // estimate, null if not known
    boolean cancelUnderWay;
    boolean cancelWaits; // under way, but not sent yet
    Reason next = Reason.NONE; // why another attempt follows this one

    boolean taking; // from now on at the other side's price
    long urgentAtNanos;
    long pricedAtNanos;
    long refusedPrice; // null if the venue has not refused one since the last it took
    int refusals; // attempts in a row that the venue did not take
    int cancelRefusals;

    AmendStep amend = AmendStep.NONE;
    long amendPrice;
    long amendQuantity;
    long amendRequest; // sequence of the AmendRequested
    long amendUntilNanos; // risk's decision is waited for

    void begin(long ofStrategy, int ofInstrument, OrderRequestedDecoder request, long nowNanos) {
        begin(ofStrategy, request.intent(), ofInstrument, request.side(), request.quantity());
        positionSide = request.positionSide() == PositionSide.NULL_VAL ? PositionSide.BOTH : request.positionSide();
        type = request.orderType();
        timeInForce = request.timeInForce();
        reduceOnly = request.reduceOnly();
        if (request.trigger() == Trigger.STOP || request.trigger() == Trigger.TAKE_PROFIT) {
            trigger = request.trigger();
            triggerSource = request.triggerSource();
            triggerPrice = request.triggerPrice();
        }
        pricedHere = request.pricing() == Pricing.BEST;
        price = request.price();
        attemptQuantity = quantity;
        long urgentAfter = request.urgentAfterNanos();
        boolean everUrgent = pricedHere && urgentAfter > 0 && urgentAfter < NEVER - nowNanos;
        urgentAtNanos = everUrgent ? nowNanos + urgentAfter : NEVER;
    }

    /** An order of execution itself that takes a position back, whatever the price. */
    void beginFlatten(long ofStrategy, long ofIntent, int ofInstrument, PositionSide of, long position) {
        begin(ofStrategy, ofIntent, ofInstrument, position > 0 ? Side.SELL : Side.BUY, Math.abs(position));
        positionSide = of;
        type = OrderType.MARKET;
        timeInForce = TimeInForce.IOC;
        reduceOnly = Flag.YES;
        taking = true;
    }

    private void begin(long ofStrategy, long ofIntent, int ofInstrument, Side ofSide, long ofQuantity) {
        strategy = ofStrategy;
        intent = ofIntent;
        instrument = ofInstrument;
        side = ofSide;
        trigger = Trigger.NONE;
        triggerSource = TriggerSource.LAST;
        triggerPrice = Fixed8.NULL;
        triggered = false;
        pricedHere = false;
        price = Fixed8.NULL;
        quantity = ofQuantity;
        cumulative = 0;
        state = OrderState.NEW;
        passed = false;
        ending = Reason.NONE;
        attempt = 0;
        attemptQuantity = 0;
        attemptFilled = 0;
        venueOrderId = Fixed8.NULL;
        earlierVenueOrderId = Fixed8.NULL;
        queueAhead = Fixed8.NULL;
        cancelUnderWay = false;
        cancelWaits = false;
        next = Reason.NONE;
        taking = false;
        urgentAtNanos = NEVER;
        pricedAtNanos = 0;
        refusedPrice = Fixed8.NULL;
        refusals = 0;
        cancelRefusals = 0;
        amend = AmendStep.NONE;
        amendPrice = Fixed8.NULL;
        amendQuantity = Fixed8.NULL;
        amendRequest = 0;
        amendUntilNanos = 0;
    }

    boolean buys() {
        return side == Side.BUY;
    }

    boolean isEnded() {
        return OrderLifeCycle.isTerminal(state);
    }

    boolean isEnding() {
        return ending != Reason.NONE;
    }

    /** Acknowledged by the venue, and open as far as is known. */
    boolean isResting() {
        return state == OrderState.SUBMITTED || state == OrderState.PARTIALLY_FILLED;
    }

    /** Execution may let several attempts follow each other. */
    boolean isManaged() {
        return pricedHere || isFlatten();
    }

    /** Takes a position back, by execution's own decision. */
    boolean isFlatten() {
        return strategy == Flattening.STRATEGY;
    }

    /** Waits at the venue for a price, and is no order until then. */
    boolean waitsForTrigger() {
        return trigger != Trigger.NONE && !triggered;
    }

    /** The attempt rests, or would rest, as maker. */
    boolean isMaker() {
        return timeInForce == TimeInForce.GTX;
    }

    /** What is still to be done: nothing once the order has ended, and never below nothing though the venue fill too much. */
    long leaves() {
        return isEnded() ? 0 : Math.max(0, quantity - cumulative);
    }

    /** Fills that can still come from the attempt that is at the venue exceed what is still to be done. */
    boolean isTooMuchOpen() {
        return attemptQuantity - attemptFilled > Math.max(0, quantity - cumulative);
    }

    /** Nothing more can come: the quantity is reached, also the one that an amend which is under way may have made of it. */
    boolean isComplete() {
        long most = amend == AmendStep.SENT ? Math.max(quantity, amendQuantity) : quantity;
        return cumulative >= most && (!isManaged() || attemptFilled >= attemptQuantity);
    }

    /** True if a fill with this id of the venue belongs to the present attempt, or to one of which it is not known. */
    boolean isOfThisAttempt(long fillsVenueOrderId) {
        if (attempt <= 1 || fillsVenueOrderId == Fixed8.NULL) {
            return state != OrderState.VALIDATING;
        }
        return state != OrderState.VALIDATING
                && fillsVenueOrderId != earlierVenueOrderId
                && (venueOrderId == Fixed8.NULL || venueOrderId == fillsVenueOrderId);
    }

    String name() {
        return OrderId.strategyName(strategy) + "-" + intent;
    }

    void writeState(WireOut wire) {
        wire.write("amend").text(amend.name());
        StateText.fixed8(wire.write("amendPrice"), amendPrice);
        StateText.fixed8(wire.write("amendQuantity"), amendQuantity);
        wire.write("amendRequest").int64(amendRequest);
        wire.write("amendUntilNanos").int64(amendUntilNanos);
        wire.write("attempt").int32(attempt);
        StateText.fixed8(wire.write("attemptFilled"), attemptFilled);
        StateText.fixed8(wire.write("attemptQuantity"), attemptQuantity);
        wire.write("cancelRefusals").int32(cancelRefusals);
        wire.write("cancelUnderWay").bool(cancelUnderWay);
        wire.write("cancelWaits").bool(cancelWaits);
        StateText.fixed8(wire.write("cumulativeQuantity"), cumulative);
        wire.write("earlierVenueOrderId").int64(earlierVenueOrderId);
        wire.write("ending").text(ending.name());
        wire.write("instrument").int32(instrument);
        wire.write("intent").int64(intent);
        wire.write("next").text(next.name());
        wire.write("orderType").text(type.name());
        wire.write("passed").bool(passed);
        wire.write("positionSide").text(positionSide.name());
        StateText.fixed8(wire.write("price"), price);
        wire.write("pricedAtNanos").int64(pricedAtNanos);
        wire.write("pricedHere").bool(pricedHere);
        StateText.fixed8(wire.write("quantity"), quantity);
        StateText.fixed8(wire.write("queueAhead"), queueAhead);
        wire.write("reduceOnly").text(reduceOnly.name());
        wire.write("refusals").int32(refusals);
        StateText.fixed8(wire.write("refusedPrice"), refusedPrice);
        wire.write("side").text(side.name());
        wire.write("state").text(state.name());
        wire.write("strategy").text(OrderId.strategyName(strategy));
        wire.write("taking").bool(taking);
        wire.write("timeInForce").text(timeInForce.name());
        wire.write("trigger").text(trigger.name());
        StateText.fixed8(wire.write("triggerPrice"), triggerPrice);
        wire.write("triggerSource").text(triggerSource.name());
        wire.write("triggered").bool(triggered);
        wire.write("urgentAtNanos").int64(urgentAtNanos);
        wire.write("venueOrderId").int64(venueOrderId);
    }

    void readState(WireIn wire) {
        amend = AmendStep.valueOf(wire.read("amend").text());
        amendPrice = StateText.fixed8(wire.read("amendPrice"));
        amendQuantity = StateText.fixed8(wire.read("amendQuantity"));
        amendRequest = wire.read("amendRequest").int64();
        amendUntilNanos = wire.read("amendUntilNanos").int64();
        attempt = wire.read("attempt").int32();
        attemptFilled = StateText.fixed8(wire.read("attemptFilled"));
        attemptQuantity = StateText.fixed8(wire.read("attemptQuantity"));
        cancelRefusals = wire.read("cancelRefusals").int32();
        cancelUnderWay = wire.read("cancelUnderWay").bool();
        cancelWaits = wire.read("cancelWaits").bool();
        cumulative = StateText.fixed8(wire.read("cumulativeQuantity"));
        earlierVenueOrderId = wire.read("earlierVenueOrderId").int64();
        ending = Reason.valueOf(wire.read("ending").text());
        instrument = wire.read("instrument").int32();
        intent = wire.read("intent").int64();
        next = Reason.valueOf(wire.read("next").text());
        type = OrderType.valueOf(wire.read("orderType").text());
        passed = wire.read("passed").bool();
        positionSide = PositionSide.valueOf(wire.read("positionSide").text());
        price = StateText.fixed8(wire.read("price"));
        pricedAtNanos = wire.read("pricedAtNanos").int64();
        pricedHere = wire.read("pricedHere").bool();
        quantity = StateText.fixed8(wire.read("quantity"));
        queueAhead = StateText.fixed8(wire.read("queueAhead"));
        reduceOnly = Flag.valueOf(wire.read("reduceOnly").text());
        refusals = wire.read("refusals").int32();
        refusedPrice = StateText.fixed8(wire.read("refusedPrice"));
        side = Side.valueOf(wire.read("side").text());
        state = OrderState.valueOf(wire.read("state").text());
        strategy = OrderId.strategy(wire.read("strategy").text());
        taking = wire.read("taking").bool();
        timeInForce = TimeInForce.valueOf(wire.read("timeInForce").text());
        trigger = Trigger.valueOf(wire.read("trigger").text());
        triggerPrice = StateText.fixed8(wire.read("triggerPrice"));
        triggerSource = TriggerSource.valueOf(wire.read("triggerSource").text());
        triggered = wire.read("triggered").bool();
        urgentAtNanos = wire.read("urgentAtNanos").int64();
        venueOrderId = wire.read("venueOrderId").int64();
    }
}
