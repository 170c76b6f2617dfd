package io.onetape.services.strategy;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.StrategyChange;
import io.onetape.journal.schema.StrategyChangedDecoder;
import io.onetape.journal.schema.StrategyPackageSetDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.schema.TradingHaltedDecoder;
import io.onetape.journal.schema.TradingResumedDecoder;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.services.orders.OrderTable;
import io.onetape.services.reference.InstrumentsState;
import java.util.List;
import java.util.Optional;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * Hosts strategies. All settings come by ConfigSet: {@code strategy.<name>.type}, {@code .symbol} and the type's own parameters, in any order, and at last
 * {@code strategy.<name>.enabled = true}, which loads the strategy (StrategyChanged LOADED) and starts it (STARTED) once its instrument is defined. Settings
 * that do not fit stop it (STOPPED, saying what was found and expected); a setting that changes while it runs takes effect at once (PARAMETERS), or raises an
 * alert if it does not fit. {@code enabled = false} cancels its orders and stops it. Strategies are called in the order of their names.
 *
 * <p>StrategyPackageSet says that a type is a plug-in's from there on. Its code is had from the {@link StrategyLibrary} at that record, or the processor throws
 * {@link StrategyPackageException}; strategies of the type that run go over to it, see {@link Hosted#reload}. A JAR without that type raises an alert, and what
 * the type was it stays.
 *
 * <p>Owned by one thread.
 */
public final class Strategies implements Processor {
    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final BookTopDecoder top = new BookTopDecoder();
    private final TradePrintDecoder print = new TradePrintDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final OrderChangedDecoder orderChanged = new OrderChangedDecoder();
    private final PositionChangedDecoder positionChanged = new PositionChangedDecoder();
    private final StrategyChangedDecoder strategyChanged = new StrategyChangedDecoder();
    private final StrategyPackageSetDecoder packageSet = new StrategyPackageSetDecoder();

    private final StrategyTypes types;
    private final Instruments instruments = new Instruments();
    private final StrategyRecords records = new StrategyRecords();
    private final OrderTable<Hosted> strategies = new OrderTable<>();
    private boolean halted;

    /** Can start strategies of these types, and of no plug-in. */
    public Strategies(List<StrategyType> types) {
        this(types, StrategyLibrary.NONE);
    }

    /** Can start strategies of these types, and of plug-ins that the tape names and the library has. */
    public Strategies(List<StrategyType> types, StrategyLibrary library) {
        this.types = new StrategyTypes(types, library);
    }

    @Override
    public String name() {
        return "strategy";
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        switch (record.templateId()) {
            case BookTopDecoder.TEMPLATE_ID -> onBookTop(record, out);
            case TradePrintDecoder.TEMPLATE_ID -> onTradePrint(record, out);
            case FillDecoder.TEMPLATE_ID -> onFill(record, out);
            case OrderChangedDecoder.TEMPLATE_ID -> onOrderChanged(record, out);
            case PositionChangedDecoder.TEMPLATE_ID -> onPositionChanged(record, out);
            case ConfigSetDecoder.TEMPLATE_ID -> onConfig(record, out);
            case InstrumentDefinedDecoder.TEMPLATE_ID, CycleStartedDecoder.TEMPLATE_ID -> onDefinition(record, out);
            case StrategyChangedDecoder.TEMPLATE_ID -> onStrategyChanged(record, out);
            case StrategyPackageSetDecoder.TEMPLATE_ID -> onPackageSet(record, out);
            case TradingHaltedDecoder.TEMPLATE_ID -> onTradingChanged(true, record, out);
            case TradingResumedDecoder.TEMPLATE_ID -> onTradingChanged(false, record, out);
            default -> {}
        }
    }

    private void onBookTop(RecordView record, Emitter out) {
        record.decode(top);
        for (int i = 0; i < strategies.size(); i++) {
            Hosted hosted = strategies.get(i);
            if (isFor(hosted, record, out)) {
                hosted.strategy().onMarketData(top, hosted.desk);
            }
        }
    }

    private void onTradePrint(RecordView record, Emitter out) {
        record.decode(print);
        for (int i = 0; i < strategies.size(); i++) {
            Hosted hosted = strategies.get(i);
            if (isFor(hosted, record, out)) {
                hosted.strategy().onMarketData(print, hosted.desk);
            }
        }
    }

    private void onPositionChanged(RecordView record, Emitter out) {
        record.decode(positionChanged);
        for (int i = 0; i < strategies.size(); i++) {
            Hosted hosted = strategies.get(i);
            if (isFor(hosted, record, out)) {
                hosted.strategy().onPositionUpdate(positionChanged, hosted.desk);
            }
        }
    }

    private void onFill(RecordView record, Emitter out) {
        record.decode(fill);
        Hosted hosted = find(OrderId.getStrategy(fill.buffer(), fill.offset() + FillDecoder.strategyEncodingOffset()));
        if (hosted != null) {
            hosted.desk.apply(fill);
            if (isFor(hosted, record, out)) {
                hosted.strategy().onOrderFill(fill, hosted.desk);
            }
        }
    }

    private void onOrderChanged(RecordView record, Emitter out) {
        record.decode(orderChanged);
        Hosted hosted = find(OrderId.getStrategy(
                orderChanged.buffer(), orderChanged.offset() + OrderChangedDecoder.strategyEncodingOffset()));
        if (hosted != null) {
            hosted.desk.apply(orderChanged);
            if (isFor(hosted, record, out)) {
                hosted.strategy().onOrderChanged(orderChanged, hosted.desk);
            }
        }
    }

    @Override
    public void onTimer(long timer, long dueNanos, Emitter out) {
        for (int i = 0; i < strategies.size(); i++) {
            Hosted hosted = strategies.get(i);
            if (hosted.number == timer / Desk.TIMERS && hosted.isRunning()) {
                hosted.desk.at(dueNanos, out);
                hosted.strategy().onTimer((int) (timer % Desk.TIMERS), hosted.desk);
            }
        }
    }

    private void onConfig(RecordView record, Emitter out) {
        record.decode(config);
        String[] key = config.key().split("\\.", 3);
        String value = config.value();
        if (!key[0].equals("strategy")) {
            return;
        }
        if (key.length < 3) {
            records.alert(
                    "strategy-settings",
                    "expected strategy.<name>.<parameter>, found '" + String.join(".", key) + "'",
                    out);
            return;
        }
        Hosted hosted;
        try {
            hosted = findOrAdd(OrderId.strategy(key[1]));
        } catch (IllegalArgumentException e) {
            records.alert("strategy-settings", String.valueOf(e.getMessage()), out);
            return;
        }
        hosted.desk.at(record.recordedAtNanos(), out);
        switch (key[2] + "=" + value) {
            case "enabled=true" -> hosted.enable(out);
            case "enabled=false" -> hosted.disable(out);
            default -> hosted.set(key[2], value, out);
        }
    }

    private void onDefinition(RecordView record, Emitter out) {
        instruments.apply(record);
        for (int i = 0; i < strategies.size(); i++) {
            Hosted hosted = strategies.get(i);
            hosted.desk.at(record.recordedAtNanos(), out);
            hosted.desk.redefine(instruments);
            hosted.startIfDefined(out);
        }
    }

    private void onStrategyChanged(RecordView record, Emitter out) {
        record.decode(strategyChanged);
        Hosted hosted = find(OrderId.getStrategy(
                strategyChanged.buffer(), strategyChanged.offset() + StrategyChangedDecoder.strategyEncodingOffset()));
        if (hosted != null && strategyChanged.change() == StrategyChange.QUARANTINED) {
            hosted.desk.at(record.recordedAtNanos(), out);
            hosted.quarantine();
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
            records.alert("strategy-package", type + ": " + refusal.get() + "; what the type was it stays", out);
            return;
        }
        for (int i = 0; i < strategies.size(); i++) {
            Hosted hosted = strategies.get(i);
            if (hosted.isOfType(type)) {
                hosted.desk.at(record.recordedAtNanos(), out);
                hosted.reload(out);
            }
        }
    }

    private void onTradingChanged(boolean halt, RecordView record, Emitter out) {
        halted = halt;
        for (int i = 0; i < strategies.size(); i++) {
            Hosted hosted = strategies.get(i);
            hosted.desk.mayTrade(!halt);
            hosted.desk.at(record.recordedAtNanos(), out);
            if (hosted.isRunning()) {
                hosted.strategy().onTradingChanged(hosted.desk);
            }
        }
    }

    /** True if the strategy runs and trades the record's instrument; its desk is then ready to act. */
    private static boolean isFor(Hosted hosted, RecordView record, Emitter out) {
        hosted.desk.at(record.recordedAtNanos(), out);
        return hosted.isRunning() && hosted.desk.trades(record);
    }

    private @Nullable Hosted find(long strategy) {
        return strategies.find(strategy, 0);
    }

    private Hosted findOrAdd(long strategy) {
        Hosted hosted = find(strategy);
        if (hosted == null) {
            hosted = new Hosted(strategy, strategies.size(), types, instruments, records);
            hosted.desk.mayTrade(!halted);
            strategies.add(strategy, 0, hosted);
        }
        return hosted;
    }

    /** Keys: halted, instruments, packages (hashes by type), strategies (by name). */
    @Override
    public void writeState(WireOut state) {
        state.write("halted").bool(halted);
        InstrumentsState.write(instruments, state);
        state.write("packages").marshallable(types::writeState);
        state.write("strategies").sequence(strategies, (all, out) -> {
            for (int i = 0; i < all.size(); i++) {
                out.marshallable(all.get(i)::writeState);
            }
        });
    }

    @Override
    public void readState(WireIn state) {
        halted = state.read("halted").bool();
        InstrumentsState.read(instruments, state);
        state.read("packages").marshallable(types::readState);
        state.read("strategies").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(to::readStrategy);
            }
        });
    }

    private void readStrategy(WireIn wire) {
        long strategy = OrderId.strategy(wire.read("name").text());
        Hosted hosted = new Hosted(strategy, wire.read("number").int32(), types, instruments, records);
        hosted.readState(wire);
        strategies.add(strategy, 0, hosted);
    }
}
