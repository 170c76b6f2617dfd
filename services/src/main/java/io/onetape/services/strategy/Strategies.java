package io.onetape.services.strategy;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.AccountChangedDecoder;
import io.onetape.journal.schema.AmendRequestedDecoder;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.CancelRequestedDecoder;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.ExternalSignalDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.OperatorCommandDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.RiskDecisionDecoder;
import io.onetape.journal.schema.StrategyChange;
import io.onetape.journal.schema.StrategyChangedDecoder;
import io.onetape.journal.schema.StrategyPackageSetDecoder;
import io.onetape.journal.schema.SubmitAmendDecoder;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.schema.TradingHaltedDecoder;
import io.onetape.journal.schema.TradingResumedDecoder;
import io.onetape.journal.schema.TradingState;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.services.orders.SeenFills;
import io.onetape.services.reference.InstrumentsState;
import java.util.List;
import java.util.Optional;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * An engine: hosts strategies. All settings come by ConfigSet: {@code strategy.<name>.type}, {@code .symbol} (and {@code .symbol2} of a kind that trades a
 * pair) and the type's own parameters, in any order, and at last {@code strategy.<name>.enabled = true}, which loads the strategy (StrategyChanged LOADED)
 * and starts it (STARTED) once its instruments are defined. Settings that do not fit stop it (STOPPED, saying what was found and expected); a setting that
 * changes while it runs takes effect at once (PARAMETERS), or raises an alert if it does not fit. {@code enabled = false} cancels its orders and stops it.
 * Strategies are called in the order of their names.
 *
 * <p>{@code .mode} is live, simulation or observation, see {@link StrategyContext}; a change says so (MODE), and leaving live cancels what is open first.
 * {@code .priority}, {@code .weight} and {@code .signalLifeMillis} rule how signals are combined, see {@link Combination}. {@code .engine} names the
 * processor that hosts the strategy, {@code strategy} unless set; it is fixed when the strategy is first enabled.
 *
 * <p>OperatorCommand {@code strategy NAME start|stop|mode MODE} does what the settings do; a command that does not fit raises an alert. A quarantine stops a
 * strategy and cancels its orders; {@code strategy NAME resume} takes it out (RESUMED), and then it may be enabled again.
 *
 * <p>StrategyPackageSet says that a type is a plug-in's from there on. Its code is had from the {@link StrategyLibrary} at that record, or the processor
 * throws {@link StrategyPackageException}; strategies of the type that are enabled go over to it, see {@link Hosted#reload}. A JAR without that type raises an
 * alert, and what the type was it stays.
 *
 * <p>A fill that is delivered twice counts once, and strategies hear of it once: {@link SeenFills}.
 *
 * <p>What a strategy throws comes out as a {@link StrategyFailedException}. Owned by one thread.
 * Longer than most because it is the one list of strategies and the one place where records are handed to them.
 */
public final class Strategies implements Processor {
    /** The engine of strategies whose settings name none. */
    public static final String DEFAULT_ENGINE = "strategy";

    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final BookTopDecoder top = new BookTopDecoder();
    private final TradePrintDecoder print = new TradePrintDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final OrderChangedDecoder orderChanged = new OrderChangedDecoder();
    private final PositionChangedDecoder positionChanged = new PositionChangedDecoder();
    private final StrategyChangedDecoder strategyChanged = new StrategyChangedDecoder();
    private final StrategyPackageSetDecoder packageSet = new StrategyPackageSetDecoder();
    private final TradingHaltedDecoder halted = new TradingHaltedDecoder();
    private final OperatorCommandDecoder command = new OperatorCommandDecoder();
    private final OutsideSignal signal = new OutsideSignal();

    private final String name;
    private final StrategyTypes types;
    private final Instruments instruments = new Instruments();
    private final SeenFills seenFills = new SeenFills();
    private final StrategyRecords records = new StrategyRecords();
    private final Combination combination = new Combination();
    private final Roster roster;
    private final Control control;
    private final Caller caller = new Caller();

    /** The default engine, which can start strategies of these types. */
    public Strategies(List<StrategyType> types) {
        this(types, DEFAULT_ENGINE);
    }

    /** An engine of this name, {@code strategy-2}; throws {@link IllegalArgumentException} if it is no engine's, see {@link #isEngine}. */
    public Strategies(List<StrategyType> types, String name) {
        this(types, StrategyLibrary.NONE, name);
    }

    /** An engine that can start strategies of plug-ins too, which the tape names and the library has. */
    public Strategies(List<StrategyType> types, StrategyLibrary library, String name) {
        this.name = name;
        this.types = new StrategyTypes(types, library);
        this.roster = new Roster(this.types, instruments, records, combination);
        this.control = new Control(name, roster, combination, records, caller);
    }

    /** True for {@code strategy} and for {@code strategy-} with 1 to 16 small letters or digits. */
    public static boolean isEngine(String name) {
        return Control.isEngine(name);
    }

    @Override
    public String name() {
        return name;
    }

    /** Tells from here on which strategy is called. */
    public void tell(CallListener listener) {
        caller.tell(listener);
    }

    @Override
    public boolean passesOver(int templateId) {
        return switch (templateId) {
            case DepthUpdateDecoder.TEMPLATE_ID,
                    DepthOrderDecoder.TEMPLATE_ID,
                    QuoteUpdateDecoder.TEMPLATE_ID,
                    OrderRequestedDecoder.TEMPLATE_ID,
                    CancelRequestedDecoder.TEMPLATE_ID,
                    AmendRequestedDecoder.TEMPLATE_ID,
                    RiskDecisionDecoder.TEMPLATE_ID,
                    SubmitOrderDecoder.TEMPLATE_ID,
                    SubmitCancelDecoder.TEMPLATE_ID,
                    SubmitAmendDecoder.TEMPLATE_ID,
                    VenueReplyDecoder.TEMPLATE_ID,
                    AccountChangedDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        try {
            dispatch(record, out);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw caller.named(e);
        } finally {
            caller.done();
        }
        combination.emitChanges(record.recordedAtNanos(), records, out);
    }

    private void dispatch(RecordView record, Emitter out) {
        switch (record.templateId()) {
            case BookTopDecoder.TEMPLATE_ID -> onBookTop(record, out);
            case TradePrintDecoder.TEMPLATE_ID -> onTradePrint(record, out);
            case FillDecoder.TEMPLATE_ID -> onFill(record, out);
            case ExternalSignalDecoder.TEMPLATE_ID -> onSignal(record, out);
            case OrderChangedDecoder.TEMPLATE_ID -> onOrderChanged(record, out);
            case PositionChangedDecoder.TEMPLATE_ID -> onPositionChanged(record, out);
            case ConfigSetDecoder.TEMPLATE_ID -> {
                record.decode(config);
                String key = config.key();
                control.onConfig(key, config.value(), record.recordedAtNanos(), out);
            }
            case OperatorCommandDecoder.TEMPLATE_ID -> {
                record.decode(command);
                String who = command.who();
                String what = command.what();
                control.onCommand(who, what, command.why(), record.recordedAtNanos(), out);
            }
            case InstrumentDefinedDecoder.TEMPLATE_ID, CycleStartedDecoder.TEMPLATE_ID -> onDefinition(record, out);
            case StrategyChangedDecoder.TEMPLATE_ID -> onStrategyChanged(record, out);
            case StrategyPackageSetDecoder.TEMPLATE_ID -> onPackageSet(record, out);
            case TradingHaltedDecoder.TEMPLATE_ID ->
                onTradingChanged(
                        record.decode(halted).state() == TradingState.REDUCE_ONLY
                                ? TradingState.REDUCE_ONLY
                                : TradingState.HALTED,
                        record,
                        out);
            case TradingResumedDecoder.TEMPLATE_ID -> onTradingChanged(TradingState.NORMAL, record, out);
            default -> {}
        }
    }

    private void onBookTop(RecordView record, Emitter out) {
        record.decode(top);
        for (int i = 0; i < roster.size(); i++) {
            Leg leg = legFor(roster.get(i), record, out);
            if (leg != null) {
                roster.get(i).strategy().onMarketData(top, leg);
            }
        }
    }

    private void onTradePrint(RecordView record, Emitter out) {
        record.decode(print);
        for (int i = 0; i < roster.size(); i++) {
            Leg leg = legFor(roster.get(i), record, out);
            if (leg != null) {
                roster.get(i).strategy().onMarketData(print, leg);
            }
        }
    }

    /** Nobody is handed a signal that stands on the tape before it was known: that raises an alert. */
    private void onSignal(RecordView record, Emitter out) {
        signal.take(record);
        if (signal.isEarly(record.recordedAtNanos())) {
            control.refuse(
                    "signal-early",
                    signal.name() + " " + signal.symbol() + ": expected a record from " + signal.availableNanos()
                            + " on, when it became known, found " + record.recordedAtNanos() + "; nobody sees it",
                    out);
            return;
        }
        List<Instrument> named = record.instrument() != 0 ? List.of() : instruments.named(signal.symbol());
        if (named.size() > 1) {
            control.refuse(
                    "signal-ambiguous",
                    signal.name() + " " + signal.symbol() + ": expected the name of one instrument, found "
                            + named.stream().map(one -> one.nameAmong(named)).toList() + "; nobody sees it",
                    out);
            return;
        }
        int instrument = named.isEmpty() ? record.instrument() : named.get(0).id();
        for (int i = 0; i < roster.size(); i++) {
            Hosted hosted = roster.get(i);
            Leg leg = signal.isFor(hosted.strategy) ? legOf(instrument, hosted, record, out) : null;
            if (leg != null) {
                hosted.strategy().onSignal(signal, leg);
            }
        }
    }

    private void onPositionChanged(RecordView record, Emitter out) {
        record.decode(positionChanged);
        for (int i = 0; i < roster.size(); i++) {
            Leg leg = legFor(roster.get(i), record, out);
            if (leg != null) {
                roster.get(i).strategy().onPositionUpdate(positionChanged, leg);
            }
        }
    }

    private void onFill(RecordView record, Emitter out) {
        record.decode(fill);
        if (!seenFills.isNew(record.instrument(), fill)) {
            return;
        }
        Hosted hosted =
                roster.find(OrderId.getStrategy(fill.buffer(), fill.offset() + FillDecoder.strategyEncodingOffset()));
        if (hosted != null) {
            hosted.desk.apply(record.instrument(), fill);
            Leg leg = legFor(hosted, record, out);
            if (leg != null) {
                hosted.strategy().onOrderFill(fill, leg);
            }
        }
    }

    private void onOrderChanged(RecordView record, Emitter out) {
        record.decode(orderChanged);
        Hosted hosted = roster.find(OrderId.getStrategy(
                orderChanged.buffer(), orderChanged.offset() + OrderChangedDecoder.strategyEncodingOffset()));
        if (hosted != null) {
            hosted.desk.apply(record.instrument(), orderChanged);
            Leg leg = legFor(hosted, record, out);
            if (leg != null) {
                hosted.strategy().onOrderChanged(orderChanged, leg);
            }
        }
    }

    @Override
    public void onTimer(long timer, long dueNanos, Emitter out) {
        if (Combination.isTimer(timer)) {
            combination.onTimer(timer);
            return;
        }
        try {
            for (int i = 0; i < roster.size(); i++) {
                Hosted hosted = roster.get(i);
                if (hosted.number == timer / Desk.TIMERS && hosted.isRunning()) {
                    caller.calls(hosted);
                    hosted.desk.at(dueNanos, out);
                    hosted.strategy().onTimer((int) (timer % Desk.TIMERS), hosted.desk.leg(0));
                }
            }
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw caller.named(e);
        } finally {
            caller.done();
        }
    }

    private void onDefinition(RecordView record, Emitter out) {
        instruments.apply(record);
        for (int i = 0; i < roster.size(); i++) {
            Hosted hosted = roster.get(i);
            caller.calls(hosted);
            hosted.desk.at(record.recordedAtNanos(), out);
            hosted.desk.redefine(instruments);
            hosted.startIfDefined(out);
        }
    }

    private void onStrategyChanged(RecordView record, Emitter out) {
        record.decode(strategyChanged);
        if (strategyChanged.change() == StrategyChange.QUARANTINED) {
            long strategy = OrderId.getStrategy(
                    strategyChanged.buffer(),
                    strategyChanged.offset() + StrategyChangedDecoder.strategyEncodingOffset());
            quarantine(strategy, strategyChanged.fromSequence(), out);
        }
    }

    /**
     * Stops a strategy at once and cancels its orders, because it has thrown or hung at {@code fromSequence}; before the processor gets that record. Does
     * nothing if the strategy is not hosted here or in quarantine already; the StrategyChanged that says the same, when it is met, changes nothing more.
     */
    @Override
    public void quarantine(long strategy, long fromSequence, Emitter out) {
        Hosted hosted = roster.find(strategy);
        if (hosted != null && control.isOurs(hosted)) {
            hosted.desk.at(hosted.desk.nowNanos(), out);
            hosted.quarantine(fromSequence);
        }
    }

    private void onPackageSet(RecordView record, Emitter out) {
        record.decode(packageSet);
        String type = packageSet.strategyType();
        String hash = packageSet.hash();
        String file = packageSet.file();
        if (types.hash(type).equals(hash)) {
            return; // what it is already
        }
        Optional<String> refusal = types.set(type, hash, file);
        if (refusal.isPresent()) {
            control.refuse("strategy-package", type + ": " + refusal.get() + "; what the type was it stays", out);
            return;
        }
        for (int i = 0; i < roster.size(); i++) {
            Hosted hosted = roster.get(i);
            if (hosted.isOfType(type)) {
                caller.calls(hosted);
                hosted.desk.at(record.recordedAtNanos(), out);
                hosted.reload(out);
            }
        }
    }

    private void onTradingChanged(TradingState state, RecordView record, Emitter out) {
        roster.trading(state);
        for (int i = 0; i < roster.size(); i++) {
            Hosted hosted = roster.get(i);
            hosted.desk.at(record.recordedAtNanos(), out);
            if (hosted.isRunning()) {
                caller.calls(hosted);
                hosted.strategy().onTradingChanged(hosted.desk.leg(0));
            }
        }
    }

    /** The leg that trades the record's instrument, ready to act, if the strategy runs and has one. */
    private @Nullable Leg legFor(Hosted hosted, RecordView record, Emitter out) {
        return legOf(record.instrument(), hosted, record, out);
    }

    private @Nullable Leg legOf(int instrument, Hosted hosted, RecordView record, Emitter out) {
        if (!hosted.isRunning()) {
            return null;
        }
        Leg leg = hosted.desk.legOf(instrument);
        if (leg == null || leg.legIndex() >= hosted.desk.legs()) {
            return null;
        }
        caller.calls(hosted);
        hosted.desk.at(record.recordedAtNanos(), out);
        return leg;
    }

    /** Keys: combination, instruments, packages (hashes by type), seenFills, strategies (by name), trading. */
    @Override
    public void writeState(WireOut state) {
        state.write("combination").marshallable(combination::writeState);
        InstrumentsState.write(instruments, state);
        state.write("packages").marshallable(types::writeState);
        seenFills.writeState(state);
        roster.writeState(state);
    }

    @Override
    public void readState(WireIn state) {
        state.read("combination").marshallable(combination::readState);
        InstrumentsState.read(instruments, state);
        state.read("packages").marshallable(types::readState);
        seenFills.readState(state);
        roster.readState(state);
    }
}
