package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Side;

/** One of our orders at the simulated venue, from its acceptance on. Owned and changed by the venue; others read it during a call to the listener. */
public final class VenueOrder {
    /** By then an execution is printed, or never. */
    private static final long PRINT_NANOS = 100_000_000L;

    private final VenueRequest submit;
    private final long venueOrderId;
    private final String quoteAsset;
    private OrderTerms terms;
    private long queueAhead;
    private long leaves;

    /** Public quantity ahead of us at our price: the front of the queue models. */
    private long front;

    /** The front right before the event that fills it. */
    private long aheadOfFill = Fixed8.NULL;

    /** What our price showed last; order by order: what the orders ahead have, less what was printed of it. */
    private long level;

    /** What was printed at our price since; order by order: what was printed of the orders ahead, less what they have shown of it (below 0: shown first). */
    private long printed;

    /** Order by order: public orders with this place or a lower one are ahead. */
    private long place;

    /** Order by order: since when they have shown more than was printed, if they have. */
    private long shownNanos;

    VenueOrder(VenueRequest submit, long venueOrderId, OrderTerms terms, long queueAhead, String quoteAsset) {
        this.submit = submit;
        this.venueOrderId = venueOrderId;
        this.terms = terms;
        this.queueAhead = queueAhead;
        this.quoteAsset = quoteAsset;
        leaves = terms.quantity();
    }

    /** The SubmitOrder that it came by. */
    public VenueRequest submit() {
        return submit;
    }

    /** Dense from 1 over the whole venue. */
    public long venueOrderId() {
        return venueOrderId;
    }

    /** What prices and fees are counted in. */
    public String quoteAsset() {
        return quoteAsset;
    }

    public Side side() {
        return terms.side();
    }

    /** Fixed8; {@link Fixed8#NULL} of a market order. */
    public long price() {
        return terms.price();
    }

    public long quantity() {
        return terms.quantity();
    }

    public long leaves() {
        return leaves;
    }

    public long cumulativeQuantity() {
        return terms.quantity() - leaves;
    }

    /**
     * What stood ahead at our price on arrival, or when an amend made it join anew: the displayed quantity and our own older orders; {@link Fixed8#NULL} of an order that cannot rest.
     */
    public long queueAhead() {
        return queueAhead;
    }

    /** Public quantity that was ahead right before the print or quote that fills it, during a call about that fill; {@link Fixed8#NULL} of an order that takes. */
    public long aheadOfFill() {
        return aheadOfFill;
    }

    /** What fills it comes now. */
    void meets() {
        aheadOfFill = front;
    }

    boolean buys() {
        return terms.side() == Side.BUY;
    }

    /** The venue's own order, which takes a position back. */
    public boolean isLiquidation() {
        return submit.intent() == 0;
    }

    boolean reduceOnly() {
        return terms.reduceOnly();
    }

    boolean rests() {
        return terms.rests();
    }

    long front() {
        return front;
    }

    void front(long quantity) {
        front = quantity;
    }

    long level() {
        return level;
    }

    long printed() {
        return printed;
    }

    /** Joins the queue behind what its price shows. */
    void joins(long shown, QueueRule rule) {
        front = rule.joining(shown);
        level = shown;
        printed = 0;
    }

    /** Joins the queue behind public orders that are all known, what prints or we have taken of them aside. */
    void joins(long shown, long publicQuantity, long lastPlace) {
        front = shown;
        level = shown;
        printed = publicQuantity - shown;
        place = lastPlace;
    }

    long place() {
        return place;
    }

    /**
     * So much of a public order ahead is gone. What a print has told already, or will tell, does not bring us forward twice; what the orders ahead have is all that can be ahead of us, although our older
     * orders may have traded what they did on the recording.
     */
    void departs(long quantity, boolean executed, long nanos) {
        settle(nanos);
        boolean wasShownFirst = printed < 0;
        long told = executed ? quantity : Math.max(0, Math.min(quantity, printed));
        printed -= told;
        level = Math.max(0, level - (quantity - told));
        front = Math.min(Math.max(0, front - (quantity - told)), level);
        shownNanos = wasShownFirst ? shownNanos : nanos;
    }

    /** What the orders ahead showed, and nobody printed in time, is gone all the same: {@code level + printed} is what they have. */
    void settle(long nanos) {
        if (printed < 0 && nanos - shownNanos > PRINT_NANOS) {
            level = Math.max(0, level + printed);
            printed = 0;
            front = Math.min(front, level);
        }
    }

    /** So much was printed at its price, order by order: {@code taken} of it off the front; the orders ahead will show their part of it, unless they have. */
    void printsByOrder(long quantity, long taken) {
        long told = Math.min(quantity, level);
        level -= told;
        printed = Math.addExact(printed, told);
        front = Math.max(0, front - taken);
        if (printed <= 0) {
            front = Math.min(front, level); // they have
        }
    }

    /** Its price shows another quantity. */
    void shows(long quantity, QueueRule rule) {
        front = rule.front(front, level, printed, quantity);
        level = quantity;
        printed = 0;
    }

    /** So much was printed at its price. */
    void prints(long quantity) {
        printed = Math.addExact(printed, quantity);
    }

    long shownNanos() {
        return shownNanos;
    }

    /** Its place in the queue as it was written. */
    void restorePlace(
            long writtenPlace, long writtenFront, long writtenLevel, long writtenPrinted, long writtenShownNanos) {
        shownNanos = writtenShownNanos;
        place = writtenPlace;
        front = writtenFront;
        level = writtenLevel;
        printed = writtenPrinted;
    }

    /** Other terms of the same order; what has filled stays. */
    void amend(OrderTerms changed) {
        leaves = Math.subtractExact(changed.quantity(), cumulativeQuantity());
        terms = changed;
    }

    /** It joins a queue anew, behind this. */
    void queueAhead(long quantity) {
        queueAhead = quantity;
    }

    OrderTerms terms() {
        return terms;
    }

    void reduceLeaves(long traded) {
        if (traded <= 0 || traded > leaves) {
            throw new IllegalStateException("expected a fill of at most " + Fixed8.toString(leaves) + ", found "
                    + Fixed8.toString(traded) + " of " + submit);
        }
        leaves -= traded;
    }
}
