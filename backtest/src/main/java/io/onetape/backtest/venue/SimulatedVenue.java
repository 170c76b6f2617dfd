package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.ByInstrument;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
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
 *       the venue's rules forbid: rejected, and the order goes on. To what has filled already or less, and a post-only order to a price that would cross:
 *       rejected, and the order is ended. Without a valid book only what keeps its place is amended.
 *   <li>Conditional orders wait for a last or a mark price: {@link ConditionalOrders}. What a print triggers sees the book after it.
 *   <li>New orders and amends are limited by {@link OrderRate}. An outage, recorded or set by hand, rejects or delays requests: {@link Outages}. An account that cannot keep
 *       its positions is liquidated: {@link Liquidation}.
 * </ul>
 */
public final class SimulatedVenue {
    /** Conditional orders that wait, of the whole account. */
    private static final int MAX_CONDITIONAL = 200;

    private final Instruments instruments = new Instruments();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final SubmitCancelDecoder cancel = new SubmitCancelDecoder();
    private final SubmitAmendDecoder amend = new SubmitAmendDecoder();
    private final ByInstrument<VenueMarket> markets = new ByInstrument<>();
    private final VenueSettings settings;
    private final VenueListener listener;
    private final MarketFacts facts;
    private final VenueAccount account;
    private final OrderRateWindows rate;
    private final Liquidation liquidation;
    private final Outages outages;
    private long lastVenueOrderId;
    private long nowNanos = Long.MIN_VALUE;
    private long dueNanos = Long.MAX_VALUE;

    public SimulatedVenue(VenueSettings settings, VenueListener listener) {
        this.settings = settings;
        this.listener = listener;
        facts = new MarketFacts(settings);
        account = new VenueAccount(settings);
        rate = new OrderRateWindows(settings.orderRate());
        liquidation = new Liquidation(settings, account, markets);
        outages = new Outages(settings);
    }

    /** When time has to pass although nothing happens: the earliest funding boundary, or the end of an outage's window that requests wait for; {@link Long#MAX_VALUE} if none is known. */
    public long dueNanos() {
        return dueNanos;
    }

    /** Time has come to here, and nothing else happened. */
    public void onTime(long exchangeNanos) {
        advanceTo(exchangeNanos);
    }

    /**
     * A market fact or definition happened; records of other kinds are passed over. Of a depth update or a print without any order, stop or position of ours nothing is done here but what the book
     * needs: what is due, liquidations and outages are looked at only with the few facts that can change them.
     */
    public void onMarket(RecordView fact, long exchangeNanos) {
        advanceTo(exchangeNanos);
        if (instruments.apply(fact)) {
            instruments.all().forEach(this::define);
            findDue();
        } else if (fact.instrument() == 0) {
            for (VenueMarket market : markets) {
                apply(fact, market, exchangeNanos);
            }
        } else {
            VenueMarket market = market(fact.instrument());
            if (market != null) {
                apply(fact, market, exchangeNanos);
            }
        }
    }

    private void apply(RecordView fact, VenueMarket market, long nanos) {
        facts.apply(fact, market, nanos);
        if (fact.templateId() == MarkPriceUpdateDecoder.TEMPLATE_ID) {
            findDue();
            lastVenueOrderId = liquidation.review(lastVenueOrderId, nanos);
        }
        if (market.isDown && market.book.isValid()) {
            market.isDown = false;
            letIn(nanos);
        }
    }

    /** Requests that waited for the end of an outage arrive, unless another one goes on. */
    private void letIn(long nanos) {
        RecordView request = outages.take(markets, nanos);
        while (request != null) {
            onRequest(request, nanos);
            request = outages.take(markets, nanos);
        }
        findDue();
    }

    /** A SubmitOrder has arrived. */
    public void onSubmit(RecordView record, long exchangeNanos) {
        onRequest(record, exchangeNanos);
    }

    /** A SubmitCancel has arrived. */
    public void onCancel(RecordView record, long exchangeNanos) {
        onRequest(record, exchangeNanos);
    }

    /** A SubmitAmend has arrived. A null price or quantity stays as it is; the quantity is the whole one. */
    public void onAmend(RecordView record, long exchangeNanos) {
        onRequest(record, exchangeNanos);
    }

    private void onRequest(RecordView record, long exchangeNanos) {
        advanceTo(exchangeNanos);
        VenueMarket market = markets.find(record.instrument());
        boolean down = market != null && outages.isDown(market, exchangeNanos);
        if (down && outages.keep(record)) {
            findDue();
            return;
        }
        switch (record.templateId()) {
            case SubmitOrderDecoder.TEMPLATE_ID -> submit(record, market, down, exchangeNanos);
            case SubmitCancelDecoder.TEMPLATE_ID -> cancel(record, market, down, exchangeNanos);
            default -> amend(record, market, down, exchangeNanos);
        }
    }

    private void submit(RecordView record, @Nullable VenueMarket market, boolean down, long nanos) {
        record.decode(submit);
        long strategy =
                OrderId.getStrategy(submit.buffer(), submit.offset() + SubmitOrderDecoder.strategyEncodingOffset());
        VenueRequest request = VenueRequest.of(record, strategy, submit.intent(), submit.attempt());
        OrderTerms terms = OrderTerms.of(submit);
        Reason refusal = refusal(market, down, nanos);
        if (market == null) {
            Reason reason = refusal == Reason.NONE ? Reason.UNKNOWN_INSTRUMENT : refusal;
            listener.rejected(request, reason, VenueCodes.of(reason), nanos);
            return;
        }
        if (refusal == Reason.NONE) {
            refusal = terms.isConditional() && conditionalOrders() >= MAX_CONDITIONAL
                    ? Reason.OPEN_ORDERS_LIMIT
                    : market.refusal(request, terms);
        }
        if (refusal != Reason.NONE) {
            listener.rejected(request, refusal, VenueCodes.ofOrder(refusal, terms, market.instrument()), nanos);
            return;
        }
        lastVenueOrderId++;
        long ahead = terms.isConditional() ? Fixed8.NULL : market.queueAheadOf(terms);
        String asset = market.instrument().quoteAsset();
        VenueOrder order = new VenueOrder(request, lastVenueOrderId, terms, ahead, asset);
        listener.accepted(order, nanos);
        if (terms.isConditional()) {
            market.conditional.add(order);
        } else {
            market.enter(order, terms, nanos);
        }
    }

    /** What the venue says to any new order or amend. */
    private Reason refusal(@Nullable VenueMarket market, boolean down, long nanos) {
        if (down) {
            return Reason.OUTAGE;
        }
        if (!rate.take(nanos)) {
            return Reason.ORDER_RATE_LIMIT;
        }
        if (market != null && market.instrument().contract() == Contract.INVERSE) {
            return Reason.INVERSE_CONTRACT;
        }
        return liquidation.runs() ? Reason.LIQUIDATION : Reason.NONE;
    }

    private int conditionalOrders() {
        int count = 0;
        for (VenueMarket market : markets) {
            count += market.conditional.count();
        }
        return count;
    }

    private void cancel(RecordView record, @Nullable VenueMarket market, boolean down, long nanos) {
        record.decode(cancel);
        long strategy =
                OrderId.getStrategy(cancel.buffer(), cancel.offset() + SubmitCancelDecoder.strategyEncodingOffset());
        VenueRequest request = VenueRequest.of(record, strategy, cancel.intent(), cancel.attempt());
        VenueOrder order = market == null ? null : market.find(request);
        if (market == null || order == null || down) {
            Reason reason = down ? Reason.OUTAGE : Reason.UNKNOWN_ORDER;
            listener.cancelRejected(request, reason, VenueCodes.of(reason), nanos);
            return;
        }
        market.cancel(order);
        listener.canceled(order, request, nanos);
    }

    private void amend(RecordView record, @Nullable VenueMarket market, boolean down, long nanos) {
        record.decode(amend);
        long strategy =
                OrderId.getStrategy(amend.buffer(), amend.offset() + SubmitAmendDecoder.strategyEncodingOffset());
        VenueRequest request = VenueRequest.of(record, strategy, amend.intent(), amend.attempt());
        Reason refusal = refusal(market, down, nanos);
        VenueOrder order = market == null ? null : market.find(request);
        if (market == null || order == null || refusal != Reason.NONE) {
            Reason reason = refusal == Reason.NONE ? Reason.UNKNOWN_ORDER : refusal;
            int code = reason == Reason.UNKNOWN_ORDER ? VenueCodes.OF_UNKNOWN_AMEND : VenueCodes.of(reason);
            listener.amendRejected(request, reason, code, nanos);
            return;
        }
        long price = amend.price() == Fixed8.NULL ? order.price() : amend.price();
        long quantity = amend.quantity() == Fixed8.NULL ? order.quantity() : amend.quantity();
        OrderTerms terms = order.terms().with(price, quantity);
        refusal = market.refusal(order, terms);
        if (refusal == Reason.NONE) {
            market.amend(order, terms, request, nanos);
            return;
        }
        listener.amendRejected(request, refusal, VenueCodes.ofAmend(refusal, terms, market.instrument()), nanos);
        if (refusal == Reason.POST_ONLY_WOULD_CROSS || isToWhatHasFilled(order, terms)) {
            market.expire(order, refusal, nanos);
        }
    }

    /** The venue ends an order that is amended to what has filled already, or less. */
    private static boolean isToWhatHasFilled(VenueOrder order, OrderTerms terms) {
        return order.cumulativeQuantity() > 0 && terms.quantity() <= order.cumulativeQuantity();
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

    /** Keys: account, instruments, lastVenueOrderId, liquidates, markets (by instrument), nowNanos, orderRate, outages. */
    public void writeState(WireOut state) {
        state.write("account").marshallable(account::writeState);
        InstrumentsState.write(instruments, state);
        state.write("lastVenueOrderId").int64(lastVenueOrderId);
        state.write("liquidates").bool(liquidation.runs());
        state.write("markets").sequence(instruments.all(), (all, out) -> {
            for (Instrument instrument : all) {
                VenueMarket market = market(instrument.id());
                if (market != null) {
                    out.marshallable(wire -> VenueState.write(market, wire));
                }
            }
        });
        state.write("nowNanos").int64(nowNanos);
        state.write("orderRate").marshallable(rate::writeState);
        state.write("outages").marshallable(outages::writeState);
    }

    /** Becomes what {@link #writeState} wrote, with the same settings. */
    public void readState(WireIn state) {
        state.read("account").marshallable(account::readState);
        InstrumentsState.read(instruments, state);
        lastVenueOrderId = state.read("lastVenueOrderId").int64();
        liquidation.restore(state.read("liquidates").bool());
        state.read("markets").sequence(this, (venue, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> {
                    VenueMarket market =
                            VenueState.read(wire, venue.instruments, venue.settings, venue.account, venue.listener);
                    venue.markets.put(market.instrument().id(), market);
                });
            }
        });
        nowNanos = state.read("nowNanos").int64();
        state.read("orderRate").marshallable(rate::readState);
        state.read("outages").marshallable(outages::readState);
        findDue();
    }

    /** Time passes: what is due is settled before the event that it passed for. */
    private void advanceTo(long exchangeNanos) {
        if (exchangeNanos < nowNanos) {
            throw new IllegalStateException(
                    "expected an exchange time of at least " + nowNanos + ", found " + exchangeNanos);
        }
        nowNanos = exchangeNanos;
        if (exchangeNanos < dueNanos) {
            return; // millions of depth updates and prints come here, and only a mark price or a definition moves what
            // is due
        }
        for (VenueMarket market : markets) {
            market.funding.settle(market.instrument(), market.position, account, exchangeNanos, listener);
        }
        findDue();
        letIn(exchangeNanos);
    }

    private void findDue() {
        dueNanos = outages.dueNanos(nowNanos);
        for (VenueMarket market : markets) {
            dueNanos = Math.min(dueNanos, market.funding.dueNanos());
        }
    }

    private void define(Instrument instrument) {
        VenueMarket known = markets.find(instrument.id());
        if (known == null) {
            markets.put(instrument.id(), new VenueMarket(instrument, settings, account, listener));
        } else {
            known.redefine(instrument);
        }
    }

    private @Nullable VenueMarket market(int instrument) {
        return markets.find(instrument);
    }
}
