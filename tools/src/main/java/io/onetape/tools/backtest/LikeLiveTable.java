package io.onetape.tools.backtest;

import io.onetape.backtest.likelive.Comparison;
import io.onetape.backtest.likelive.Filled;
import io.onetape.backtest.likelive.Fills;
import io.onetape.backtest.likelive.LatencyFit;
import io.onetape.backtest.likelive.QueueFit;
import io.onetape.backtest.likelive.SentOrder;
import io.onetape.backtest.venue.QueueRule;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Shell;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Columns;
import io.onetape.tools.format.Columns.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Real and simulated fills of one session, for people. */
final class LikeLiveTable {
    private static final int MOST_ORDERS = 20;
    private static final double NANOS_PER_MILLI = 1e6;

    private final LikeLiveResult result;
    private final Console console;

    LikeLiveTable(LikeLiveResult result, Console console) {
        this.result = result;
        this.console = console;
    }

    void print() {
        int count = result.session().orders().size();
        say(String.format(Locale.ROOT, "%s session, %,d orders", result.kind(), count));
        result.ownOptions().ifPresent(own -> toType("its own venue was simulated with", own));
        toType("here it is simulated with", result.words().line());
        result.fit().ifPresent(this::fitted);
        totals();
        orders();
        result.fit().ifPresent(fit -> toType("\nto type", result.words().line()));
        console.out().flush();
        console.sayNext(Shell.line(result.command()));
    }

    /** In one line, however long it is: what is broken cannot be copied. */
    private void toType(String what, String options) {
        console.out().line(what + ": " + options);
    }

    private void totals() {
        Columns table = table(
                Column.text("", 24, 12),
                Column.number("REAL", 16, 9, 0),
                Column.number("SIMULATED", 16, 9, 0),
                Column.number("DIFFERENCE", 16, 9, 1));
        row(table, "fills", result.session().real().fills(), result.simulated().fills());
        row(
                table,
                "maker fills",
                result.session().real().makerFills(),
                result.simulated().makerFills());
        for (Instrument one : result.session().scan().instruments()) {
            money(
                    table,
                    "filled " + one.symbol(),
                    result.session().real().filledQuantity(one.id()),
                    result.simulated().filledQuantity(one.id()));
            money(
                    table,
                    "position " + one.symbol(),
                    result.session().real().position(one.id()),
                    result.simulated().position(one.id()));
        }
        money(table, "fees", result.session().real().fees(), result.simulated().fees());
        money(
                table,
                "funding",
                result.session().real().funding(),
                result.simulated().funding());
        row(table, "net P&L", result.realPnl(), result.simulatedPnl());
        said("", result.session().real());
        said("simulated ", result.simulated());
        Comparison counts = result.comparison();
        say(String.format(
                Locale.ROOT,
                "orders filled: both %,d, only real %,d, only simulated %,d, neither %,d; mean squared error of the filled part %.6f, of both to the first fill %.3f ms apart",
                counts.bothFilled(),
                counts.onlyReal(),
                counts.onlySimulated(),
                counts.neither(),
                counts.squaredError(),
                counts.waitError() / NANOS_PER_MILLI));
    }

    /** What of the fills is in no sum. */
    private void said(String whose, Fills fills) {
        if (fills.repeated() > 0) {
            say(String.format(Locale.ROOT, "%sfills that were delivered again count once: %,d", whose, fills.repeated()));
        }
        fills.otherFees()
                .forEach((asset, fee) -> say(
                        whose + "fees of " + Fixed8.toString(fee) + " " + asset + " are in no sum: nothing prices them"));
    }

    /** Those that differ most in what was filled, the first sent of equal ones. */
    private void orders() {
        List<SentOrder> all = result.session().orders();
        List<Integer> most = IntStream.range(0, all.size())
                .boxed()
                .filter(place -> difference(place) > 0)
                .sorted(Comparator.comparingDouble(this::difference).reversed())
                .limit(MOST_ORDERS)
                .toList();
        if (most.isEmpty()) {
            say("no order was filled otherwise than it really was");
            return;
        }
        Columns table = table(
                Column.text("ORDER", 10, 6),
                Column.text("SYMBOL", 10, 6),
                Column.text("SIDE", 4, 4),
                Column.number("QUANTITY", 10, 6, 3),
                Column.number("REAL", 10, 6, 0),
                Column.number("SIMULATED", 10, 9, 0),
                Column.number("REAL PRICE", 14, 8, 2),
                Column.number("SIMULATED", 14, 9, 2),
                Column.number("REAL MS", 12, 7, 1),
                Column.number("SIMULATED", 12, 9, 1));
        for (int place : most) {
            SentOrder order = all.get(place);
            Filled real = result.session().real().of(place);
            Filled simulated = result.simulated().of(place);
            console.out()
                    .line(table.row(List.of(
                            order.name(),
                            result.symbol(order.instrument()),
                            order.side().name(),
                            text(order.quantity()),
                            text(real.quantity()),
                            text(simulated.quantity()),
                            text(real.averagePrice()),
                            text(simulated.averagePrice()),
                            millis(real.waitedNanos(order)),
                            millis(simulated.waitedNanos(order)))));
        }
    }

    private double difference(int place) {
        long real = result.session().real().of(place).quantity();
        return Math.abs((double) real - result.simulated().of(place).quantity())
                / Math.max(1, result.session().orders().get(place).quantity());
    }

    private void fitted(LikeLiveFit fit) {
        Columns latencies = table(
                Column.text("LATENCY", 9, 8),
                Column.number("SAMPLES", 8, 7, 0),
                Column.number("P50 MS", 10, 7, 0),
                Column.number("P95 MS", 10, 7, 0),
                Column.number("TIMES FEED", 10, 10, 1),
                Column.number("+ MS", 10, 7, 1),
                Column.number("EXPLAINED", 9, 9, 1));
        latency(latencies, "entry", fit.entry());
        latency(latencies, "response", fit.response());
        if (fit.negative() > 0) {
            say(fit.negative() + " latencies below 0 were left out: the clocks do not agree");
        }
        Columns models = table(
                Column.text("MODEL", 12, 12),
                Column.number("SQUARED ERROR", 13, 13, 0),
                Column.number("WAIT MS", 10, 7, 1),
                Column.number("BOTH", 7, 5, 0),
                Column.number("ONLY REAL", 9, 9, 0),
                Column.number("ONLY SIMULATED", 14, 14, 0),
                Column.number("NEITHER", 7, 7, 0));
        fit.queue().lines().forEach(line -> model(models, line.rule().toText(), line));
        if (!fit.queue().asGood().isEmpty()) {
            say("this session cannot tell " + fit.queue().best().toText() + " from "
                    + fit.queue().asGood().stream().map(QueueRule::toText).collect(Collectors.joining(", ")));
        }
        QueueFit.Line heldOut = fit.queue().heldOut();
        say(String.format(
                Locale.ROOT,
                "chosen by the first half of the orders alone: %s, with a squared error of %.6f on the second half",
                heldOut.rule().toText(),
                heldOut.comparison().squaredError()));
    }

    private void latency(Columns table, String way, LatencyFit fit) {
        console.out()
                .line(table.row(List.of(
                        way,
                        Integer.toString(fit.samples()),
                        millis(fit.p50()),
                        millis(fit.p95()),
                        String.format(Locale.ROOT, "%.4f", fit.multiple()),
                        millis(fit.constantNanos()),
                        String.format(Locale.ROOT, "%.4f", fit.explained()))));
    }

    private void model(Columns table, String name, QueueFit.Line line) {
        Comparison counts = line.comparison();
        console.out()
                .line(table.row(List.of(
                        name,
                        String.format(Locale.ROOT, "%.6f", counts.squaredError()),
                        String.format(Locale.ROOT, "%.3f", counts.waitError() / NANOS_PER_MILLI),
                        Integer.toString(counts.bothFilled()),
                        Integer.toString(counts.onlyReal()),
                        Integer.toString(counts.onlySimulated()),
                        Integer.toString(counts.neither()))));
    }

    private Columns table(Column... columns) {
        Columns table = new Columns(console.columns(), "", "  ", List.of(columns));
        console.out().line("").line(table.heading());
        return table;
    }

    private void row(Columns table, String name, long real, long simulated) {
        row(table, name, BigDecimal.valueOf(real), BigDecimal.valueOf(simulated));
    }

    private void money(Columns table, String name, long real, long simulated) {
        row(table, name, BigDecimal.valueOf(real, 8), BigDecimal.valueOf(simulated, 8));
    }

    private void row(Columns table, String name, BigDecimal real, BigDecimal simulated) {
        console.out().line(table.row(List.of(name, shown(real), shown(simulated), shown(simulated.subtract(real)))));
    }

    /** At most eight decimals, half-even, without zeros behind. */
    private static String shown(BigDecimal value) {
        BigDecimal rounded = value.setScale(Math.min(8, value.scale()), RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    private static String text(long fixed8) {
        return fixed8 == Fixed8.NULL ? "-" : Fixed8.toString(fixed8);
    }

    private static String millis(long nanos) {
        return nanos == Fixed8.NULL ? "-" : String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_MILLI);
    }

    private void say(String text) {
        console.out().line(Wrap.words(text, console.columns(), "  "));
    }
}
