package io.onetape.backtest.venue;

import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.Reason;

/**
 * Hears what the simulated venue answers, at exchange time and in the venue's order: an order's acceptance before its fills, its last fill before its end.
 * Called synchronously; calling back into the venue is an error. Codes are the ones that Binance USD-M gives, 0 if none.
 */
public interface VenueListener {
    void accepted(VenueOrder order, long exchangeNanos);

    /** No order was created. */
    void rejected(VenueRequest submit, Reason reason, int code, long exchangeNanos);

    void canceled(VenueOrder order, VenueRequest cancel, long exchangeNanos);

    void cancelRejected(VenueRequest cancel, Reason reason, int code, long exchangeNanos);

    /**
     * An order has other terms now; fills that follow from them come after this.
     *
     * @param keptPlace true if it stands in its queue where it stood
     */
    void amended(VenueOrder order, VenueRequest amend, boolean keptPlace, long exchangeNanos);

    void amendRejected(VenueRequest amend, Reason reason, int code, long exchangeNanos);

    /** The venue itself ended an order that has leaves. */
    void expired(VenueOrder order, Reason reason, long exchangeNanos);

    /** The price that an order waited for was reached: from now on it is an order like others. */
    default void triggered(VenueOrder order, long exchangeNanos) {}

    /**
     * A part or the rest of an order was executed.
     *
     * @param order as it is after this fill; that of a liquidation was neither sent nor accepted
     * @param fee Fixed8 in the quote asset, positive when paid
     * @param venueTradeId of the public print that caused it, {@link io.onetape.journal.fixed.Fixed8#NULL} if none did
     */
    void filled(
            VenueOrder order,
            long price,
            long quantity,
            Liquidity liquidity,
            long fee,
            long venueTradeId,
            long exchangeNanos);

    /**
     * A funding boundary was reached with a position.
     *
     * @param payment Fixed8 in the quote asset, negative when paid by us
     * @param exchangeNanos the boundary, which may be earlier than the event that made the venue notice
     */
    void fundingPaid(Instrument instrument, long payment, long rate, long mark, long position, long exchangeNanos);
}
