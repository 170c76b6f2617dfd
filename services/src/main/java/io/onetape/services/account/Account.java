package io.onetape.services.account;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.FundingPaidDecoder;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.services.reference.InstrumentsState;
import io.onetape.services.reference.StateText;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Positions, cash and profit and loss of the account, a function of the fills, payments and prices seen so far. Linear contracts only: a fill of an inverse
 * one throws. A position is valued at the venue's mark price once there is one, else at the middle of the last valid book, else at our last fill.
 *
 * <p>Net = total profit and loss - fees + funding; equity = capital + net. The capital comes from ConfigSet {@code account.capital} or
 * SimulationConfigured, the later one holds. Sums over instruments are exact and rounded once.
 *
 * <p>Owned by one thread; the getters are for that thread too.
 */
public final class Account implements Processor {
    private final FillDecoder fill = new FillDecoder();
    private final FundingPaidDecoder paid = new FundingPaidDecoder();
    private final MarkPriceUpdateDecoder markPrice = new MarkPriceUpdateDecoder();
    private final BookTopDecoder top = new BookTopDecoder();
    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final SimulationConfiguredDecoder simulation = new SimulationConfiguredDecoder();

    private final Instruments instruments = new Instruments();
    private final Holdings holdings = new Holdings();
    private final Equity equity = new Equity();
    private final FillCounts fills = new FillCounts();
    private final AccountRecords records = new AccountRecords();
    private long capital;

    @Override
    public String name() {
        return "account";
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        switch (record.templateId()) {
            case BookTopDecoder.TEMPLATE_ID -> onBookTop(record);
            case MarkPriceUpdateDecoder.TEMPLATE_ID -> onMarkPrice(record);
            case FillDecoder.TEMPLATE_ID -> onFill(record, out);
            case FundingPaidDecoder.TEMPLATE_ID -> onFundingPaid(record, out);
            case InstrumentDefinedDecoder.TEMPLATE_ID, CycleStartedDecoder.TEMPLATE_ID -> instruments.apply(record);
            case SimulationConfiguredDecoder.TEMPLATE_ID ->
                capital = record.decode(simulation).capital();
            case ConfigSetDecoder.TEMPLATE_ID -> onConfig(record, out);
            default -> {}
        }
    }

    private void onBookTop(RecordView record) {
        record.decode(top);
        if (top.status() == BookStatus.VALID && top.mid() != Fixed8.NULL) {
            mark(holdings.of(record.instrument()), top.mid(), MarkSource.MID);
        }
    }

    private void onMarkPrice(RecordView record) {
        long mark = record.decode(markPrice).mark();
        if (mark != Fixed8.NULL) {
            mark(holdings.of(record.instrument()), mark, MarkSource.VENUE);
        }
    }

    private void onFill(RecordView record, Emitter out) {
        Instrument instrument = instruments.get(record.instrument());
        if (instrument.contract() != Contract.LINEAR) {
            throw new IllegalStateException("expected a linear contract, found a fill of " + instrument.symbol()
                    + ", which is " + instrument.contract() + ", at " + record.sequence());
        }
        record.decode(fill);
        Holding holding = holdings.of(instrument.id());
        long price = fill.price();
        long quantity = fill.quantity();
        if (holding.mark == Fixed8.NULL || holding.markSource == MarkSource.FILL) {
            mark(holding, price, MarkSource.FILL);
        }
        holding.fill(fill.side(), price, quantity);
        // Bought below the mark, or sold above it, is gained at once: that is all that a fill does to the equity.
        long towards = Math.subtractExact(holding.mark, price);
        equity.addProduct(towards, fill.side() == Side.BUY ? quantity : -quantity);
        payFee(instrument, holding, out);
        equity.settle();
        fills.add(fill);
        records.changed(holding, equity(), out);
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
            records.alert(instrument.id(), "fee-asset", detail, out);
            return;
        }
        holding.fees = Math.addExact(holding.fees, fee);
        equity.subtract(fee);
    }

    private void onFundingPaid(RecordView record, Emitter out) {
        long payment = record.decode(paid).payment();
        Holding holding = holdings.of(record.instrument());
        holding.funding = Math.addExact(holding.funding, payment);
        equity.subtract(Math.negateExact(payment));
        equity.settle();
        records.changed(holding, equity(), out);
    }

    private void mark(Holding holding, long price, MarkSource source) {
        if (source.compareTo(holding.markSource) < 0) {
            return;
        }
        if (holding.position != 0) {
            equity.addProduct(holding.position, Math.subtractExact(price, holding.mark));
            equity.settle();
        }
        holding.mark = price;
        holding.markSource = source;
    }

    private void onConfig(RecordView record, Emitter out) {
        record.decode(config);
        if (!config.key().equals("account.capital")) {
            config.skipValue();
            return;
        }
        String value = config.value();
        try {
            capital = Fixed8.parse(value);
        } catch (NumberFormatException e) {
            records.alert(0, "configuration", "account.capital: " + e.getMessage(), out);
        }
    }

    public long capital() {
        return capital;
    }

    /** capital + {@link #netPnl()}. */
    public long equity() {
        return Math.addExact(capital, netPnl());
    }

    /** Realised + unrealised - fees + funding. */
    public long netPnl() {
        return holdings.total() - holdings.fees() + holdings.funding();
    }

    /** By average cost. */
    public long realizedPnl() {
        return holdings.realized();
    }

    /** Total less realised. */
    public long unrealizedPnl() {
        return holdings.total() - holdings.realized();
    }

    /** Positive when paid. */
    public long fees() {
        return holdings.fees();
    }

    /** Negative when paid. */
    public long funding() {
        return holdings.funding();
    }

    /** The largest fall of the equity from its highest so far, looked at after every record that moved it. Positive. */
    public long maxDrawdown() {
        return equity.maxDrawdown();
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

    /** Every instrument that had a price, a fill or a payment, by id. */
    public List<HeldPosition> positions() {
        return holdings.positions();
    }

    /** Keys: capital, equity, fills, instruments, positions (by instrument). */
    @Override
    public void writeState(WireOut state) {
        StateText.fixed8(state.write("capital"), capital);
        state.write("equity").marshallable(equity::writeState);
        state.write("fills").marshallable(fills::writeState);
        InstrumentsState.write(instruments, state);
        holdings.writeState(state);
    }

    @Override
    public void readState(WireIn state) {
        capital = StateText.fixed8(state.read("capital"));
        state.read("equity").marshallable(equity::readState);
        state.read("fills").marshallable(fills::readState);
        InstrumentsState.read(instruments, state);
        holdings.readState(state);
    }
}
