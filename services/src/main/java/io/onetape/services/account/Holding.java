package io.onetape.services.account;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Side;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * One position of one instrument, and its money: the net one, or in hedge mode the long or the short one (whose quantity is negative). What no instrument
 * explains stands under instrument 0. Profit and loss by average cost: {@code cash} is minus what was bought plus what was sold, {@code cost} is what the
 * open position was bought (positive) or sold (negative) for. Then
 *
 * <ul>
 *   <li>total = cash + position x mark, exact always;
 *   <li>realised = cash + cost, rounded half-even to eight decimals when it is read;
 *   <li>unrealised = total - realised.
 * </ul>
 *
 * A fill that takes a part of the position back takes the same part of the cost; that is the one division, half-even at the sixteenth decimal. It moves
 * money between realised and unrealised by less than that, and never touches the total.
 *
 * <p>A correction changes position and cash by what it says, and the cost by minus the cash: the realised stays, the average price moves. What is flat has no
 * cost, so there the cash is realised.
 */
final class Holding {
    final int instrument;
    final PositionSide side;
    long position;
    long fees;
    long funding;
    long mark = Fixed8.NULL;
    MarkSource markSource = MarkSource.NONE;
    /** What the venue's last snapshot had more than we; 0 if it was the same. See {@link Reconciliation}. */
    long difference;
    /** A correction of this position is on its way to the tape. */
    boolean correcting;
    /** While a snapshot is compared: it has this position. */
    boolean listed;

    private final ExactSum cash = new ExactSum();
    private final ExactSum cost = new ExactSum();
    private final ExactSum scratch = new ExactSum();

    Holding(int instrument, PositionSide side) {
        this.instrument = instrument;
        this.side = side;
    }

    /** {@code quantity} of our order has traded at {@code price}. */
    void fill(Side direction, long price, long quantity) {
        long change = direction == Side.BUY ? quantity : -quantity;
        cash.subtractProduct(change, price);
        boolean adds = position == 0 || (position > 0) == (change > 0);
        long opened = change;
        if (!adds) {
            opened = quantity > Math.abs(position) ? Math.addExact(position, change) : 0;
            keepCost(opened == 0 ? position + change : 0);
        }
        cost.addProduct(opened, price);
        position = Math.addExact(position, change);
    }

    /** In hedge mode a long position is never below nothing, and a short one never above. */
    boolean isOnTheWrongSide() {
        return side == PositionSide.LONG ? position < 0 : side == PositionSide.SHORT && position > 0;
    }

    void correct(long positionChange, long cashChange) {
        cash.add(cashChange);
        position = Math.addExact(position, positionChange);
        if (position == 0) {
            cost.clear();
        } else {
            cost.subtractProduct(cashChange, Fixed8.ONE);
        }
    }

    /** The cash of a correction after which {@code venuePosition} has cost {@code venueEntryPrice} on average, half-even. */
    long cashTowards(long venuePosition, long venueEntryPrice) {
        scratch.set(cost);
        scratch.subtractProduct(venuePosition, venueEntryPrice);
        return scratch.toFixed8HalfEven();
    }

    /** The size of the position at the mark, 0 before the first price. */
    void addNotional(ExactSum to) {
        if (position != 0) {
            to.addProduct(Math.abs(position), mark);
        }
    }

    /** Total profit and loss, before fees and funding. Zero position needs no mark. */
    void addTotal(ExactSum to) {
        to.add(cash);
        if (position != 0) {
            to.addProduct(position, mark);
        }
    }

    /** Realised profit and loss, exact but for the division of the cost. */
    void addRealized(ExactSum to) {
        to.add(cash);
        to.add(cost);
    }

    long realized() {
        scratch.clear();
        addRealized(scratch);
        return scratch.toFixed8HalfEven();
    }

    long unrealized() {
        return total() - realized();
    }

    /** Total profit and loss, half-even. */
    long total() {
        scratch.clear();
        addTotal(scratch);
        return scratch.toFixed8HalfEven();
    }

    /** The average price of the open position, half-even; null when flat. */
    long entryPrice() {
        return position == 0 ? Fixed8.NULL : cost.divideHalfEven(position);
    }

    /** Leaves the cost of {@code rest}, a part of the position with its sign: cost x rest / position. */
    private void keepCost(long rest) {
        if (rest == 0) {
            cost.clear();
            return;
        }
        // cost = price x position + remainder, so cost x rest / position = price x rest + remainder x rest / position:
        // only the last is rounded.
        long price = cost.divideHalfEven(position);
        scratch.set(cost);
        scratch.subtractProduct(price, position);
        long remainder = Fixed8.multiplyDivide(scratch.low(), rest, position);
        cost.clear();
        cost.addProduct(price, rest);
        cost.addProduct(remainder, 1);
    }

    void writeState(WireOut wire) {
        StateText.exact(wire.write("cash"), cash);
        wire.write("correcting").bool(correcting);
        StateText.exact(wire.write("cost"), cost);
        StateText.fixed8(wire.write("difference"), difference);
        StateText.fixed8(wire.write("entryPrice"), entryPrice());
        StateText.fixed8(wire.write("fees"), fees);
        StateText.fixed8(wire.write("funding"), funding);
        wire.write("instrument").int32(instrument);
        StateText.fixed8(wire.write("mark"), mark);
        wire.write("markSource").text(markSource.name());
        StateText.fixed8(wire.write("position"), position);
        wire.write("positionSide").text(side.name());
        StateText.fixed8(wire.write("realizedPnl"), realized());
        StateText.fixed8(wire.write("unrealizedPnl"), unrealized());
    }

    /** Reads all but what follows from the rest: entry price, realised and unrealised. */
    void readState(WireIn wire) {
        StateText.exact(wire.read("cash"), cash);
        correcting = wire.read("correcting").bool();
        StateText.exact(wire.read("cost"), cost);
        difference = StateText.fixed8(wire.read("difference"));
        fees = StateText.fixed8(wire.read("fees"));
        funding = StateText.fixed8(wire.read("funding"));
        mark = StateText.fixed8(wire.read("mark"));
        markSource = MarkSource.valueOf(wire.read("markSource").text());
        position = StateText.fixed8(wire.read("position"));
    }
}
