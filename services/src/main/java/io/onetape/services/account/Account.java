package io.onetape.services.account;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.AccountChangedDecoder;
import io.onetape.journal.schema.AccountSnapshotDecoder;
import io.onetape.journal.schema.AmendRequestedDecoder;
import io.onetape.journal.schema.BalanceChangedDecoder;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.CancelRequestedDecoder;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.CorrectionDecoder;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.FundingPaidDecoder;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.RiskDecisionDecoder;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import io.onetape.journal.schema.SubmitAmendDecoder;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.services.orders.SeenFills;
import io.onetape.services.reference.InstrumentsState;
import java.util.List;
import java.util.Set;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Positions, cash and profit and loss of the account, a function of the fills, payments and prices seen so far. Linear contracts only: a fill of an inverse
 * one throws. A position is valued at the venue's mark price once there is one, else at the middle of the last valid book, else at our last fill. In hedge
 * mode (fills with a position side) an instrument's long and short position are two, each with its own average price and its own PositionChanged. A fill that
 * is delivered twice counts once: {@link SeenFills}.
 *
 * <p>Net = total profit and loss - fees + funding; equity = capital + net. The capital comes from ConfigSet {@code account.capital} or
 * SimulationConfigured, the later one holds; where nobody sets it, the venue's first AccountSnapshot does. BalanceChanged moves it: money in or out, but for the
 * reasons ORDER and FUNDING_FEE, which come by Fill and FundingPaid. Sums over instruments are exact and rounded once.
 *
 * <p>What the venue says that we have is compared in {@link Reconciliation}; the account's figures go out by {@link AccountReport}.
 *
 * <p>Owned by one thread; the getters are for that thread too. Long because it listens to eleven kinds of records and is asked for as many figures.
 */
public final class Account implements Processor {
    private static final Set<String> REASONS_OF_PROFIT = Set.of("ORDER", "FUNDING_FEE"); // looked up, never iterated

    private final FillDecoder fill = new FillDecoder();
    private final FundingPaidDecoder paid = new FundingPaidDecoder();
    private final MarkPriceUpdateDecoder markPrice = new MarkPriceUpdateDecoder();
    private final BookTopDecoder top = new BookTopDecoder();
    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final SimulationConfiguredDecoder simulation = new SimulationConfiguredDecoder();
    private final OrderChangedDecoder orderChanged = new OrderChangedDecoder();
    private final BalanceChangedDecoder balanceChanged = new BalanceChangedDecoder();
    private final CorrectionDecoder correction = new CorrectionDecoder();

    private final Instruments instruments = new Instruments();
    private final Ledger ledger = new Ledger();
    private final Balances balances = new Balances();
    private final OpenOrders orders = new OpenOrders();
    private final FillCounts fills = new FillCounts();
    private final SeenFills seenFills = new SeenFills();
    private final AccountSettings settings = new AccountSettings();
    private final AccountReport report = new AccountReport();
    private final AccountRecords records = new AccountRecords();
    private final Reconciliation reconciliation = new Reconciliation(instruments, ledger, balances, settings, records);

    @Override
    public String name() {
        return "account";
    }

    @Override
    public boolean passesOver(int templateId) {
        return switch (templateId) {
            case DepthUpdateDecoder.TEMPLATE_ID,
                    DepthOrderDecoder.TEMPLATE_ID,
                    QuoteUpdateDecoder.TEMPLATE_ID,
                    TradePrintDecoder.TEMPLATE_ID,
                    OrderRequestedDecoder.TEMPLATE_ID,
                    CancelRequestedDecoder.TEMPLATE_ID,
                    AmendRequestedDecoder.TEMPLATE_ID,
                    RiskDecisionDecoder.TEMPLATE_ID,
                    SubmitOrderDecoder.TEMPLATE_ID,
                    SubmitCancelDecoder.TEMPLATE_ID,
                    SubmitAmendDecoder.TEMPLATE_ID,
                    VenueReplyDecoder.TEMPLATE_ID,
                    PositionChangedDecoder.TEMPLATE_ID,
                    AccountChangedDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    @Override
    public long attentiveFromNanos() {
        return report.nextNanos(ledger);
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        long now = record.recordedAtNanos();
        report.beginDay(now, ledger);
        switch (record.templateId()) {
            case BookTopDecoder.TEMPLATE_ID -> onBookTop(record);
            case MarkPriceUpdateDecoder.TEMPLATE_ID -> onMarkPrice(record);
            case FillDecoder.TEMPLATE_ID -> onFill(record, out);
            case FundingPaidDecoder.TEMPLATE_ID -> onFundingPaid(record, out);
            case OrderChangedDecoder.TEMPLATE_ID -> onOrderChanged(record);
            case BalanceChangedDecoder.TEMPLATE_ID -> onBalanceChanged(record);
            case AccountSnapshotDecoder.TEMPLATE_ID -> {
                record.decode(reconciliation.decoder());
                reconciliation.compare(out);
            }
            case CorrectionDecoder.TEMPLATE_ID -> onCorrection(record, out);
            case InstrumentDefinedDecoder.TEMPLATE_ID, CycleStartedDecoder.TEMPLATE_ID -> onInstruments(record);
            case SimulationConfiguredDecoder.TEMPLATE_ID ->
                ledger.open(record.decode(simulation).capital());
            case ConfigSetDecoder.TEMPLATE_ID -> onConfig(record, out);
            default -> {}
        }
        report.settle(now, ledger, orders, settings.rates, out);
    }

    private void onInstruments(RecordView record) {
        instruments.apply(record);
        if (settings.asset.isEmpty() && !instruments.all().isEmpty()) {
            settings.asset = instruments.all().get(0).quoteAsset();
        }
    }

    private void onBookTop(RecordView record) {
        record.decode(top);
        if (top.status() == BookStatus.VALID && top.mid() != Fixed8.NULL) {
            ledger.mark(record.instrument(), top.mid(), MarkSource.MID);
        }
    }

    private void onMarkPrice(RecordView record) {
        long mark = record.decode(markPrice).mark();
        if (mark != Fixed8.NULL) {
            ledger.mark(record.instrument(), mark, MarkSource.VENUE);
        }
    }

    private void onFill(RecordView record, Emitter out) {
        Instrument instrument = instruments.get(record.instrument());
        if (instrument.contract() != Contract.LINEAR) {
            throw new IllegalStateException("expected a linear contract, found a fill of " + instrument.symbol()
                    + ", which is " + instrument.contract() + ", at " + record.sequence());
        }
        record.decode(fill);
        if (!seenFills.isNew(record.instrument(), fill)) {
            return;
        }
        Holding holding = ledger.fill(instrument.id(), fill.positionSide(), fill.side(), fill.price(), fill.quantity());
        payFee(instrument, holding, out);
        ledger.equity.settle();
        fills.add(fill);
        if (fill.liquidation() == Flag.YES) {
            String detail = "the venue has closed " + Fixed8.toString(fill.quantity()) + " of " + instrument.symbol()
                    + " at " + Fixed8.toString(fill.price()) + ", by the fill at " + record.sequence();
            records.alert(instrument.id(), Severity.CRITICAL, "liquidation", detail, out);
        }
        if (holding.isOnTheWrongSide()) {
            String detail = "expected a " + holding.side + " position of " + instrument.symbol() + ", found "
                    + Fixed8.toString(holding.position) + " after the fill at " + record.sequence();
            records.alert(instrument.id(), Severity.CRITICAL, "position-side", detail, out);
        }
        records.changed(holding, ledger.equity(), out);
    }

    private void payFee(Instrument instrument, Holding holding, Emitter out) {
        long fee = fill.fee();
        if (fee == Fixed8.NULL || fee == 0) {
            return;
        }
        String asset = fill.feeAsset();
        if (!asset.isEmpty() && !asset.equals(instrument.quoteAsset())) {
            String detail = "expected a fee in " + instrument.quoteAsset() + ", found " + Fixed8.toString(fee) + " "
                    + asset + ": it is not counted";
            records.alert(instrument.id(), Severity.CRITICAL, "fee-asset", detail, out);
            balances.add(asset, Math.negateExact(fee));
            return;
        }
        ledger.payFee(holding, fee);
    }

    private void onFundingPaid(RecordView record, Emitter out) {
        long payment = record.decode(paid).payment();
        Holding holding = ledger.holdings.of(record.instrument());
        ledger.fund(holding, payment);
        records.changed(holding, ledger.equity(), out);
    }

    private void onOrderChanged(RecordView record) {
        Holding holding = ledger.holdings.find(record.instrument(), PositionSide.BOTH);
        long mark = holding == null ? Fixed8.NULL : holding.mark;
        ledger.moved |= orders.apply(record.decode(orderChanged), mark);
    }

    private void onBalanceChanged(RecordView record) {
        record.decode(balanceChanged);
        long balance = balanceChanged.balance();
        long change = balanceChanged.change();
        String asset = balanceChanged.asset();
        boolean transfer = !REASONS_OF_PROFIT.contains(balanceChanged.reason());
        if (!asset.equals(settings.asset)) {
            if (balance != Fixed8.NULL) {
                balances.set(asset, balance);
            } else if (change != Fixed8.NULL) {
                balances.add(asset, change);
            }
        } else if (transfer && change != Fixed8.NULL) {
            ledger.transfer(change);
        }
    }

    /** Ours or an operator's: what it says is added where it stands on the tape. */
    private void onCorrection(RecordView record, Emitter out) {
        record.decode(correction);
        int id = record.instrument();
        long position = correction.position() == Fixed8.NULL ? 0 : correction.position();
        long cash = correction.cash() == Fixed8.NULL ? 0 : correction.cash();
        if (id == 0 ? position != 0 : !mayCorrect(instruments, id)) {
            String detail = "expected " + (id == 0 ? "no position" : "a linear contract") + ", found a correction by "
                    + Fixed8.toString(position) + " of instrument " + id + " at " + record.sequence();
            records.alert(id, Severity.CRITICAL, "correction-refused", detail, out);
            return;
        }
        Holding holding = ledger.holdings.of(id, correction.positionSide());
        ledger.correct(holding, position, cash);
        holding.correcting = false;
        records.changed(holding, ledger.equity(), out);
    }

    /** True if positions of this instrument can be corrected: it is a linear contract that is defined. */
    public static boolean mayCorrect(Instruments instruments, int id) {
        return instruments
                .find(id)
                .filter(instrument -> instrument.contract() == Contract.LINEAR)
                .isPresent();
    }

    private void onConfig(RecordView record, Emitter out) {
        record.decode(config);
        String key = config.key();
        if (!key.startsWith("account.")) {
            config.skipValue();
            return;
        }
        String value = config.value();
        try {
            if (key.equals("account.capital")) {
                ledger.open(Fixed8.parse(value));
            } else {
                settings.set(key, value);
            }
        } catch (IllegalArgumentException e) {
            records.alert(0, Severity.CRITICAL, "configuration", key + ": " + e.getMessage(), out);
        }
    }

    /** For checks. */
    Ledger ledger() {
        return ledger;
    }

    public long capital() {
        return ledger.capital;
    }

    /** capital + {@link #netPnl()}. */
    public long equity() {
        return ledger.equity();
    }

    /** Realised + unrealised - fees + funding. */
    public long netPnl() {
        return ledger.netPnl();
    }

    /** {@link #netPnl()} when the day (UTC) of the last record began: before its first record. */
    public long netPnlAtMidnight() {
        return ledger.equity.netAtDayStart();
    }

    /** By average cost. */
    public long realizedPnl() {
        return ledger.holdings.realized();
    }

    /** Total less realised. */
    public long unrealizedPnl() {
        return ledger.holdings.total() - ledger.holdings.realized();
    }

    /** Positive when paid. */
    public long fees() {
        return ledger.holdings.fees();
    }

    /** Negative when paid. */
    public long funding() {
        return ledger.holdings.funding();
    }

    /** The largest fall of the equity from its highest so far, looked at after every record that moved it. Positive. */
    public long maxDrawdown() {
        return ledger.equity.maxDrawdown();
    }

    public long fills() {
        return fills.maker + fills.taker + fills.unknown;
    }

    public long makerFills() {
        return fills.maker;
    }

    public long takerFills() {
        return fills.taker;
    }

    /** Sum of price x quantity of all fills. */
    public long turnover() {
        return fills.turnover.toFixed8HalfEven();
    }

    /** Every instrument that had a price, a fill or a payment, by id; in hedge mode its long and short position behind it. Id 0: what no instrument explains. */
    public List<HeldPosition> positions() {
        return ledger.holdings.positions();
    }

    /** Keys: balances (by asset), fills, instruments, ledger (with positions by instrument), openOrders (by name), reconciliation, report, seenFills, settings. */
    @Override
    public void writeState(WireOut state) {
        balances.writeState(state);
        state.write("fills").marshallable(fills::writeState);
        InstrumentsState.write(instruments, state);
        state.write("ledger").marshallable(ledger::writeState);
        orders.writeState(state);
        state.write("reconciliation").marshallable(reconciliation::writeState);
        state.write("report").marshallable(report::writeState);
        seenFills.writeState(state);
        state.write("settings").marshallable(settings::writeState);
    }

    @Override
    public void readState(WireIn state) {
        balances.readState(state);
        state.read("fills").marshallable(fills::readState);
        InstrumentsState.read(instruments, state);
        state.read("ledger").marshallable(ledger::readState);
        orders.readState(state);
        state.read("reconciliation").marshallable(reconciliation::readState);
        state.read("report").marshallable(report::readState);
        seenFills.readState(state);
        state.read("settings").marshallable(settings::readState);
    }
}
