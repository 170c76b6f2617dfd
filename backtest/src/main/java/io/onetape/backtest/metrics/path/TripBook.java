package io.onetape.backtest.metrics.path;

import io.onetape.backtest.metrics.figure.RoundTrips;
import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;

/** The round trip that one position is on. Exact, rounded half-even once when it ends. Single-threaded. */
public final class TripBook {
    private final String symbol;
    private final TripTotals totals;
    private final ExactSum cash = new ExactSum();
    private long position;
    private long largest;
    private long fees;
    private long funding;
    private int fills;
    private long openedNanos;
    private long firstSequence;
    private String order = "";

    public TripBook(String symbol, TripTotals totals) {
        this.symbol = symbol;
        this.totals = totals;
    }

    public boolean isOpen() {
        return position != 0;
    }

    public void fill(OrderId of, long price, long signedQuantity, long fee, long nanos, long sequence) {
        long rest = Math.addExact(position, signedQuantity);
        boolean through = position != 0 && rest != 0 && (position > 0) != (rest > 0);
        if (!through) {
            part(of, price, signedQuantity, fee, nanos, sequence);
            return;
        }
        long feeOfClosing = Fixed8.multiplyDivide(fee, Math.abs(position), Math.abs(signedQuantity));
        part(of, price, -position, feeOfClosing, nanos, sequence);
        part(of, price, rest, fee - feeOfClosing, nanos, sequence);
    }

    private void part(OrderId of, long price, long signedQuantity, long fee, long nanos, long sequence) {
        if (position == 0) {
            open(of.strategy() == 0 ? "" : of.toString(), nanos, sequence); // nobody ordered a liquidation
        }
        cash.subtractProduct(signedQuantity, price);
        fees = Math.addExact(fees, fee);
        fills++;
        move(signedQuantity, nanos, sequence);
    }

    /** Between trips there is none to pay for it. */
    public void fund(long payment) {
        if (position != 0) {
            funding = Math.addExact(funding, payment);
        }
    }

    /** What a Correction record adds; it may open a trip, or end one. */
    public void correct(long positionChange, long cashChange, long nanos, long sequence) {
        if (position == 0 && positionChange == 0) {
            return;
        }
        if (position == 0) {
            open("", nanos, sequence);
        }
        cash.add(cashChange);
        move(positionChange, nanos, sequence);
    }

    private void open(String name, long nanos, long sequence) {
        order = name;
        openedNanos = nanos;
        firstSequence = sequence;
        cash.clear();
        largest = 0;
        fees = 0;
        funding = 0;
        fills = 0;
    }

    private void move(long change, long nanos, long sequence) {
        position = Math.addExact(position, change);
        largest = Math.abs(position) > Math.abs(largest) ? position : largest;
        if (position == 0) {
            long net = cash.toFixed8HalfEven() - fees + funding;
            totals.add(new RoundTrips.Trip(
                    symbol, order, firstSequence, sequence, openedNanos, nanos, largest, fills, fees, funding, net));
        }
    }
}
