package io.onetape.services.ops.metrics;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.AccountChangedDecoder;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.ArrayList;
import java.util.List;

/**
 * The account's money as its last AccountChanged tells it, in the quote asset. Doubles, for a chart: nothing is reckoned with them. One thread writes; any thread
 * collects.
 */
final class Money {
    /** All of one record; not a number where it is not known. */
    private record Values(
            double pnl,
            double realized,
            double unrealized,
            double daily,
            double balance,
            double available,
            double equity,
            double marginRatio,
            double leverage,
            double maximumDrawdown,
            double dailyDrawdown) {}

    private static final double UNKNOWN = Double.NaN;

    // The record comes at most once a second, so an object for each is no garbage to speak of.
    private volatile Values values = new Values(
            UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

    private final SharpeRatio sharpe = new SharpeRatio();

    void onAccount(AccountChangedDecoder from, long nanos) {
        sharpe.onEquity(number(from.equity()), nanos);
        double realized = number(from.realizedPnl());
        double unrealized = number(from.unrealizedPnl());
        double paid = number(from.fees()) - number(from.funding());
        double balance = number(from.balance());
        double capital = balance - realized + paid;
        values = new Values(
                realized + unrealized - paid,
                realized,
                unrealized,
                number(from.dailyPnl()),
                balance,
                number(from.available()),
                number(from.equity()),
                number(from.marginRatio()),
                number(from.leverage()),
                percent(number(from.maximumDrawdown()), capital),
                percent(number(from.dailyDrawdown()), capital));
    }

    List<MetricFamilySamples> collect() {
        Values now = values;
        List<MetricFamilySamples> families = new ArrayList<>();
        families.add(Gauges.of("pnl_usdt", "Realised + unrealised - fees + funding", now.pnl));
        families.add(Gauges.of("realized_pnl_usdt", "Realised profit and loss", now.realized));
        families.add(Gauges.of("unrealized_pnl_usdt", "Unrealised profit and loss", now.unrealized));
        families.add(Gauges.of("daily_pnl_usdt", "Equity less equity at 00:00 UTC", now.daily));
        families.add(Gauges.of("balance_usdt", "Capital + realised - fees + funding", now.balance));
        families.add(Gauges.of("available_balance_usdt", "Equity less initial margin", now.available));
        families.add(Gauges.of("equity_usdt", "Balance + unrealised", now.equity));
        families.add(Gauges.of("margin_ratio", "Equity by maintenance margin", now.marginRatio));
        families.add(Gauges.of("leverage_ratio", "Notional by equity", now.leverage));
        families.add(Gauges.of("max_drawdown_pct", "Largest fall of equity, of the capital", now.maximumDrawdown));
        families.add(Gauges.of("sharpe_ratio", "Of returns from minute to minute, a year", sharpe.ratio()));
        families.add(Gauges.of("daily_drawdown_pct", "Fall of equity today, of the capital", now.dailyDrawdown));
        return families;
    }

    private static double number(long fixed8) {
        return fixed8 == Fixed8.NULL ? UNKNOWN : (double) fixed8 / Fixed8.ONE;
    }

    private static double percent(double part, double whole) {
        return whole > 0 ? 100 * part / whole : UNKNOWN;
    }
}
