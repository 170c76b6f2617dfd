package io.onetape.backtest.metrics.path;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;

/**
 * One instrument's fills against its mids: what each earned against the mid right before it, what the position earned by the mid's moves, and where the mid went after each.
 *
 * <p>A fill is often heard of after later mids; it then joins the position where it belongs on the path, and what the mid has moved since counts for it too. So the
 * sum over the path is exact: capture + mid move = cash + position x mid. Single-threaded.
 */
public final class MidAccount {
    private final MidPath path = new MidPath();
    private final PendingFills pending = new PendingFills();
    private final long[] nextOfHorizon = new long[MarkoutBlocks.HORIZONS.length];
    private final ExactSum capture = new ExactSum();
    private final ExactSum midMove = new ExactSum();
    private final ExactSum corrections = new ExactSum();
    private final MarkoutBlocks blocks;
    private long nextCapture;
    private long position;
    private long mid = Fixed8.NULL; // of the path; before its first one, our last fill's price
    private long withoutMid;

    MidAccount(MarkoutBlocks blocks) {
        this.blocks = blocks;
    }

    /** A book fact of this time has come: all mids of earlier times are known. */
    public void advance(long pathNanos) {
        path.advance(pathNanos);
        if (pending.first() < pending.end()) {
            settle(false);
        }
    }

    /** The mid from here on; {@code valid} is false if the book is not known. */
    public void book(long pathNanos, long newMid, boolean valid) {
        advance(pathNanos);
        path.put(pathNanos, newMid, valid);
        if (valid && newMid != mid) {
            moveTo(newMid);
        }
    }

    public void fill(long pathNanos, long price, long signedQuantity, int cell) {
        blocks.fill(cell, price, Math.abs(signedQuantity));
        if (pending.isFull()) {
            settleCaptures(true);
            for (int i = 0; i < nextOfHorizon.length; i++) {
                while (nextOfHorizon[i] <= pending.first()) {
                    leaveOut(blocks.overGap, i, nextOfHorizon[i]++);
                }
            }
            pending.removeFirst();
        }
        pending.add(pathNanos, price, signedQuantity, cell);
        settle(false);
    }

    /** What a Correction record adds counts at the mid of now, else at {@code mark}. */
    void correct(long positionChange, long cash, long mark) {
        if (positionChange != 0 && mid == Fixed8.NULL) {
            mid = mark;
        }
        corrections.add(cash);
        if (positionChange != 0) {
            corrections.addProduct(positionChange, mid);
            position = Math.addExact(position, positionChange);
        }
    }

    /** The tape has ended. */
    public void end() {
        settle(true);
    }

    private void moveTo(long newMid) {
        if (mid != Fixed8.NULL && position != 0) {
            midMove.addProduct(position, Math.subtractExact(newMid, mid));
        }
        mid = newMid;
    }

    private void settle(boolean atEnd) {
        settleCaptures(atEnd);
        for (int i = 0; i < nextOfHorizon.length; i++) {
            settleHorizon(i, atEnd);
        }
        long last = nextOfHorizon[nextOfHorizon.length - 1];
        while (pending.first() < last) { // the longest horizon is the last to be over
            pending.removeFirst();
        }
    }

    private void settleCaptures(boolean atEnd) {
        while (nextCapture < pending.end() && (atEnd || pending.nanos(nextCapture) <= path.clock())) {
            capture(nextCapture++);
        }
    }

    private void capture(long number) {
        long price = pending.price(number);
        long quantity = pending.quantity(number);
        int place = path.before(pending.nanos(number));
        long before = price;
        if (place >= 0) {
            before = path.midAt(place);
        } else if (place == MidPath.FORGOTTEN) {
            before = path.oldestMid();
        }
        if (path.mid() == Fixed8.NULL) {
            moveTo(price);
        }
        capture.addProduct(Math.subtractExact(before, price), quantity);
        midMove.addProduct(Math.subtractExact(mid, before), quantity);
        position = Math.addExact(position, quantity);
        boolean counts = place >= 0 && MidPath.isKnown(path.stateAt(place));
        withoutMid += place == MidPath.BEFORE ? 1 : 0;
        blocks.clipped += place == MidPath.FORGOTTEN ? 1 : 0;
        pending.captured(number, before, place >= 0 ? path.stateAt(place) : 0, counts);
        if (counts) {
            add(number, 0, before);
        }
    }

    private void settleHorizon(int horizon, boolean atEnd) {
        while (nextOfHorizon[horizon] < nextCapture) {
            long number = nextOfHorizon[horizon];
            long nanos = pending.nanos(number) + MarkoutBlocks.HORIZONS[horizon];
            if (nanos >= path.clock() && !atEnd) {
                return;
            }
            nextOfHorizon[horizon]++;
            if (nanos > path.clock()) {
                leaveOut(blocks.overEnd, horizon, number);
                continue;
            }
            int place = path.upTo(nanos);
            boolean known = pending.isCaptured(number) && place >= 0 && path.stateAt(place) == pending.state(number);
            if (known) {
                long after = path.midAt(place);
                add(number, MarkoutBlocks.MARKOUT + horizon, after);
                addAdverse(number, MarkoutBlocks.ADVERSE + horizon, after);
            } else {
                leaveOut(blocks.overGap, horizon, number);
            }
        }
    }

    private void add(long number, int measure, long at) {
        add(number, measure, at, pending.price(number));
    }

    private void addAdverse(long number, int measure, long after) {
        add(number, measure, pending.mid(number), after);
    }

    /** From our side {@code to - from} is a gain of a buy. */
    private void add(long number, int measure, long to, long from) {
        long quantity = pending.quantity(number);
        long towards = quantity > 0 ? Math.subtractExact(to, from) : Math.subtractExact(from, to);
        blocks.add(
                pending.cell(number),
                measure,
                pending.nanos(number),
                towards,
                pending.price(number),
                Math.abs(quantity));
    }

    private void leaveOut(long[] counts, int horizon, long number) {
        counts[pending.cell(number) * MarkoutBlocks.HORIZONS.length + horizon]++;
    }

    ExactSum captured() {
        return capture;
    }

    ExactSum midMove() {
        return midMove;
    }

    ExactSum corrections() {
        return corrections;
    }

    /** At the end, {@link Fixed8#NULL} without any; a fill's price where there was no book. */
    long mid() {
        return mid;
    }

    long withoutMid() {
        return withoutMid;
    }
}
