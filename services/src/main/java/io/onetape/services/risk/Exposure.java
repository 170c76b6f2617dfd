package io.onetape.services.risk;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Side;

/**
 * What one position can come to: the position, and what is open or on its way on each side. There is one for the net, the long and the short position of an
 * instrument, and the same again for each strategy that trades it.
 */
final class Exposure {
    final Limited owner;
    final Price price;
    final PositionSide positionSide;
    long position;
    long openBuy;
    long openSell;

    Exposure(Limited owner, Price price, PositionSide positionSide) {
        this.owner = owner;
        this.price = price;
        this.positionSide = positionSide;
    }

    /** The position if everything that is open on this side fills, and this quantity too. Overflow throws ArithmeticException. */
    long worst(Side side, long quantity) {
        return side == Side.BUY
                ? Math.addExact(Math.addExact(position, openBuy), quantity)
                : Math.subtractExact(Math.subtractExact(position, openSell), quantity);
    }

    /** The worst position in the direction of the side: not above 0 if even then the position is only taken back. */
    long towards(Side side, long quantity) {
        long worst = worst(side, quantity);
        return side == Side.BUY ? worst : Math.negateExact(worst);
    }

    /** The size of the larger of the two worst positions, after an order of this side and quantity. */
    long worstSize(Side side, long quantity) {
        long buys = worst(Side.BUY, side == Side.BUY ? quantity : 0);
        long sells = worst(Side.SELL, side == Side.SELL ? quantity : 0);
        return Math.max(Math.absExact(buys), Math.absExact(sells));
    }

    void open(Side side, long quantity) {
        if (side == Side.BUY) {
            openBuy = Math.addExact(openBuy, quantity);
        } else {
            openSell = Math.addExact(openSell, quantity);
        }
    }

    void fill(Side side, long quantity) {
        position = side == Side.BUY ? Math.addExact(position, quantity) : Math.subtractExact(position, quantity);
    }

    /** The owner gains {@code a * b}; what an instrument gains, the account gains. */
    void gain(long a, long b, Limited account) {
        owner.gain(a, b);
        if (owner.scope == LimitScope.INSTRUMENT) {
            account.gain(a, b);
        }
    }

    /** Adds what the position is worth, whichever its direction. */
    void addNotional(ExactSum to) {
        if (position != 0 && price.value != Fixed8.NULL) {
            to.addProduct(Math.absExact(position), price.value);
        }
    }
}
