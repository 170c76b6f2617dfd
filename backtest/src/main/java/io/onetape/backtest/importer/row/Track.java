package io.onetape.backtest.importer.row;

import io.onetape.services.marketdata.orders.PublicOrders;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the import remembers of one instrument from message to message. Single-threaded. */
public final class Track {
    private @Nullable PublicOrders orders;
    private long counted;
    private long lastUpdateId = Long.MIN_VALUE;
    private long lastTradeId = Long.MIN_VALUE;
    private byte[] lastTradeText = new byte[0];
    private int lastTradeLength;

    /** The next id of a book whose updates have none: dense, from 1. */
    public long nextCounted() {
        return ++counted;
    }

    /** Something of the book is missing: the next counted id does not follow the one before. */
    public void miss() {
        counted++;
    }

    /** The public orders of a book that is told order by order. */
    public PublicOrders orders() {
        if (orders == null) {
            orders = new PublicOrders();
        }
        return orders;
    }

    /** The venue's own id of the book so far, {@link Long#MIN_VALUE} before the first. */
    public long lastUpdateId() {
        return lastUpdateId;
    }

    /** The book is at this id of the venue's now. */
    public void updated(long id) {
        lastUpdateId = id;
    }

    /** Whether a trade with an id that grows has been there before; else it is the last one now. */
    public boolean isRepeated(long tradeId) {
        boolean repeated = tradeId <= lastTradeId;
        lastTradeId = Math.max(lastTradeId, tradeId);
        return repeated;
    }

    /** Whether the trade before had this very id, which is text; else it is the last one now. No id repeats nothing. */
    public boolean isRepeated(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > 0
                && length == lastTradeLength
                && Arrays.equals(bytes, from, to, lastTradeText, 0, lastTradeLength)) {
            return true;
        }
        if (length > lastTradeText.length) {
            lastTradeText = new byte[length];
        }
        System.arraycopy(bytes, from, lastTradeText, 0, length);
        lastTradeLength = length;
        return false;
    }
}
