package io.onetape.services.risk;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.OperatorCommandDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.RiskLimitsSetDecoder;
import io.onetape.journal.schema.StrategyChangedDecoder;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.services.orders.LastIntents;
import io.onetape.services.orders.OrderLifeCycle;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * Passes or refuses every order against its worst case, see {@link Verdicts}. An instrument without limits of its own has the default ones (instrument 0);
 * without any, everything is refused. A strategy that is not in live mode, or in quarantine, gets nothing passed, see {@link StrategyModes}. What has passed counts until it has ended, so that position and open orders together never exceed a limit.
 *
 * <p>An operator's {@code halt} refuses every order until {@code resume}. A request whose intent was used before gets no verdict: execution rejects it.
 *
 * <p>Owned by one thread.
 */
public final class Risk implements Processor {
    private final RiskLimitsSetDecoder limitsSet = new RiskLimitsSetDecoder();
    private final OrderRequestedDecoder requested = new OrderRequestedDecoder();
    private final OrderChangedDecoder changed = new OrderChangedDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final BookTopDecoder top = new BookTopDecoder();
    private final MarkPriceUpdateDecoder markPrice = new MarkPriceUpdateDecoder();
    private final StrategyChangedDecoder strategyChanged = new StrategyChangedDecoder();
    private final OperatorCommandDecoder command = new OperatorCommandDecoder();

    private final List<@Nullable Limits> limits = new ArrayList<>();
    private final Exposures exposures = new Exposures();
    private final LastIntents intents = new LastIntents();
    private final StrategyModes modes = new StrategyModes();
    private final Verdicts verdict = new Verdicts();
    private final RiskRecords records = new RiskRecords();
    private boolean halted;

    @Override
    public String name() {
        return "risk";
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        switch (record.templateId()) {
            case BookTopDecoder.TEMPLATE_ID -> onBookTop(record);
            case MarkPriceUpdateDecoder.TEMPLATE_ID -> onMarkPrice(record);
            case OrderRequestedDecoder.TEMPLATE_ID -> onOrderRequested(record, out);
            case OrderChangedDecoder.TEMPLATE_ID -> onOrderChanged(record);
            case FillDecoder.TEMPLATE_ID -> onFill(record, out);
            case RiskLimitsSetDecoder.TEMPLATE_ID -> onLimits(record);
            case StrategyChangedDecoder.TEMPLATE_ID -> modes.apply(record.decode(strategyChanged));
            case OperatorCommandDecoder.TEMPLATE_ID -> onCommand(record, out);
            default -> {}
        }
    }

    private void onBookTop(RecordView record) {
        record.decode(top);
        if (top.status() == BookStatus.VALID && top.mid() != Fixed8.NULL) {
            exposures.of(record.instrument()).mid(top.mid());
        }
    }

    private void onMarkPrice(RecordView record) {
        long mark = record.decode(markPrice).mark();
        if (mark != Fixed8.NULL) {
            exposures.of(record.instrument()).mark(mark);
        }
    }

    private void onOrderRequested(RecordView record, Emitter out) {
        record.decode(requested);
        long strategy = OrderId.getStrategy(
                requested.buffer(), requested.offset() + OrderRequestedDecoder.strategyEncodingOffset());
        long intent = requested.intent();
        if (!intents.advance(strategy, intent)) {
            return;
        }
        int instrument = record.instrument();
        Reason ofStrategy = modes.refusal(strategy);
        if (ofStrategy == Reason.NONE) {
            verdict.judge(requested, exposures.of(instrument), limitsOf(instrument), halted);
        } else {
            verdict.refuse(ofStrategy);
        }
        if (verdict.reason == Reason.NONE) {
            exposures.open(strategy, intent, instrument, requested.side(), requested.quantity());
        }
        records.decision(strategy, intent, instrument, verdict, out);
    }

    private void onOrderChanged(RecordView record) {
        record.decode(changed);
        if (OrderLifeCycle.isTerminal(changed.state()) && !isOfUsedIntent()) {
            long strategy = OrderId.getStrategy(
                    changed.buffer(), changed.offset() + OrderChangedDecoder.strategyEncodingOffset());
            exposures.close(strategy, changed.intent());
        }
    }

    /** A request was rejected whose name belongs to an earlier order: nothing is said of that one. */
    private boolean isOfUsedIntent() {
        return changed.previous() == OrderState.NEW && changed.reason() == Reason.DUPLICATE_INTENT;
    }

    private void onFill(RecordView record, Emitter out) {
        record.decode(fill);
        int instrument = record.instrument();
        long strategy = OrderId.getStrategy(fill.buffer(), fill.offset() + FillDecoder.strategyEncodingOffset());
        exposures.fill(strategy, fill.intent(), instrument, fill.side(), fill.quantity());
        Limits allowed = limitsOf(instrument);
        long position = exposures.of(instrument).position;
        if (allowed != null && allowed.areSet() && Math.abs(position) > allowed.maximumPosition()) {
            records.breached(instrument, Math.abs(position), allowed.maximumPosition(), out);
        }
    }

    private void onLimits(RecordView record) {
        record.decode(limitsSet);
        set(new Limits(
                record.instrument(),
                limitsSet.maximumPosition(),
                limitsSet.maximumNotional(),
                limitsSet.maximumOpenOrders()));
    }

    private void onCommand(RecordView record, Emitter out) {
        record.decode(command);
        String who = command.who();
        String what = command.what();
        boolean halt = what.equals("halt");
        if (halt || what.equals("resume")) {
            halted = halt;
            records.tradingChanged(halt, what + " by " + who + ": " + command.why(), out);
        }
    }

    private void set(Limits these) {
        while (limits.size() <= these.instrument()) {
            limits.add(null);
        }
        limits.set(these.instrument(), these);
    }

    private @Nullable Limits limitsOf(int instrument) {
        Limits own = instrument < limits.size() ? limits.get(instrument) : null;
        return own != null || limits.isEmpty() ? own : limits.get(0);
    }

    /** Keys: exposures (by instrument), halted, intents, limits (by instrument, 0 is the default), modes (by strategy), orders (open, by name). */
    @Override
    public void writeState(WireOut state) {
        exposures.writeState(state);
        state.write("halted").bool(halted);
        intents.writeState(state);
        state.write("limits").sequence(limits, (all, out) -> {
            for (Limits each : all) {
                if (each != null) {
                    out.marshallable(each::writeState);
                }
            }
        });
        modes.writeState(state);
        exposures.writeOrders(state);
    }

    @Override
    public void readState(WireIn state) {
        exposures.readState(state);
        halted = state.read("halted").bool();
        intents.readState(state);
        state.read("limits").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> to.set(Limits.readState(wire)));
            }
        });
        modes.readState(state);
        exposures.readOrders(state);
    }
}
