package io.onetape.backtest.metrics.path;

import io.onetape.backtest.metrics.figure.PnlByCause;
import io.onetape.backtest.metrics.statistics.Exact;
import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.account.MarkSource;

/** One instrument's position and money, each rounded nowhere. Moves the account's equity with it. Single-threaded. */
public final class Traded {
    private final String symbol;
    private final MidAccount mids;
    private final EquityPath equity;
    private final ExactSum cash = new ExactSum();
    private final ExactSum scratch = new ExactSum();
    private MarkSource markFrom = MarkSource.NONE;
    private long mark = Fixed8.NULL;
    private long position;
    private long fees;
    private long funding;
    private boolean traded;

    public Traded(String symbol, EquityPath equity, MarkoutBlocks blocks) {
        this.symbol = symbol;
        this.equity = equity;
        mids = new MidAccount(blocks);
    }

    public String symbol() {
        return symbol;
    }

    public MidAccount mids() {
        return mids;
    }

    /** Values the position, unless a better source has spoken. */
    public void mark(long price, MarkSource from) {
        if (from.compareTo(markFrom) < 0) {
            return;
        }
        if (position != 0 && price != mark) {
            equity.addProduct(position, Math.subtractExact(price, mark));
        }
        mark = price;
        markFrom = from;
    }

    public void fill(long price, long signedQuantity, long fee) {
        mark(price, MarkSource.FILL);
        equity.addProduct(Math.subtractExact(mark, price), signedQuantity);
        equity.add(-fee);
        cash.subtractProduct(signedQuantity, price);
        position = Math.addExact(position, signedQuantity);
        fees = Math.addExact(fees, fee);
        traded = true;
    }

    public void fund(long payment) {
        equity.add(payment);
        funding = Math.addExact(funding, payment);
        traded = true;
    }

    public void correct(long positionChange, long cashChange) {
        if (positionChange != 0 && mark == Fixed8.NULL) {
            mark(Fixed8.divide(Math.negateExact(cashChange), positionChange), MarkSource.FILL);
        }
        if (positionChange != 0) {
            equity.addProduct(positionChange, mark);
        }
        equity.add(cashChange);
        mids.correct(positionChange, cashChange, mark);
        cash.add(cashChange);
        position = Math.addExact(position, positionChange);
        traded = true;
    }

    /** True if money has moved. */
    public boolean isTraded() {
        return traded;
    }

    long position() {
        return position;
    }

    public long fees() {
        return fees;
    }

    public long funding() {
        return funding;
    }

    /** After {@link MidAccount#end}. */
    public PnlByCause causes() {
        long mid = mids.mid();
        scratch.clear();
        if (position != 0) {
            scratch.addProduct(position, Math.subtractExact(mark, mid));
        }
        ExactSum total = new ExactSum();
        total.set(cash);
        if (position != 0) {
            total.addProduct(position, mark);
        }
        total.add(-fees);
        total.add(funding);
        return new PnlByCause(
                symbol,
                Exact.decimal(mids.captured()),
                Exact.decimal(mids.midMove()),
                java.math.BigDecimal.valueOf(fees, 8),
                java.math.BigDecimal.valueOf(funding, 8),
                Exact.decimal(scratch),
                Exact.decimal(mids.corrections()),
                Exact.decimal(total),
                position,
                mark,
                mid,
                markFrom.name(),
                mids.withoutMid());
    }
}
