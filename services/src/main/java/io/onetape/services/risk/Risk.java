package io.onetape.services.risk;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.AccountChangedDecoder;
import io.onetape.journal.schema.AlertRaisedDecoder;
import io.onetape.journal.schema.AmendRequestedDecoder;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.CancelRequestedDecoder;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.CorrectionDecoder;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.OperatorCommandDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReconciliationFinishedDecoder;
import io.onetape.journal.schema.RiskDecisionDecoder;
import io.onetape.journal.schema.RiskLimitsSetDecoder;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import io.onetape.journal.schema.StrategyChangedDecoder;
import io.onetape.journal.schema.SubmitAmendDecoder;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.schema.TradingHaltedDecoder;
import io.onetape.journal.schema.TradingState;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.services.account.Account;
import io.onetape.services.account.MarginRates;
import io.onetape.services.orders.LastIntents;
import io.onetape.services.orders.OrderLifeCycle;
import io.onetape.services.orders.SeenFills;
import io.onetape.services.reference.InstrumentsState;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * Passes or refuses every order against its worst case, see {@link Verdicts}. An instrument without limits of its own has the default ones (instrument 0);
 * without any, everything is refused. What has passed counts until it has ended, so that position and open orders together never exceed a limit. New limits:
 * {@link LimitChanges}, and of instruments that are not defined yet {@link AwaitedLimits}; limits that are exceeded all the same: {@link Breaches}.
 *
 * <p>Emergency stop, see {@link TradingSwitch}. It is reached by an operator's {@code halt} or {@code halt flatten}, by a breach whose limits say so, by too many
 * {@link Rejections}, by a liquidation, by the alerts {@code service-unhealthy} and {@code reconciliation} if they are CRITICAL, and by the sequencer whose clock has stepped.
 *
 * <p>The account's equity and draw-down are what AccountChanged says, once a second, and from then on what prices and fills have added to them. Those of an
 * instrument and a strategy are counted here, from 00:00 UTC, fees at their face value; funding is the account's only. A request whose intent was used before
 * gets no verdict: execution rejects it. A strategy that is not in live mode, or in quarantine, gets nothing passed: {@link StrategyModes}.
 *
 * <p>An amend gets a decision, caused by its request, unless risk knows no such open order. Once it has passed, the larger of the two quantities counts until
 * it is settled: {@link AmendsUnderWay}. A fill that is delivered twice counts once: {@link SeenFills}.
 *
 * <p>Owned by one thread. Long because it listens to twenty kinds of records: what they mean is elsewhere.
 */
public final class Risk implements Processor {
    private static final long DAY = 86_400_000_000_000L;

    private final RiskLimitsSetDecoder limitsSet = new RiskLimitsSetDecoder();
    private final OrderRequestedDecoder requested = new OrderRequestedDecoder();
    private final AmendRequestedDecoder amendRequested = new AmendRequestedDecoder();
    private final OrderChangedDecoder changed = new OrderChangedDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final BookTopDecoder top = new BookTopDecoder();
    private final MarkPriceUpdateDecoder markPrice = new MarkPriceUpdateDecoder();
    private final OperatorCommandDecoder command = new OperatorCommandDecoder();
    private final AccountChangedDecoder account = new AccountChangedDecoder();
    private final AlertRaisedDecoder alert = new AlertRaisedDecoder();
    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final CorrectionDecoder correction = new CorrectionDecoder();
    private final ReconciliationFinishedDecoder reconciled = new ReconciliationFinishedDecoder();
    private final StrategyChangedDecoder strategyChanged = new StrategyChangedDecoder();
    private final TradingHaltedDecoder tradingHalted = new TradingHaltedDecoder();

    private final Instruments instruments = new Instruments();
    private final Scopes scopes = new Scopes(instruments);
    private final Exposures exposures = new Exposures(scopes);
    private final LastIntents intents = new LastIntents();
    private final SeenFills seenFills = new SeenFills();
    private final StrategyModes modes = new StrategyModes();
    private final MarginRates rates = new MarginRates();
    private final Rejections rejections = new Rejections();
    private final Verdicts verdict = new Verdicts(scopes, rates);
    private final RiskRecords records = new RiskRecords();
    private final TradingSwitch trading = new TradingSwitch(scopes, exposures.orders(), records);
    private final Breaches breaches = new Breaches(scopes, rates, trading, records);
    private final LimitChanges limitChanges = new LimitChanges(scopes, breaches, records);
    private final AwaitedLimits awaited = new AwaitedLimits(instruments, limitChanges, records);
    private final RiskState states = new RiskState(scopes, exposures);
    private long dayEndsNanos;
    private long firstOfDay;

    @Override
    public String name() {
        return "risk";
    }

    @Override
    public boolean passesOver(int templateId) {
        return switch (templateId) {
            case DepthUpdateDecoder.TEMPLATE_ID,
                    DepthOrderDecoder.TEMPLATE_ID,
                    QuoteUpdateDecoder.TEMPLATE_ID,
                    TradePrintDecoder.TEMPLATE_ID,
                    CancelRequestedDecoder.TEMPLATE_ID,
                    RiskDecisionDecoder.TEMPLATE_ID,
                    VenueReplyDecoder.TEMPLATE_ID,
                    PositionChangedDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    @Override
    public long attentiveFromNanos() {
        return dayEndsNanos;
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        long now = record.recordedAtNanos();
        if (now >= dayEndsNanos) {
            dayEndsNanos = (Math.floorDiv(now, DAY) + 1) * DAY;
            firstOfDay = record.sequence();
            scopes.forEach(Limited::beginDay);
        }
        switch (record.templateId()) {
            case BookTopDecoder.TEMPLATE_ID -> onBookTop(record, out);
            case MarkPriceUpdateDecoder.TEMPLATE_ID -> onMarkPrice(record, out);
            case OrderRequestedDecoder.TEMPLATE_ID -> onOrderRequested(record, out);
            case AmendRequestedDecoder.TEMPLATE_ID -> onAmendRequested(record, out);
            case OrderChangedDecoder.TEMPLATE_ID -> onOrderChanged(record, out);
            case SubmitOrderDecoder.TEMPLATE_ID, SubmitCancelDecoder.TEMPLATE_ID, SubmitAmendDecoder.TEMPLATE_ID ->
                trading.active(record.sequence());
            case FillDecoder.TEMPLATE_ID -> onFill(record, out);
            case AccountChangedDecoder.TEMPLATE_ID -> onAccountChanged(record, out);
            case CorrectionDecoder.TEMPLATE_ID -> onCorrection(record, out);
            case ReconciliationFinishedDecoder.TEMPLATE_ID ->
                trading.reconciled(record.causedBy(), record.decode(reconciled).differences());
            case RiskLimitsSetDecoder.TEMPLATE_ID -> onLimits(record, out);
            case InstrumentDefinedDecoder.TEMPLATE_ID, CycleStartedDecoder.TEMPLATE_ID -> {
                instruments.apply(record);
                awaited.defined(out);
            }
            case ConfigSetDecoder.TEMPLATE_ID -> onConfig(record, out);
            case SimulationConfiguredDecoder.TEMPLATE_ID -> trading.simulated();
            case StrategyChangedDecoder.TEMPLATE_ID -> modes.apply(record.decode(strategyChanged));
            case OperatorCommandDecoder.TEMPLATE_ID -> onCommand(record, out);
            case AlertRaisedDecoder.TEMPLATE_ID -> onAlert(record, out);
            case TradingHaltedDecoder.TEMPLATE_ID -> onTradingHalted(record, out);
            default -> {}
        }
    }

    private void onLimits(RecordView record, Emitter out) {
        Limits limits = Limits.of(record, record.decode(limitsSet));
        String symbol =
                limits.scope() == LimitScope.INSTRUMENT && limits.instrument() == 0 ? limitsSet.limitedSymbol() : "";
        if (symbol.isEmpty()) {
            limitChanges.take(limits, out);
        } else {
            awaited.take(symbol, limits, out);
        }
    }

    private void onBookTop(RecordView record, Emitter out) {
        record.decode(top);
        if (top.status() == BookStatus.VALID && top.mid() != Fixed8.NULL) {
            mark(record.instrument(), top.mid(), false, out);
        }
    }

    private void onMarkPrice(RecordView record, Emitter out) {
        long mark = record.decode(markPrice).mark();
        if (mark != Fixed8.NULL) {
            mark(record.instrument(), mark, true, out);
        }
    }

    private void mark(int instrument, long price, boolean venue, Emitter out) {
        if (exposures.mark(instrument, price, venue)) {
            breaches.check(instrument, out);
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
        long now = record.recordedAtNanos();
        Reason ofStrategy = modes.refusal(strategy);
        if (ofStrategy == Reason.NONE) {
            verdict.judge(requested, instrument, strategy, now);
        } else {
            verdict.refuse(ofStrategy);
        }
        if (verdict.reason == Reason.NONE) {
            exposures.open(strategy, instrument, requested);
            countPassed(strategy, instrument, now);
        }
        records.decision(strategy, intent, instrument, verdict, out);
    }

    /** Of an order that is not known, or has ended, execution says what there is to say. */
    private void onAmendRequested(RecordView record, Emitter out) {
        record.decode(amendRequested);
        long strategy = OrderId.getStrategy(
                amendRequested.buffer(), amendRequested.offset() + AmendRequestedDecoder.strategyEncodingOffset());
        OpenOrder order = exposures.orders().find(strategy, amendRequested.intent());
        if (order == null) {
            return;
        }
        long now = record.recordedAtNanos();
        long price = amendRequested.price();
        long quantity = amendRequested.quantity();
        boolean raises = order.mayRaise(price, quantity);
        Reason ofStrategy = raises ? modes.refusal(strategy) : Reason.NONE;
        if (ofStrategy == Reason.NONE) {
            verdict.judge(order, price, quantity, now);
        } else {
            verdict.refuse(ofStrategy);
        }
        boolean passed = verdict.reason == Reason.NONE;
        exposures.amend(order, record.sequence(), price, quantity, passed ? Math.max(0, quantity) : 0);
        if (passed && raises) {
            countPassed(strategy, order.instrument, now);
        }
        records.decision(strategy, order.intent, order.instrument, verdict, out);
    }

    private void countPassed(long strategy, int instrument, long nowNanos) {
        countPassed(scopes.instrument(instrument), nowNanos);
        countPassed(scopes.strategy(strategy), nowNanos);
        countPassed(scopes.account, nowNanos);
    }

    private void countPassed(Limited limited, long nowNanos) {
        Limits limits = scopes.limitsOf(limited);
        if (limits != null && limits.maximumOrdersPerSecond() > 0) {
            limited.passed.add(nowNanos);
        }
    }

    private void onOrderChanged(RecordView record, Emitter out) {
        record.decode(changed);
        OrderState state = changed.state();
        long strategy =
                OrderId.getStrategy(changed.buffer(), changed.offset() + OrderChangedDecoder.strategyEncodingOffset());
        if (OrderLifeCycle.isTerminal(state)) {
            if (!isOfUsedIntent()) {
                exposures.close(strategy, changed.intent());
            }
            if (Rejections.counts(changed) && scopes.account.state != TradingState.HALTED) {
                onRejected(record.recordedAtNanos(), out);
            }
            return;
        }
        if (state != OrderState.NEW && state != OrderState.VALIDATING) {
            exposures.follow(strategy, record.instrument(), changed);
        }
        exposures.settleAmends(strategy, changed, record.causedBy());
    }

    /** A request was rejected whose name belongs to an earlier order: nothing is said of that one. */
    private boolean isOfUsedIntent() {
        return changed.previous() == OrderState.NEW && changed.reason() == Reason.DUPLICATE_INTENT;
    }

    private void onRejected(long nowNanos, Emitter out) {
        if (rejections.add(nowNanos)) {
            String detail = rejections.detail(nowNanos);
            trading.become(scopes.account, TradingState.HALTED, Reason.REJECTIONS, false, detail, out);
        }
    }

    private void onFill(RecordView record, Emitter out) {
        record.decode(fill);
        int instrument = record.instrument();
        if (!seenFills.isNew(instrument, fill)) {
            return;
        }
        long strategy = OrderId.getStrategy(fill.buffer(), fill.offset() + FillDecoder.strategyEncodingOffset());
        exposures.fill(strategy, instrument, fill);
        if (fill.liquidation() == Flag.YES) {
            String detail = "the venue has liquidated " + Fixed8.toString(fill.quantity()) + " at "
                    + Fixed8.toString(fill.price());
            trading.become(scopes.account, TradingState.HALTED, Reason.LIQUIDATION, false, detail, out);
        }
        trading.active(record.sequence());
        breaches.afterFill(scopes.exposure(instrument, fill.positionSide()), out);
        breaches.check(instrument, out);
    }

    private void onAccountChanged(RecordView record, Emitter out) {
        record.decode(account);
        // Across processes a report of yesterday may stand behind midnight: its draw-down is not of this day.
        boolean ofYesterday = record.causedBy() != 0 && record.causedBy() < firstOfDay;
        scopes.account.report(account.equity(), ofYesterday ? 0 : account.dailyDrawdown());
        breaches.checkAll(out);
    }

    /** One that the account refuses, with an alert, changes nothing here either. */
    private void onCorrection(RecordView record, Emitter out) {
        record.decode(correction);
        int id = record.instrument();
        long position = correction.position() == Fixed8.NULL ? 0 : correction.position();
        long cash = correction.cash() == Fixed8.NULL ? 0 : correction.cash();
        if (id == 0 ? position == 0 : Account.mayCorrect(instruments, id)) {
            exposures.correct(id, correction.positionSide(), position, cash);
            breaches.check(id, out);
        }
    }

    private void onConfig(RecordView record, Emitter out) {
        record.decode(config);
        String key = config.key();
        String value = config.value();
        try {
            if (key.equals(Rejections.SETTING)) {
                rejections.set(value);
            } else {
                rates.set(key, value);
            }
        } catch (IllegalArgumentException e) {
            if (key.equals(Rejections.SETTING)) { // of the rates the account says it
                records.critical(0, "configuration", key + ": " + e.getMessage(), out);
            }
        }
    }

    private void onCommand(RecordView record, Emitter out) {
        record.decode(command);
        String who = command.who();
        String what = command.what();
        String detail = what + " by " + who + ": " + command.why();
        switch (what) {
            case "halt" -> trading.become(scopes.account, TradingState.HALTED, Reason.REQUESTED, false, detail, out);
            case "halt flatten" ->
                trading.become(scopes.account, TradingState.HALTED, Reason.REQUESTED, true, detail, out);
            case "resume" -> {
                if (trading.resume(detail, out)) {
                    rejections.clear();
                }
            }
            default -> {} // somebody else's
        }
    }

    private void onAlert(RecordView record, Emitter out) {
        record.decode(alert);
        if (alert.severity() != Severity.CRITICAL) {
            return;
        }
        String name = alert.name();
        @Nullable Reason reason = switch (name) {
            case "service-unhealthy" -> Reason.UNHEALTHY;
            case "reconciliation" -> Reason.RECONCILIATION;
            default -> null;
        };
        if (reason != null) {
            String detail = name + ": " + alert.detail();
            trading.become(scopes.account, TradingState.HALTED, reason, false, detail, out);
        }
    }

    /** Our own ones say what we know; the sequencer's does not. */
    private void onTradingHalted(RecordView record, Emitter out) {
        record.decode(tradingHalted);
        if (tradingHalted.reason() == Reason.CLOCK_STEPPED) {
            trading.adopt(tradingHalted.state(), tradingHalted.detail(), out);
        }
    }

    /**
     * Keys: awaited (limits by symbol, of instruments that are not defined yet), dayEndsNanos, exposures (by instrument), firstOfDay, instruments, intents, limits (instruments, 0 is the default, strategies, the account), orders (open, by name), prices,
     * rates, rejections, scopes, seenFills, trading.
     */
    @Override
    public void writeState(WireOut state) {
        awaited.writeState(state);
        state.write("dayEndsNanos").int64(dayEndsNanos);
        states.writeExposures(state);
        state.write("firstOfDay").int64(firstOfDay);
        InstrumentsState.write(instruments, state);
        intents.writeState(state);
        states.writeLimits(state);
        modes.writeState(state);
        states.writeOrders(state);
        states.writePrices(state);
        state.write("rates").marshallable(rates::writeState);
        state.write("rejections").marshallable(rejections::writeState);
        states.writeScopes(state);
        seenFills.writeState(state);
        state.write("trading").marshallable(trading::writeState);
    }

    @Override
    public void readState(WireIn state) {
        awaited.readState(state);
        dayEndsNanos = state.read("dayEndsNanos").int64();
        states.readExposures(state);
        firstOfDay = state.read("firstOfDay").int64();
        InstrumentsState.read(instruments, state);
        intents.readState(state);
        states.readLimits(state);
        modes.readState(state);
        states.readOrders(state);
        states.readPrices(state);
        state.read("rates").marshallable(rates::readState);
        state.read("rejections").marshallable(rejections::readState);
        states.readScopes(state);
        seenFills.readState(state);
        state.read("trading").marshallable(trading::readState);
    }
}
