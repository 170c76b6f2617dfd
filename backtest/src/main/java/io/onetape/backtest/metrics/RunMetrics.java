package io.onetape.backtest.metrics;

import io.onetape.backtest.metrics.figure.Curve;
import io.onetape.backtest.metrics.figure.DayReturn;
import io.onetape.backtest.metrics.figure.Drawdown;
import io.onetape.backtest.metrics.figure.EquityFigures;
import io.onetape.backtest.metrics.figure.Latencies;
import io.onetape.backtest.metrics.figure.Markouts;
import io.onetape.backtest.metrics.figure.PnlByCause;
import io.onetape.backtest.metrics.figure.QueueFigures;
import io.onetape.backtest.metrics.figure.RoundTrips;
import io.onetape.backtest.metrics.figure.Span;
import io.onetape.backtest.metrics.figure.Trading;
import io.onetape.backtest.metrics.statistics.Sharpe;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All numbers of a run. Each is explained, with its unit and formula, in docs/formats.md.
 *
 * @param days whole days only
 * @param trading of the account
 * @param tradingBySymbol of each instrument that had orders
 * @param causes of all instruments together
 * @param causesBySymbol of each instrument that was traded
 * @param queueBySymbol of each instrument that had orders at the venue
 */
public record RunMetrics(
        Span span,
        EquityFigures equity,
        List<DayReturn> days,
        Sharpe sharpe,
        Sharpe intraday,
        Drawdown drawdown,
        RoundTrips roundTrips,
        Trading trading,
        SortedMap<String, Trading> tradingBySymbol,
        Markouts markouts,
        PnlByCause causes,
        List<PnlByCause> causesBySymbol,
        SortedMap<String, QueueFigures> queueBySymbol,
        Latencies latencies,
        Curve curve) {
    public RunMetrics {
        days = List.copyOf(days);
        tradingBySymbol = new TreeMap<>(tradingBySymbol);
        queueBySymbol = new TreeMap<>(queueBySymbol);
        causesBySymbol = List.copyOf(causesBySymbol);
    }

    /** Of a tape with orders: the result of a backtest, or a session on paper or live. Reads it once. */
    public static RunMetrics of(Tape tape) {
        MetricsPass pass = new MetricsPass();
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                pass.onRecord(reader.record());
            }
        }
        return pass.finish();
    }
}
