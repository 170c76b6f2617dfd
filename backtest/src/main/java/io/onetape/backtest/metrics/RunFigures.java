package io.onetape.backtest.metrics;

import io.onetape.backtest.metrics.figure.DayReturn;
import io.onetape.backtest.metrics.figure.EquityFigures;
import io.onetape.backtest.metrics.figure.Latencies;
import io.onetape.backtest.metrics.figure.PnlByCause;
import io.onetape.backtest.metrics.figure.QueueFigures;
import io.onetape.backtest.metrics.figure.Span;
import io.onetape.backtest.metrics.figure.Trading;
import io.onetape.backtest.metrics.order.Market;
import io.onetape.backtest.metrics.order.Markets;
import io.onetape.backtest.metrics.order.OrderCounts;
import io.onetape.backtest.metrics.path.CurvePoints;
import io.onetape.backtest.metrics.path.EquityPath;
import io.onetape.backtest.metrics.path.MarkoutGroups;
import io.onetape.backtest.metrics.path.Traded;
import io.onetape.backtest.metrics.statistics.Exact;
import io.onetape.backtest.metrics.statistics.Figure;
import io.onetape.backtest.metrics.statistics.SharpeRatios;
import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts the metrics together at the end of a pass. */
final class RunFigures {
    private static final double BASIS_POINTS = 10_000;
    private static final String NO_CAPITAL = "nothing on the tape says the capital";

    private final Markets markets;
    private final Capital capital;
    private final Span span;
    private final OrderCounts all = new OrderCounts();
    private final List<Market> active;

    RunFigures(Markets markets, Capital capital, Span span) {
        this.markets = markets;
        this.capital = capital;
        this.span = span;
        active = markets.all().stream().filter(RunFigures::hasOrders).toList();
        active.forEach(market -> all.add(market.activity().counts()));
    }

    private static boolean hasOrders(Market market) {
        return market.activity().counts().hasAny();
    }

    RunMetrics metrics(DayMarks marks, CurvePoints points, long seed, Latencies latencies) {
        double divisor = capital.positive();
        List<DayReturn> days = divisor > 0 ? marks.days(divisor) : List.of();
        SortedMap<String, Trading> trading = new TreeMap<>();
        SortedMap<String, QueueFigures> queues = new TreeMap<>();
        for (Market market : active) {
            trading.put(market.activity().symbol(), market.activity().counts().trading(true));
            queues.put(market.activity().symbol(), market.activity().queue());
        }
        List<PnlByCause> causes = markets.all().stream()
                .map(market -> market.traded())
                .filter(Traded::isTraded)
                .map(Traded::causes)
                .toList();
        return new RunMetrics(
                span,
                equity(),
                days,
                divisor > 0 ? SharpeRatios.daily(DailyReturns.returns(days)) : SharpeRatios.none(NO_CAPITAL),
                divisor > 0
                        ? SharpeRatios.intraday(points.returns(divisor), points.stepNanos())
                        : SharpeRatios.none(NO_CAPITAL),
                markets.equity().drawdown(capital.value(), span.lastNanos()),
                markets.trips()
                        .roundTrips(markets.all().stream()
                                .mapToInt(Market::openTrips)
                                .sum()),
                all.trading(active.size() <= 1),
                trading,
                new MarkoutGroups(markets.blocks(), seed).markouts(),
                together(causes),
                causes,
                queues,
                latencies,
                points.curve());
    }

    private EquityFigures equity() {
        EquityPath equity = markets.equity();
        long fees = 0;
        long funding = 0;
        for (Market market : markets.all()) {
            fees = Math.addExact(fees, market.traded().fees());
            funding = Math.addExact(funding, market.traded().funding());
        }
        ExactSum turnover = all.notional();
        double perDay = capital.positive() / Fixed8.ONE * span.days();
        return new EquityFigures(
                capital.value(),
                equity.net(),
                equity.highest(),
                equity.lowest(),
                fees,
                funding,
                turnover.toFixed8HalfEven(),
                Figure.ratio(Exact.value(turnover), perDay, "expected a capital above 0, and time"),
                turnover.signum() == 0
                        ? Figure.none("no fill")
                        : Figure.of(BASIS_POINTS * Exact.value(equity.exactNet()) / Exact.value(turnover)));
    }

    private static PnlByCause together(List<PnlByCause> causes) {
        BigDecimal[] sums = new BigDecimal[7];
        java.util.Arrays.fill(sums, BigDecimal.ZERO);
        TreeSet<String> marks = new TreeSet<>();
        long withoutMid = 0;
        for (PnlByCause one : causes) {
            List<BigDecimal> parts = List.of(
                    one.capture(),
                    one.midMove(),
                    one.fees(),
                    one.funding(),
                    one.basis(),
                    one.corrections(),
                    one.total());
            for (int i = 0; i < sums.length; i++) {
                sums[i] = sums[i].add(parts.get(i));
            }
            marks.add(one.markFrom());
            withoutMid += one.withoutMid();
        }
        return new PnlByCause(
                "",
                sums[0],
                sums[1],
                sums[2],
                sums[3],
                sums[4],
                sums[5],
                sums[6],
                0,
                Fixed8.NULL,
                Fixed8.NULL,
                String.join(" ", marks),
                withoutMid);
    }
}
