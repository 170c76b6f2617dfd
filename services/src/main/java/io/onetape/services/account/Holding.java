package io.onetape.services.account;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Side;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * One instrument's position and money. Profit and loss by average cost: {@code cash} is minus what was bought plus what was sold, {@code cost} is what the
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
 */
final class Holding {
    final int instrument;
    long position;
    long fees;
    long funding;
    long mark = Fixed8.NULL;
    MarkSource markSource = MarkSource.NONE;
    private final ExactSum cash = new ExactSum();
    private final ExactSum cost = new ExactSum();
    private final ExactSum scratch = new ExactSum();

    Holding(int instrument) {
        this.instrument = instrument;
    }

    /** {@code quantity} of our order has traded at {@code price}. */
    void fill(Side side, long price, long quantity) {
        long change = side == Side.BUY ? quantity : -quantity;
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
        StateText.exact(wire.write("cost"), cost);
        StateText.fixed8(wire.write("entryPrice"), entryPrice());
        StateText.fixed8(wire.write("fees"), fees);
        StateText.fixed8(wire.write("funding"), funding);
        wire.write("instrument").int32(instrument);
        StateText.fixed8(wire.write("mark"), mark);
        wire.write("markSource").text(markSource.name());
        StateText.fixed8(wire.write("position"), position);
        StateText.fixed8(wire.write("realizedPnl"), realized());
        StateText.fixed8(wire.write("unrealizedPnl"), unrealized());
    }

    /** Reads all but what follows from the rest: entry price, realised and unrealised. */
    void readState(WireIn wire) {
        StateText.exact(wire.read("cash"), cash);
        StateText.exact(wire.read("cost"), cost);
        fees = StateText.fixed8(wire.read("fees"));
        funding = StateText.fixed8(wire.read("funding"));
        mark = StateText.fixed8(wire.read("mark"));
        markSource = MarkSource.valueOf(wire.read("markSource").text());
        position = StateText.fixed8(wire.read("position"));
    }
}
