package io.onetape.services.risk;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.TradingState;
import io.onetape.replay.Emitter;
import io.onetape.services.account.MarginRates;

/**
 * Notices limits that what is held exceeds, though no order was allowed to: after a fill, a change of prices, a correction, a report of the account. Each becomes
 * a RiskBreached, once until it is within the limit again (the position after a fill: at each fill), and then what the limits say that trading becomes.
 *
 * <p>A notional that prices have carried beyond its limit is a breach only if trading becomes something by it: with NORMAL, orders are refused anyway.
 */
final class Breaches {
    static final int DRAWDOWN = 1;
    private static final int LEVERAGE = 2;
    private static final int MARGIN = 4;
    private static final int NOTIONAL = 8;
    private static final int POSITION = 16;

    private final Scopes scopes;
    private final MarginRates rates;
    private final TradingSwitch trading;
    private final RiskRecords records;

    Breaches(Scopes scopes, MarginRates rates, TradingSwitch trading, RiskRecords records) {
        this.scopes = scopes;
        this.rates = rates;
        this.trading = trading;
        this.records = records;
    }

    /** The price of the instrument has moved, or what is held of it. */
    void check(int instrument, Emitter out) {
        Price price = scopes.price(instrument);
        check(scopes.instrument(instrument), out);
        for (int i = 0; i < price.exposures.size(); i++) {
            Exposure exposure = price.exposures.get(i);
            if (exposure.owner.scope == LimitScope.STRATEGY) {
                check(exposure.owner, out);
            }
        }
        check(scopes.account, out);
    }

    /** What the account is worth has been reported. */
    void checkAll(Emitter out) {
        for (int i = 0; i < scopes.size(); i++) {
            Limited limited = scopes.at(i);
            if (limited != null) {
                check(limited, out);
            }
        }
    }

    /** One of our orders has been filled. */
    void afterFill(Exposure filled, Emitter out) {
        Limited instrument = filled.owner;
        Limits limits = scopes.limitsOf(instrument);
        long size = Math.abs(filled.position);
        if (limits != null && limits.areSet() && size > limits.maximumPosition()) {
            TradingState becomes = limits.onBreach();
            String detail = "position after a fill";
            records.breached(
                    instrument,
                    instrument.instrument,
                    Reason.POSITION_LIMIT,
                    size,
                    limits.maximumPosition(),
                    becomes,
                    detail,
                    out);
            trading.become(instrument, becomes, Reason.POSITION_LIMIT, false, detail, out);
        }
    }

    void check(Limited limited, Emitter out) {
        Limits limits = scopes.limitsOf(limited);
        if (limits == null) {
            limited.breached = 0;
            return;
        }
        if (limited.scope != LimitScope.INSTRUMENT) {
            long largest = limits.maximumPosition() == Fixed8.NULL ? 0 : limited.largestPosition();
            boolean beyond = limits.maximumPosition() != Fixed8.NULL && largest > limits.maximumPosition();
            judge(limited, limits, POSITION, beyond, Reason.POSITION_LIMIT, largest, limits.maximumPosition(), out);
        }
        if (limits.watchPrices()) {
            checkMoney(limited, limits, out);
        }
    }

    private void checkMoney(Limited limited, Limits limits, Emitter out) {
        long maximum = limits.maximumDailyDrawdown();
        long drawdown = maximum == Fixed8.NULL ? 0 : limited.drawdown();
        boolean lost = maximum != Fixed8.NULL && drawdown > maximum;
        judge(limited, limits, DRAWDOWN, lost, Reason.DRAWDOWN_LIMIT, drawdown, maximum, out);

        long notional = limited.notional();
        boolean large = limits.maximumNotional() != Fixed8.NULL
                && limits.onBreach() != TradingState.NORMAL
                && notional > limits.maximumNotional();
        judge(limited, limits, NOTIONAL, large, Reason.NOTIONAL_LIMIT, notional, limits.maximumNotional(), out);

        if (!scopes.account.isEquityKnown()) {
            return;
        }
        long equity = Math.max(0, scopes.account.equity());
        long leverage = MarginRates.ratio(notional, equity);
        boolean levered = limits.maximumLeverage() != Fixed8.NULL
                && notional > 0
                && (leverage == Fixed8.NULL || leverage > limits.maximumLeverage());
        judge(limited, limits, LEVERAGE, levered, Reason.LEVERAGE_LIMIT, leverage, limits.maximumLeverage(), out);

        long ratio = MarginRates.ratio(equity, rates.maintenanceMargin(notional));
        boolean thin = ratio != Fixed8.NULL && ratio < limits.minimumMarginRatio(); // no limit is the smallest number
        judge(limited, limits, MARGIN, thin, Reason.MARGIN_RATIO, ratio, limits.minimumMarginRatio(), out);
    }

    private void judge(
            Limited limited,
            Limits limits,
            int bit,
            boolean beyond,
            Reason reason,
            long value,
            long allowed,
            Emitter out) {
        boolean before = (limited.breached & bit) != 0;
        if (beyond == before) {
            return;
        }
        limited.breached ^= bit;
        if (beyond) {
            String detail = scopes.name(limited) + ": expected " + (bit == MARGIN ? "at least " : "at most ")
                    + Fixed8.toString(allowed) + ", found " + Fixed8.toString(value);
            records.breached(limited, limited.instrument, reason, value, allowed, limits.onBreach(), detail, out);
            trading.become(limited, limits.onBreach(), reason, false, detail, out);
        }
    }
}
