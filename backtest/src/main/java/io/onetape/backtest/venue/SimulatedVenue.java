package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.ByInstrument;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.SubmitAmendDecoder;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.services.reference.InstrumentsState;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * A venue that plays a recording and lets our orders take part in it: what they would have been filled at, without any impact on the crowd beyond using up
 * the liquidity that they took. A function of the calls so far, which come in exchange time; answers go to the listener during the call. Single-threaded.
 *
 * <ul>
 *   <li>Resting orders: {@link RestingOrders} has the queue, risk averse. A print through the price or what a print at the price leaves after the queue
 *       fills; so does an opposite best level that crosses the price, up to its quantity. All at our price, as maker. The same side's aggressor never fills.
 *   <li>Incoming orders walk the book: {@link TakerWalk}. What they took is gone until a depth update or snapshot shows the level anew. The rest of GTC
 *       rests, of IOC and MARKET expires, FOK is all or rejected, GTX (post-only) is rejected if it would cross.
 *   <li>Our own orders never meet: before a price where one rests the incoming order stops, and its rest expires (EXPIRE_TAKER); post-only is rejected.
 *   <li>While the recording has no valid book (before the snapshot, in a gap, crossed), new orders are rejected with BOOK_NOT_VALID, cancels work, and
 *       resting orders are filled by prints only.
 *   <li>Amends of resting orders: less quantity keeps the place in the queue; another price or more quantity joins anew, and may take. Not to what has
 *       filled already or less, nor to what the venue's rules forbid: rejected, and the order goes on. A post-only order that would cross by its new price
 *       is rejected and ended. Without a valid book only what keeps its place is amended.
 * </ul>
 */
public final class SimulatedVenue {
    private final Instruments instruments = new Instruments();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final SubmitCancelDecoder cancel = new SubmitCancelDecoder();
    private final SubmitAmendDecoder amend = new SubmitAmendDecoder();
    private final ByInstrument<VenueMarket> markets = new ByInstrument<>();
    private final VenueSettings settings;
    private final VenueListener listener;
    private final MarketFacts facts;
    private long lastVenueOrderId;
    private long nowNanos = Long.MIN_VALUE;
    private long dueNanos = Long.MAX_VALUE;

    public SimulatedVenue(VenueSettings settings, VenueListener listener) {
        this.settings = settings;
        this.listener = listener;
        facts = new MarketFacts(settings);
    }

    /** When time has to pass although nothing happens: the earliest funding boundary, {@link Long#MAX_VALUE} if none is known. */
    public long dueNanos() {
        return dueNanos;
    }

    /** Time has come to here, and nothing else happened. */
    public void onTime(long exchangeNanos) {
        advanceTo(exchangeNanos);
    }

    /** A market fact or definition happened; records of other kinds are passed over. */
    public void onMarket(RecordView fact, long exchangeNanos) {
        advanceTo(exchangeNanos);
        if (instruments.apply(fact)) {
            instruments.all().forEach(this::define);
        } else if (fact.instrument() == 0) {
            for (VenueMarket market : markets) {
                facts.apply(fact, market, exchangeNanos);
            }
        } else {
            VenueMarket market = market(fact.instrument());
            if (market != null) {
                facts.apply(fact, market, exchangeNanos);
            }
        }
        findDue();
    }

    /** A SubmitOrder has arrived. */
    public void onSubmit(RecordView record, long exchangeNanos) {
        advanceTo(exchangeNanos);
        record.decode(submit);
        long strategy =
                OrderId.getStrategy(submit.buffer(), submit.offset() + SubmitOrderDecoder.strategyEncodingOffset());
        VenueRequest request = VenueRequest.of(record, strategy, submit.intent(), submit.attempt());
        OrderTerms terms = OrderTerms.of(submit);
        VenueMarket market = market(record.instrument());
        Reason refusal = market == null
                ? Reason.UNKNOWN_INSTRUMENT
                : market.instrument().contract() == Contract.INVERSE
                        ? Reason.INVERSE_CONTRACT
                        : market.refusal(request, terms);
        if (market == null || refusal != Reason.NONE) {
            listener.rejected(request, refusal, VenueCodes.of(refusal), exchangeNanos);
            return;
        }
        lastVenueOrderId++;
        VenueOrder order = new VenueOrder(
                request,
                lastVenueOrderId,
                terms,
                market.queueAheadOf(terms),
                market.instrument().quoteAsset());
        listener.accepted(order, exchangeNanos);
        market.enter(order, terms, exchangeNanos);
    }

    /** A SubmitCancel has arrived. */
    public void onCancel(RecordView record, long exchangeNanos) {
        advanceTo(exchangeNanos);
        record.decode(cancel);
        long strategy =
                OrderId.getStrategy(cancel.buffer(), cancel.offset() + SubmitCancelDecoder.strategyEncodingOffset());
        VenueRequest request = VenueRequest.of(record, strategy, cancel.intent(), cancel.attempt());
        VenueMarket market = market(record.instrument());
        VenueOrder order = market == null ? null : market.find(request);
        if (market == null || order == null) {
            listener.cancelRejected(request, Reason.UNKNOWN_ORDER, VenueCodes.of(Reason.UNKNOWN_ORDER), exchangeNanos);
            return;
        }
        market.cancel(order);
        listener.canceled(order, request, exchangeNanos);
    }

    /** A SubmitAmend has arrived. A null price or quantity stays as it is; the quantity is the whole one. */
    public void onAmend(RecordView record, long exchangeNanos) {
        advanceTo(exchangeNanos);
        record.decode(amend);
        long strategy =
                OrderId.getStrategy(amend.buffer(), amend.offset() + SubmitAmendDecoder.strategyEncodingOffset());
        VenueRequest request = VenueRequest.of(record, strategy, amend.intent(), amend.attempt());
        VenueMarket market = market(record.instrument());
        VenueOrder order = market == null ? null : market.find(request);
        if (market == null || order == null) {
            listener.amendRejected(request, Reason.UNKNOWN_ORDER, VenueCodes.of(Reason.UNKNOWN_ORDER), exchangeNanos);
            return;
        }
        long price = amend.price() == Fixed8.NULL ? order.price() : amend.price();
        long quantity = amend.quantity() == Fixed8.NULL ? order.quantity() : amend.quantity();
        OrderTerms terms = order.terms().with(price, quantity);
        Reason refusal = market.refusal(order, terms);
        if (refusal == Reason.NONE) {
            market.amend(order, terms, request, exchangeNanos);
            return;
        }
        listener.amendRejected(request, refusal, VenueCodes.of(refusal), exchangeNanos);
        if (refusal == Reason.POST_ONLY_WOULD_CROSS) {
            market.expire(order, refusal, exchangeNanos);
        }
    }

    /** The instruments that it trades, by id. */
    public List<Instrument> instruments() {
        return instruments.all();
    }

    /** Our position as the venue has it: Fixed8, positive is long, 0 of an unknown instrument. */
    public long position(int instrument) {
        VenueMarket market = market(instrument);
        return market == null ? 0 : market.position.quantity();
    }

    /** Keys: instruments, lastVenueOrderId, markets (by instrument), nowNanos. */
    public void writeState(WireOut state) {
        InstrumentsState.write(instruments, state);
        state.write("lastVenueOrderId").int64(lastVenueOrderId);
        state.write("markets").sequence(instruments.all(), (all, out) -> {
            for (Instrument instrument : all) {
                VenueMarket market = market(instrument.id());
                if (market != null) {
                    out.marshallable(wire -> VenueState.write(market, wire));
                }
            }
        });
        state.write("nowNanos").int64(nowNanos);
    }

    /** Becomes what {@link #writeState} wrote, with the same settings. */
    public void readState(WireIn state) {
        InstrumentsState.read(instruments, state);
        lastVenueOrderId = state.read("lastVenueOrderId").int64();
        state.read("markets").sequence(this, (venue, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> {
                    VenueMarket market = VenueState.read(wire, venue.instruments, venue.settings, venue.listener);
                    venue.markets.put(market.instrument().id(), market);
                });
            }
        });
        nowNanos = state.read("nowNanos").int64();
        findDue();
    }

    /** Time passes: what is due is settled before the event that it passed for. */
    private void advanceTo(long exchangeNanos) {
        if (exchangeNanos < nowNanos) {
            throw new IllegalStateException(
                    "expected an exchange time of at least " + nowNanos + ", found " + exchangeNanos);
        }
        nowNanos = exchangeNanos;
        for (VenueMarket market : markets) {
            market.funding.settle(market.instrument(), market.position, exchangeNanos, listener);
        }
        findDue();
    }

    private void findDue() {
        dueNanos = Long.MAX_VALUE;
        for (VenueMarket market : markets) {
            dueNanos = Math.min(dueNanos, market.funding.dueNanos());
        }
    }

    private void define(Instrument instrument) {
        VenueMarket known = markets.find(instrument.id());
        if (known == null) {
            markets.put(instrument.id(), new VenueMarket(instrument, settings, listener));
        } else {
            known.redefine(instrument);
        }
    }

    private @Nullable VenueMarket market(int instrument) {
        return markets.find(instrument);
    }
}
