package io.onetape.services.account;

import io.onetape.journal.schema.AccountChangedEncoder;
import io.onetape.replay.Emitter;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Emits AccountChanged: at the first record, of any kind, that finds something moved and the last report a second old; and at the first record of each day.
 * Days are UTC and begin before that record is applied, so that the figures of the day start at the equity of midnight. Money in or out is no profit.
 */
final class AccountReport {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    private final AccountChangedEncoder changed = new AccountChangedEncoder();
    private long dayEndsNanos;
    private long dueNanos;
    private boolean reported;

    /** From this time on the next record makes something to report, whatever it is. */
    long nextNanos(Ledger ledger) {
        return ledger.moved ? Math.min(dueNanos, dayEndsNanos) : dayEndsNanos;
    }

    /** Before a record is applied: a new day may begin with it. */
    void beginDay(long nowNanos, Ledger ledger) {
        if (nowNanos < dayEndsNanos) {
            return;
        }
        dayEndsNanos = (Math.floorDiv(nowNanos, DAY) + 1) * DAY;
        ledger.equity.beginDay();
        ledger.moved |= reported;
        dueNanos = Math.min(dueNanos, nowNanos);
    }

    /** After a record has been applied. */
    void settle(long nowNanos, Ledger ledger, OpenOrders orders, MarginRates rates, Emitter out) {
        if (ledger.moved && nowNanos >= dueNanos) {
            ledger.moved = false;
            dueNanos = nowNanos + SECOND;
            reported = true;
            emit(ledger, orders, rates, out);
        }
    }

    private void emit(Ledger ledger, OpenOrders orders, MarginRates rates, Emitter out) {
        Holdings holdings = ledger.holdings;
        long realized = holdings.realized();
        long equity = ledger.equity();
        long balance = ledger.balance();
        long notional = holdings.notional();
        long margin = rates.initialMargin(Math.addExact(notional, orders.notional()));
        out.begin(changed, 0);
        changed.balance(balance)
                .available(Math.subtractExact(equity, margin))
                .equity(equity)
                .realizedPnl(realized)
                .unrealizedPnl(holdings.total() - realized)
                .dailyPnl(ledger.equity.dailyPnl())
                .fees(holdings.fees())
                .funding(holdings.funding())
                .marginRatio(MarginRates.ratio(equity, rates.maintenanceMargin(notional)))
                .leverage(MarginRates.ratio(notional, Math.max(0, equity)))
                .dailyDrawdown(ledger.equity.dailyDrawdown())
                .maximumDrawdown(ledger.equity.maxDrawdown());
        out.emit();
    }

    void writeState(WireOut wire) {
        wire.write("dayEndsNanos").int64(dayEndsNanos);
        wire.write("dueNanos").int64(dueNanos);
        wire.write("reported").bool(reported);
    }

    void readState(WireIn wire) {
        dayEndsNanos = wire.read("dayEndsNanos").int64();
        dueNanos = wire.read("dueNanos").int64();
        reported = wire.read("reported").bool();
    }
}
