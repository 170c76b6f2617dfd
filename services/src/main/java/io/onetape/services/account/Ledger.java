package io.onetape.services.account;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Side;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * Capital, holdings and equity, moved together so that at every moment: equity = capital + net; net = realised + unrealised - fees + funding; each is the sum
 * over all holdings. Owned by one thread.
 */
final class Ledger {
    final Holdings holdings = new Holdings();
    final Equity equity = new Equity();
    /** Money that was there or came from outside. */
    long capital;
    /** True once something has said what the capital is. */
    boolean opened;
    /** Something has moved since it was last cleared. */
    boolean moved;

    void open(long money) {
        moved |= !opened || capital != money;
        opened = true;
        capital = money;
    }

    /** Money comes in (positive) or goes out, which is neither profit nor loss. */
    void transfer(long money) {
        capital = Math.addExact(capital, money);
        moved = true;
    }

    /** Of our own order; the fee comes by {@link #payFee}, then {@link Equity#settle}. */
    Holding fill(int instrument, PositionSide positionSide, Side side, long price, long quantity) {
        Holding holding = holdings.of(instrument, positionSide);
        if (holding.mark == Fixed8.NULL || holding.markSource == MarkSource.FILL) {
            mark(instrument, price, MarkSource.FILL);
        }
        holding.fill(side, price, quantity);
        // Bought below the mark, or sold above it, is gained at once: that is all that a fill does to the equity.
        long towards = Math.subtractExact(holding.mark, price);
        equity.addProduct(towards, side == Side.BUY ? quantity : -quantity);
        moved = true;
        return holding;
    }

    void payFee(Holding holding, long fee) {
        holding.fees = Math.addExact(holding.fees, fee);
        equity.subtract(fee);
    }

    /** Negative when paid by us. */
    void fund(Holding holding, long payment) {
        holding.funding = Math.addExact(holding.funding, payment);
        equity.subtract(Math.negateExact(payment));
        equity.settle();
        moved = true;
    }

    /** A position without a price gets the one at which the correction buys or sells. */
    void correct(Holding holding, long position, long cash) {
        if (holding.mark == Fixed8.NULL && position != 0) {
            mark(holding.instrument, Fixed8.divide(Math.negateExact(cash), position), MarkSource.FILL);
        }
        if (position != 0) {
            equity.addProduct(position, holding.mark);
        }
        equity.subtract(Math.negateExact(cash));
        equity.settle();
        holding.correct(position, cash);
        moved = true;
    }

    /** Values all positions of the instrument, unless a better source has spoken. */
    void mark(int instrument, long price, MarkSource source) {
        Holding net = holdings.of(instrument);
        if (source.compareTo(net.markSource) < 0) {
            return;
        }
        boolean moves = mark(net, price, source);
        moves |= mark(holdings.find(instrument, PositionSide.LONG), price, source);
        moves |= mark(holdings.find(instrument, PositionSide.SHORT), price, source);
        if (moves) {
            equity.settle();
            moved = true;
        }
    }

    private boolean mark(@Nullable Holding holding, long price, MarkSource source) {
        if (holding == null) {
            return false;
        }
        boolean moves = holding.position != 0 && price != holding.mark;
        if (moves) {
            equity.addProduct(holding.position, Math.subtractExact(price, holding.mark));
        }
        holding.mark = price;
        holding.markSource = source;
        return moves;
    }

    /** capital + realised - fees + funding: what the venue calls the wallet's balance. */
    long balance() {
        return Math.addExact(capital, holdings.realized() - holdings.fees() + holdings.funding());
    }

    /** Realised + unrealised - fees + funding. */
    long netPnl() {
        return holdings.total() - holdings.fees() + holdings.funding();
    }

    /** capital + net. */
    long equity() {
        return Math.addExact(capital, netPnl());
    }

    void writeState(WireOut wire) {
        StateText.fixed8(wire.write("capital"), capital);
        wire.write("equity").marshallable(equity::writeState);
        wire.write("moved").bool(moved);
        wire.write("opened").bool(opened);
        holdings.writeState(wire);
    }

    void readState(WireIn wire) {
        capital = StateText.fixed8(wire.read("capital"));
        wire.read("equity").marshallable(equity::readState);
        moved = wire.read("moved").bool();
        opened = wire.read("opened").bool();
        holdings.readState(wire);
    }
}
