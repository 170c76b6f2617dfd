package io.onetape.services.strategy.roundtrip;

import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.services.strategy.OpenOrder;
import io.onetape.services.strategy.StrategyContext;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Brings a leg's position to a target, at once: one immediate-or-cancel order at a time at the best price of the other side, for the whole difference down
 * to the lot, so the target is never overshot; again every {@code minInterval} until it is reached. A difference below the lot or the venue's minimum
 * quantity stays, and so does {@link Dust} unless it takes the position back. Nothing is done while the book is not valid or trading is halted. Owned by one strategy.
 */
public final class Hedge {
    private final int timer;
    private final Slot slot = new Slot();
    private final Wish silence = new Wish();
    private TradeSettings settings = TradeSettings.NONE;
    private boolean failing;

    /** Uses this timer of the strategy's, whose {@code onTimer} shall decide again. */
    public Hedge(int timer) {
        this.timer = timer;
    }

    public void settings(TradeSettings these) {
        settings = these;
    }

    /** True from a refused hedge to the next that trades. */
    public boolean isFailing() {
        return failing;
    }

    public void onOrderFill() {
        failing = false;
    }

    public void onOrderChanged(OrderChangedDecoder changed, StrategyContext leg) {
        slot.onOrderChanged(changed, leg.nowNanos(), settings);
        if (changed.state() == OrderState.REJECTED) {
            failing = true;
        }
    }

    public void decide(StrategyContext leg, TopOfBook top, long target) {
        for (int i = 0; i < leg.openOrderCount(); i++) {
            OpenOrder order = leg.openOrder(i);
            if (!slot.is(order.intent())) {
                silence.hush();
                slot.cancel(order, leg, silence); // of a time that it knows nothing of
            }
        }
        long gap = Math.subtractExact(target, leg.position());
        long quantity = quantity(Math.abs(gap), leg.instrument());
        if (quantity == 0) {
            failing = false;
            return;
        }
        if (leg.openOrderCount() > 0 || !top.isValid() || !leg.mayReduce()) {
            return;
        }
        long price = gap > 0 ? top.ask() : top.bid();
        boolean dust = Dust.is(leg.instrument(), price, quantity);
        boolean takesBack = Long.signum(leg.position()) == -Long.signum(gap) && quantity <= Math.abs(leg.position());
        if (dust && !takesBack) {
            failing = false;
            return;
        }
        if (leg.nowNanos() < slot.notBeforeNanos(true)) {
            leg.setTimer(timer, slot.notBeforeNanos(true));
            return;
        }
        Side side = gap > 0 ? Side.BUY : Side.SELL;
        long intent = leg.place(side, OrderType.LIMIT, TimeInForce.IOC, price, quantity, dust);
        slot.placed(intent, true, leg.nowNanos(), settings);
        if (intent == StrategyContext.NOT_PLACED) {
            failing = true;
            leg.setTimer(timer, slot.notBeforeNanos(true));
        }
    }

    private static long quantity(long gap, Instrument instrument) {
        long lot = instrument.lotSize() > 0 ? instrument.lotSize() : 1;
        long quantity = gap - gap % lot;
        return quantity < instrument.minimumQuantity() ? 0 : quantity; // a minimum of null is below everything
    }

    /** Keys: failing, slot. */
    public void writeState(WireOut wire) {
        wire.write("failing").bool(failing);
        wire.write("slot").marshallable(slot::writeState);
    }

    public void readState(WireIn wire) {
        failing = wire.read("failing").bool();
        wire.read("slot").marshallable(slot::readState);
    }
}
