package io.onetape.services.execution;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.AmendRequestedDecoder;
import io.onetape.journal.schema.CancelRequestedDecoder;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.RiskDecisionDecoder;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.TradingHaltedDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.journal.schema.Verdict;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.services.orders.LastIntents;
import io.onetape.services.reference.InstrumentsState;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * The life of our orders. A request is checked against the venue's rules, waits for risk's verdict, and is then submitted once. What the venue answers
 * moves it on, see {@link io.onetape.services.orders.OrderLifeCycle}; an answer that contradicts what is known becomes an alert and moves nothing.
 *
 * <p>A cancel is sent at once, also for an order that the venue has not acknowledged yet: it travels behind the submit. Before the submit it ends the
 * order here. Repeating a cancel that is under way does nothing. TradingHalted cancels every open order. Orders are not amended: the queue position is
 * lost either way, so strategies cancel and request anew.
 *
 * <p>Owned by one thread.
 */
public final class Execution implements Processor {
    private final OrderRequestedDecoder requested = new OrderRequestedDecoder();
    private final CancelRequestedDecoder cancelRequested = new CancelRequestedDecoder();
    private final AmendRequestedDecoder amendRequested = new AmendRequestedDecoder();
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final VenueReplyDecoder reply = new VenueReplyDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final CycleStartedDecoder cycle = new CycleStartedDecoder();

    private final Instruments instruments = new Instruments();
    private final LastIntents intents = new LastIntents();
    private final Orders orders = new Orders();
    private final OrderRules rules = new OrderRules();
    private final ClientOrderIds clientOrderIds = new ClientOrderIds();
    private final ExecutionRecords records = new ExecutionRecords();
    private final VenueAnswers answers = new VenueAnswers(orders, records);

    @Override
    public String name() {
        return "execution";
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        switch (record.templateId()) {
            case CycleStartedDecoder.TEMPLATE_ID -> {
                clientOrderIds.tape(record.decode(cycle).tapeId());
                instruments.apply(record);
            }
            case InstrumentDefinedDecoder.TEMPLATE_ID -> instruments.apply(record);
            case OrderRequestedDecoder.TEMPLATE_ID -> onOrderRequested(record, out);
            case CancelRequestedDecoder.TEMPLATE_ID -> onCancelRequested(record, out);
            case AmendRequestedDecoder.TEMPLATE_ID -> {
                record.decode(amendRequested);
                refuse(
                        "amend-refused",
                        "a cancel and a new order",
                        record,
                        strategyOfAmend(),
                        amendRequested.intent(),
                        out);
            }
            case RiskDecisionDecoder.TEMPLATE_ID -> onRiskDecision(record, out);
            case VenueReplyDecoder.TEMPLATE_ID -> onReply(record, out);
            case FillDecoder.TEMPLATE_ID -> onFill(record, out);
            case TradingHaltedDecoder.TEMPLATE_ID -> cancelAll(record.instrument(), out);
            default -> {}
        }
    }

    private void onOrderRequested(RecordView record, Emitter out) {
        record.decode(requested);
        long strategy = OrderId.getStrategy(
                requested.buffer(), requested.offset() + OrderRequestedDecoder.strategyEncodingOffset());
        Order order = orders.fresh();
        order.begin(strategy, record.instrument(), requested);
        if (!intents.advance(strategy, order.intent)) {
            order.state = OrderState.REJECTED; // the request, not the order that has this name already
            records.changed(order, OrderState.NEW, Reason.DUPLICATE_INTENT, 0, out);
            orders.reuse(order);
            return;
        }
        orders.add(order);
        Reason reason = instruments.isDefined(order.instrument)
                ? rules.check(order, instruments.get(order.instrument))
                : Reason.UNKNOWN_INSTRUMENT;
        answers.move(order, reason == Reason.NONE ? OrderState.VALIDATING : OrderState.REJECTED, reason, 0, out);
    }

    private void onRiskDecision(RecordView record, Emitter out) {
        record.decode(decision);
        long strategy = OrderId.getStrategy(
                decision.buffer(), decision.offset() + RiskDecisionDecoder.strategyEncodingOffset());
        Order order = orders.find(strategy, decision.intent());
        if (order == null) {
            refuse("unknown-order", "a requested order", record, strategy, decision.intent(), out);
        } else if (order.state != OrderState.VALIDATING) {
            return; // the venue's rules or a cancel have ended it already
        } else if (decision.verdict() == Verdict.PASSED) {
            order.attempt = 1; // sent once: without an answer it is in doubt, and the gateway asks the venue
            records.submit(order, clientOrderIds, out);
            answers.move(order, OrderState.PENDING_SUBMIT, Reason.NONE, 0, out);
        } else {
            answers.move(order, OrderState.REJECTED, decision.reason(), 0, out);
        }
    }

    private void onCancelRequested(RecordView record, Emitter out) {
        record.decode(cancelRequested);
        long strategy = OrderId.getStrategy(
                cancelRequested.buffer(), cancelRequested.offset() + CancelRequestedDecoder.strategyEncodingOffset());
        Order order = orders.find(strategy, cancelRequested.intent());
        if (order == null) {
            refuse("unknown-order", "an order to cancel", record, strategy, cancelRequested.intent(), out);
        } else if (order.isEnded()) {
            records.changed(order, order.state, Reason.ALREADY_TERMINAL, 0, out);
        } else {
            cancel(order, Reason.REQUESTED, out);
        }
    }

    private void cancelAll(int instrument, Emitter out) {
        int index = 0;
        while (index < orders.openCount()) {
            Order order = orders.open(index);
            if (instrument == 0 || instrument == order.instrument) {
                cancel(order, Reason.HALTED, out);
            }
            if (!order.isEnded()) {
                index++; // an ended order has left its place to the next one
            }
        }
    }

    private void cancel(Order order, Reason reason, Emitter out) {
        if (order.state == OrderState.VALIDATING) {
            answers.move(order, OrderState.CANCELED, reason, 0, out);
        } else if (!order.cancelRequested) {
            order.cancelRequested = true;
            records.cancel(order, clientOrderIds, out);
        }
    }

    private void onReply(RecordView record, Emitter out) {
        record.decode(reply);
        long strategy =
                OrderId.getStrategy(reply.buffer(), reply.offset() + VenueReplyDecoder.strategyEncodingOffset());
        Order order = orders.find(strategy, reply.intent());
        if (order == null) {
            refuse("unknown-order", "an order to reply to", record, strategy, reply.intent(), out);
        } else {
            answers.onReply(order, reply, out);
        }
    }

    private void onFill(RecordView record, Emitter out) {
        record.decode(fill);
        long strategy = OrderId.getStrategy(fill.buffer(), fill.offset() + FillDecoder.strategyEncodingOffset());
        Order order = orders.find(strategy, fill.intent());
        if (order == null) {
            refuse("unknown-order", "an order to fill", record, strategy, fill.intent(), out);
        } else {
            answers.onFill(order, fill, out);
        }
    }

    private long strategyOfAmend() {
        return OrderId.getStrategy(
                amendRequested.buffer(), amendRequested.offset() + AmendRequestedDecoder.strategyEncodingOffset());
    }

    private void refuse(String alert, String expected, RecordView record, long strategy, long intent, Emitter out) {
        String found = "expected " + expected + ", found " + new OrderId(strategy, intent) + " at " + record.sequence();
        records.alert(record.instrument(), Severity.CRITICAL, alert, found, out);
    }

    /** Keys: ended (in the order of their ends), instruments, intents, orders (open, by name), tapeId. */
    @Override
    public void writeState(WireOut state) {
        orders.writeEnded(state);
        InstrumentsState.write(instruments, state);
        intents.writeState(state);
        orders.writeOpen(state);
        clientOrderIds.writeState(state);
    }

    @Override
    public void readState(WireIn state) {
        orders.readEnded(state);
        InstrumentsState.read(instruments, state);
        intents.readState(state);
        orders.readOpen(state);
        clientOrderIds.readState(state);
    }
}
