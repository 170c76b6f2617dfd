package io.onetape.services.execution;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.AccountChangedDecoder;
import io.onetape.journal.schema.AmendRequestedDecoder;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.CancelRequestedDecoder;
import io.onetape.journal.schema.CircuitChangedDecoder;
import io.onetape.journal.schema.CircuitState;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.OperatorCommandDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.RiskDecisionDecoder;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.SubmitAmendDecoder;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.schema.TradingHaltedDecoder;
import io.onetape.journal.schema.TradingResumedDecoder;
import io.onetape.journal.schema.TradingState;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.journal.schema.Verdict;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.services.execution.gate.Breakers;
import io.onetape.services.execution.gate.Settings;
import io.onetape.services.execution.gate.Tops;
import io.onetape.services.execution.gate.VenueGate;
import io.onetape.services.orders.LastIntents;
import io.onetape.services.orders.SeenFills;
import io.onetape.services.reference.InstrumentsState;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * The life of our orders. A request is checked against the venue's rules, waits for risk's verdict, and is then submitted, if no circuit and no rate of
 * orders holds it: CIRCUIT_OPEN, ORDER_RATE_LIMIT. What the venue answers moves it on, see {@link io.onetape.services.orders.OrderLifeCycle}; an answer that
 * contradicts what is known becomes an alert and moves nothing. {@link Attempts} tells of orders that are priced here, {@link Amends} of amends.
 *
 * <p>A cancel is sent at once, also for an order that the venue has not acknowledged yet: it travels behind the submit. Before the submit it ends the
 * order here. Repeating a cancel that is under way does nothing. The operator's {@code cancel-all [SYMBOL]} and TradingHalted cancel every open order; when
 * trading may only reduce positions, what could raise one. A halt may ask for positions to be taken back: {@link Flattening}.
 *
 * <p>Too many orders in doubt or rejected open a circuit, which is said by CircuitChanged and the alert {@code circuit-open}: {@link Breakers}.
 *
 * <p>Settings are ConfigSet {@code execution.*}, see {@link Settings}. A fill that was delivered twice counts once: {@link SeenFills}.
 *
 * <p>Owned by one thread. Long because it listens to fifteen kinds of records: what they mean is elsewhere.
 */
public final class Execution implements Processor {
    private final OrderRequestedDecoder requested = new OrderRequestedDecoder();
    private final CancelRequestedDecoder cancelRequested = new CancelRequestedDecoder();
    private final AmendRequestedDecoder amendRequested = new AmendRequestedDecoder();
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final VenueReplyDecoder reply = new VenueReplyDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final CycleStartedDecoder cycle = new CycleStartedDecoder();
    private final BookTopDecoder top = new BookTopDecoder();
    private final TradePrintDecoder print = new TradePrintDecoder();
    private final TradingHaltedDecoder halted = new TradingHaltedDecoder();
    private final CircuitChangedDecoder circuit = new CircuitChangedDecoder();
    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final OperatorCommandDecoder command = new OperatorCommandDecoder();

    private final Instruments instruments = new Instruments();
    private final LastIntents intents = new LastIntents();
    private final SeenFills seenFills = new SeenFills();
    private final Settings settings = new Settings();
    private final Tops tops = new Tops();
    private final VenueGate gate = new VenueGate(settings);
    private final Breakers breakers = new Breakers(settings, this::onBreaker);
    private final Positions positions = new Positions();
    private final Orders orders = new Orders();
    private final Alarm alarm = new Alarm();
    private final OrderRules rules = new OrderRules();
    private final ClientOrderIds clientOrderIds = new ClientOrderIds();
    private final ExecutionRecords records = new ExecutionRecords();
    private final Outlet outlet = new Outlet(records, clientOrderIds, gate);
    private final Steps steps = new Steps(orders, records);
    private final Cancels cancels = new Cancels(orders, steps, outlet, alarm);
    private final Attempts attempts =
            new Attempts(instruments, settings, rules, new BestPrices(tops, settings), steps, cancels, outlet, alarm);
    private final Amends amends = new Amends(instruments, rules, steps, outlet, alarm);
    private final VenueAnswers answers = new VenueAnswers(steps, cancels, attempts, amends);
    private final Flattening flattening =
            new Flattening(positions, orders, intents, settings, steps, attempts, records, alarm);

    @Override
    public String name() {
        return "execution";
    }

    @Override
    public void onTimer(long timer, long dueNanos, Emitter out) {
        alarm.ring();
    }

    @Override
    public boolean passesOver(int templateId) {
        return switch (templateId) {
            case DepthUpdateDecoder.TEMPLATE_ID,
                    DepthOrderDecoder.TEMPLATE_ID,
                    QuoteUpdateDecoder.TEMPLATE_ID,
                    OrderChangedDecoder.TEMPLATE_ID,
                    SubmitOrderDecoder.TEMPLATE_ID,
                    SubmitCancelDecoder.TEMPLATE_ID,
                    SubmitAmendDecoder.TEMPLATE_ID,
                    PositionChangedDecoder.TEMPLATE_ID,
                    AccountChangedDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        long now = record.recordedAtNanos();
        switch (record.templateId()) {
            case BookTopDecoder.TEMPLATE_ID -> {
                tops.apply(record.instrument(), record.decode(top));
                reviewAll(record.instrument(), now, out);
            }
            case TradePrintDecoder.TEMPLATE_ID -> orders.printed(record.instrument(), record.decode(print));
            case OrderRequestedDecoder.TEMPLATE_ID -> onOrderRequested(record, out);
            case CancelRequestedDecoder.TEMPLATE_ID -> onCancelRequested(record, out);
            case AmendRequestedDecoder.TEMPLATE_ID -> onAmendRequested(record, out);
            case RiskDecisionDecoder.TEMPLATE_ID -> onRiskDecision(record, out);
            case VenueReplyDecoder.TEMPLATE_ID -> onReply(record, out);
            case FillDecoder.TEMPLATE_ID -> onFill(record, out);
            case TradingHaltedDecoder.TEMPLATE_ID -> onHalted(record, out);
            case TradingResumedDecoder.TEMPLATE_ID -> flattening.stop(record.instrument());
            default -> onRareRecord(record, out);
        }
        if (alarm.take()) { // with what the record says
            cancels.sendWaiting(now, out);
            reviewAll(0, now, out);
            breakers.review(now, out);
            alarm.at(breakers.dueNanos(), out);
        }
        flattening.review(now, out);
    }

    private void onRareRecord(RecordView record, Emitter out) {
        switch (record.templateId()) {
            case CycleStartedDecoder.TEMPLATE_ID -> {
                clientOrderIds.tape(record.decode(cycle).tapeId());
                instruments.apply(record);
            }
            case InstrumentDefinedDecoder.TEMPLATE_ID -> instruments.apply(record);
            case ConfigSetDecoder.TEMPLATE_ID -> onConfig(record, out);
            case CircuitChangedDecoder.TEMPLATE_ID -> {
                record.decode(circuit);
                gate.onCircuit(record.instrument(), circuit.circuit(), circuit.state());
                reviewAll(record.instrument(), record.recordedAtNanos(), out);
            }
            case OperatorCommandDecoder.TEMPLATE_ID -> onCommand(record, out);
            default -> {}
        }
    }

    private void onOrderRequested(RecordView record, Emitter out) {
        record.decode(requested);
        long strategy = OrderId.getStrategy(
                requested.buffer(), requested.offset() + OrderRequestedDecoder.strategyEncodingOffset());
        Order order = orders.fresh();
        order.begin(strategy, record.instrument(), requested, record.recordedAtNanos());
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
        steps.move(order, reason == Reason.NONE ? OrderState.VALIDATING : OrderState.REJECTED, reason, 0, out);
    }

    private void onRiskDecision(RecordView record, Emitter out) {
        record.decode(decision);
        long strategy = OrderId.getStrategy(
                decision.buffer(), decision.offset() + RiskDecisionDecoder.strategyEncodingOffset());
        Order order = find(strategy, decision.intent(), "a requested order", record, out);
        if (order == null) {
            return;
        }
        boolean passed = decision.verdict() == Verdict.PASSED;
        if (amends.waitsFor(order, record.causedBy())) {
            amends.onDecision(order, passed, record.recordedAtNanos(), out);
        } else if (order.state != OrderState.VALIDATING || order.passed) {
            return; // the venue's rules or a cancel have ended it already
        } else if (passed) {
            attempts.begin(order, record.recordedAtNanos(), out);
        } else {
            steps.move(order, OrderState.REJECTED, decision.reason(), 0, out);
        }
    }

    private void onCancelRequested(RecordView record, Emitter out) {
        record.decode(cancelRequested);
        long strategy = OrderId.getStrategy(
                cancelRequested.buffer(), cancelRequested.offset() + CancelRequestedDecoder.strategyEncodingOffset());
        Order order = find(strategy, cancelRequested.intent(), "an order to cancel", record, out);
        if (order != null && order.isEnded()) {
            steps.note(order, Reason.ALREADY_TERMINAL, 0, out);
        } else if (order != null) {
            cancels.end(order, Reason.REQUESTED, record.recordedAtNanos(), out);
        }
    }

    private void onAmendRequested(RecordView record, Emitter out) {
        record.decode(amendRequested);
        long strategy = OrderId.getStrategy(
                amendRequested.buffer(), amendRequested.offset() + AmendRequestedDecoder.strategyEncodingOffset());
        Order order = find(strategy, amendRequested.intent(), "an order to amend", record, out);
        if (order != null) {
            amends.onRequested(order, amendRequested, record.sequence(), record.recordedAtNanos(), out);
        }
    }

    private void onReply(RecordView record, Emitter out) {
        record.decode(reply);
        breakers.onReply(record.instrument(), reply.kind(), reply.reason(), record.recordedAtNanos(), out);
        alarm.at(breakers.dueNanos(), out);
        long strategy =
                OrderId.getStrategy(reply.buffer(), reply.offset() + VenueReplyDecoder.strategyEncodingOffset());
        Order order = find(strategy, reply.intent(), "an order to reply to", record, out);
        if (order != null) {
            answers.onReply(order, reply, record.recordedAtNanos(), out);
        }
    }

    /** It is obeyed when it is met on the tape, as one that somebody else has emitted. */
    private void onBreaker(int instrument, String name, CircuitState state, String why, Emitter out) {
        records.circuit(instrument, name, state, why, out);
        if (state == CircuitState.OPEN) {
            records.alert(instrument, Severity.CRITICAL, "circuit-open", name + ": " + why, out);
        }
    }

    private void onFill(RecordView record, Emitter out) {
        record.decode(fill);
        if (!seenFills.isNew(record.instrument(), fill)) {
            return;
        }
        flattening.moved(positions.apply(record.instrument(), fill));
        if (fill.liquidation() == Flag.YES) {
            return; // of no order of ours
        }
        long strategy = OrderId.getStrategy(fill.buffer(), fill.offset() + FillDecoder.strategyEncodingOffset());
        Order order = find(strategy, fill.intent(), "an order to fill", record, out);
        if (order != null) {
            answers.onFill(order, fill, record.recordedAtNanos(), out);
        }
    }

    private void onHalted(RecordView record, Emitter out) {
        record.decode(halted);
        boolean flatten = halted.flatten() == Flag.YES;
        if (halted.state() == TradingState.REDUCE_ONLY && !flatten) {
            cancels.endWhatRaises(record.instrument(), positions, record.recordedAtNanos(), out);
        } else {
            cancels.endAll(record.instrument(), Reason.HALTED, record.recordedAtNanos(), out);
        }
        if (flatten) {
            flattening.request(record.instrument(), record.recordedAtNanos());
        }
    }

    private void onCommand(RecordView record, Emitter out) {
        record.decode(command);
        command.skipWho();
        String[] words = command.what().strip().split("\\s+", -1);
        if (!words[0].equals("cancel-all")) {
            return; // another one's
        }
        int instrument = words.length == 1
                ? 0
                : instruments.bySymbol(words[1]).map(Instrument::id).orElse(-1);
        if (instrument < 0 || words.length > 2) {
            String found = "expected cancel-all, or cancel-all and a symbol, found '" + String.join(" ", words) + "'";
            records.alert(0, Severity.WARNING, "command-refused", found, out);
        } else {
            cancels.endAll(instrument, Reason.REQUESTED, record.recordedAtNanos(), out);
        }
    }

    private void onConfig(RecordView record, Emitter out) {
        record.decode(config);
        String key = config.key();
        String value = config.value();
        if (!key.startsWith(Settings.PREFIX)) {
            return; // another one's
        }
        try {
            settings.set(key, value);
            gate.configure();
        } catch (IllegalArgumentException e) {
            records.alert(0, Severity.WARNING, "execution-settings", e.getMessage() + "; the former value holds", out);
        }
    }

    /** Of an instrument, of all if it is 0. */
    private void reviewAll(int instrument, long now, Emitter out) {
        int index = 0;
        while (index < orders.openCount()) {
            Order order = orders.open(index);
            if (instrument == 0 || instrument == order.instrument) {
                amends.review(order, now, out);
                attempts.review(order, now, out);
            }
            if (!order.isEnded()) {
                index++; // an ended order has left its place to the next one
            }
        }
    }

    private @Nullable Order find(long strategy, long intent, String expected, RecordView record, Emitter out) {
        Order order = orders.find(strategy, intent);
        if (order == null) {
            String found =
                    "expected " + expected + ", found " + new OrderId(strategy, intent) + " at " + record.sequence();
            records.alert(record.instrument(), Severity.CRITICAL, "unknown-order", found, out);
        }
        return order;
    }

    /**
     * Keys: alarmNanos, breakers, ended (in the order of their ends), flattenAll, flattenAllSinceNanos, gate, instruments, intents, orders (open, by name), positions,
     * seenFills, settings, tapeId, tops, waitingCancels.
     */
    @Override
    public void writeState(WireOut state) {
        alarm.writeState(state);
        breakers.writeState(state);
        orders.writeEnded(state);
        flattening.writeState(state);
        state.write("gate").marshallable(gate::writeState);
        InstrumentsState.write(instruments, state);
        intents.writeState(state);
        orders.writeOpen(state);
        positions.writeState(state);
        seenFills.writeState(state);
        settings.writeState(state);
        clientOrderIds.writeState(state);
        tops.writeState(state);
        orders.writeWaiting(state);
    }

    @Override
    public void readState(WireIn state) {
        alarm.readState(state);
        breakers.readState(state);
        orders.readEnded(state);
        flattening.readState(state);
        state.read("gate").marshallable(gate::readState);
        InstrumentsState.read(instruments, state);
        intents.readState(state);
        orders.readOpen(state);
        positions.readState(state);
        seenFills.readState(state);
        settings.readState(state);
        gate.configure();
        clientOrderIds.readState(state);
        tops.readState(state);
        orders.readWaiting(state);
    }
}
