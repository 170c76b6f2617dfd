package io.onetape.services.strategy.roundtrip;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.services.strategy.OpenOrder;
import io.onetape.services.strategy.StrategyContext;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Gets a strategy into positions on one instrument and out again.
 *
 * <ul>
 *   <li>In: one order at a time of {@code quantity}, while the wanted direction holds and position and order together stay within {@code maxPosition}. As
 *       maker unless set otherwise; an order that the market leaves behind is cancelled and placed anew, one that waits longer than {@code entryLife} is
 *       cancelled. After a fill or such an end nothing is entered for {@code cooldown}.
 *   <li>Out: the take profit rests as maker as long as the position may stay. It must go as maker when the strategy says so, or when it is older than
 *       {@code maxHold}; after {@code urgentAfter}, or when the price comes to the stop, as taker, again and again until it is flat. What has been decided
 *       holds until then, and nothing is entered meanwhile.
 *   <li>While the book is not valid or trading is halted nothing rests: all orders are cancelled without waiting. While trading only reduces positions,
 *       nothing is entered.
 *   <li>A position found at the start counts as entered at the first valid mid. Orders found there are cancelled, and nothing is placed before they end.
 *   <li>One signal stands before the orders and cancels of a decision, and one wherever direction or exit have changed.
 * </ul>
 *
 * Allocates nothing per call. Owned by one strategy.
 */
public final class RoundTrips {
    private final int timer;
    private final Holding holding = new Holding();
    private final Slot entry = new Slot();
    private final Slot out = new Slot();
    private TradeSettings settings = TradeSettings.NONE;
    private Exit exit = Exit.HOLD;
    private long passiveNanos;
    private int saidDirection;
    private long wakeNanos = Long.MAX_VALUE;

    /** Uses this timer of the strategy's, whose {@code onTimer} shall decide again. */
    public RoundTrips(int timer) {
        this.timer = timer;
    }

    public void settings(TradeSettings these) {
        settings = these;
    }

    /** Average entry price, Fixed8; null while flat. */
    public long average() {
        return holding.average();
    }

    /** One of the leg's orders has traded. */
    public void onOrderFill(FillDecoder fill, StrategyContext context) {
        long now = context.nowNanos();
        holding.fill(fill.side(), fill.price(), fill.quantity(), now);
        if (entry.is(fill.intent()) || holding.position() == 0) {
            entry.pause(now, settings.cooldownNanos());
        }
    }

    public void onOrderChanged(OrderChangedDecoder changed, StrategyContext context) {
        Slot slot = out.is(changed.intent()) ? out : entry;
        slot.onOrderChanged(changed, context.nowNanos(), settings);
    }

    /** Does what is wanted now, as far as it may. */
    public void decide(StrategyContext context, TopOfBook top, Wish wish) {
        long now = context.nowNanos();
        if (holding.position() != context.position() && top.isValid()) {
            holding.adopt(context.position(), top.mid(), now);
        }
        Exit before = exit;
        exit = exit(context, top, wish);
        if (exit == Exit.PASSIVE && before != Exit.PASSIVE) {
            passiveNanos = now;
        }
        if (top.isValid() && (exit != before || wish.direction() != saidDirection)) {
            saidDirection = wish.direction();
            wish.say(context);
        }
        boolean mayPlace = cancelStrangers(context, wish);
        long wakeOut = Exits.decide(out, context, top, wish, settings, exit, holding.average(), mayPlace);
        boolean leaving = exit != Exit.HOLD;
        long wakeIn = Entries.decide(entry, context, top, wish, settings, leaving, mayPlace);
        wake(Math.min(Math.min(wakeOut, wakeIn), wakeToLeave(context)), context);
    }

    /** Only ever more urgent, until it is flat. */
    private Exit exit(StrategyContext context, TopOfBook top, Wish wish) {
        long position = context.position();
        if (position == 0 || holding.average() == Fixed8.NULL) {
            return Exit.HOLD;
        }
        long now = context.nowNanos();
        boolean old = settings.maxHoldNanos() > 0 && now >= holding.openedNanos() + settings.maxHoldNanos();
        boolean waited = exit == Exit.PASSIVE
                && settings.urgentAfterNanos() > 0
                && now >= passiveNanos + settings.urgentAfterNanos();
        boolean stopped = top.isValid() && wish.stop() > 0 && isStopped(position > 0, top, wish.stop());
        Exit wanted = stopped || waited ? Exit.NOW : old && wish.exit() == Exit.HOLD ? Exit.PASSIVE : wish.exit();
        return wanted.compareTo(exit) > 0 ? wanted : exit;
    }

    private boolean isStopped(boolean isLong, TopOfBook top, long distance) {
        return isLong
                ? top.bid() <= Math.subtractExact(holding.average(), distance)
                : top.ask() >= Math.addExact(holding.average(), distance);
    }

    /** Orders of a time that it knows nothing of; true if there are none. */
    private boolean cancelStrangers(StrategyContext context, Wish wish) {
        boolean none = true;
        for (int i = 0; i < context.openOrderCount(); i++) {
            OpenOrder order = context.openOrder(i);
            if (!entry.is(order.intent()) && !out.is(order.intent())) {
                none = false;
                entry.cancel(order, context, wish);
            }
        }
        return none;
    }

    private long wakeToLeave(StrategyContext context) {
        if (context.position() == 0 || holding.average() == Fixed8.NULL || exit == Exit.NOW) {
            return Long.MAX_VALUE;
        }
        if (exit == Exit.PASSIVE) {
            return settings.urgentAfterNanos() == 0 ? Long.MAX_VALUE : passiveNanos + settings.urgentAfterNanos();
        }
        return settings.maxHoldNanos() == 0 ? Long.MAX_VALUE : holding.openedNanos() + settings.maxHoldNanos();
    }

    /** What is not due yet is looked at again when its time comes, also if no record of the market does. */
    private void wake(long nanos, StrategyContext context) {
        if (nanos != wakeNanos && nanos != Long.MAX_VALUE) {
            context.setTimer(timer, nanos);
        }
        wakeNanos = nanos;
    }

    /** Keys: entry, exit, exitOrder, holding, passiveNanos, saidDirection, wakeNanos. */
    public void writeState(WireOut wire) {
        wire.write("entry").marshallable(entry::writeState);
        wire.write("exit").text(exit.name());
        wire.write("exitOrder").marshallable(out::writeState);
        wire.write("holding").marshallable(holding::writeState);
        wire.write("passiveNanos").int64(passiveNanos);
        wire.write("saidDirection").int32(saidDirection);
        wire.write("wakeNanos").int64(wakeNanos);
    }

    public void readState(WireIn wire) {
        wire.read("entry").marshallable(entry::readState);
        exit = Exit.valueOf(wire.read("exit").text());
        wire.read("exitOrder").marshallable(out::readState);
        wire.read("holding").marshallable(holding::readState);
        passiveNanos = wire.read("passiveNanos").int64();
        saidDirection = wire.read("saidDirection").int32();
        wakeNanos = wire.read("wakeNanos").int64();
    }
}
