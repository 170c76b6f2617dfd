package io.onetape.tools.backtest;

import io.onetape.backtest.likelive.Comparison;
import io.onetape.backtest.likelive.Filled;
import io.onetape.backtest.likelive.Fills;
import io.onetape.backtest.likelive.SentOrder;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Shell;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Columns.Column;
import io.onetape.tools.format.FittedTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Real and simulated fills of one session, for people. */
final class LikeLiveTable {
    private static final int MOST_ORDERS = 20;
    private static final double NANOS_PER_MILLI = 1e6;

    private final LikeLiveResult result;
    private final Fills real;
    private final Fills simulated;
    private final Console console;

    LikeLiveTable(LikeLiveResult result, Console console) {
        this.result = result;
        this.real = result.session().real();
        this.simulated = result.simulated();
        this.console = console;
    }

    void print() {
        int count = result.session().orders().size();
        say(String.format(Locale.ROOT, "%s session, %,d orders", result.kind(), count));
        result.ownOptions().ifPresent(own -> toType("its own venue was simulated with", own));
        toType("here it is simulated with", result.words().line());
        result.fit().ifPresent(fit -> new LikeLiveFitTable(fit, console).print());
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
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("fills", BigDecimal.valueOf(real.fills()), BigDecimal.valueOf(simulated.fills())));
        rows.add(row("maker fills", BigDecimal.valueOf(real.makerFills()), BigDecimal.valueOf(simulated.makerFills())));
        for (Instrument one : result.session().scan().instruments()) {
            rows.add(row(
                    "filled " + result.symbol(one.id()),
                    decimal(real.filledQuantity(one.id())),
                    decimal(simulated.filledQuantity(one.id()))));
            rows.add(row(
                    "position " + result.symbol(one.id()),
                    decimal(real.position(one.id())),
                    decimal(simulated.position(one.id()))));
        }
        rows.add(row("fees", decimal(real.fees()), decimal(simulated.fees())));
        rows.add(row("funding", decimal(real.funding()), decimal(simulated.funding())));
        rows.add(row("net P&L", result.realPnl(), result.simulatedPnl()));
        table(
                rows,
                Column.text("", 24, 12),
                Column.number("REAL", 16, 9, 0),
                Column.number("SIMULATED", 16, 9, 0),
                Column.number("DIFFERENCE", 16, 9, 1));
        said("", real);
        said("simulated ", simulated);
        Comparison counts = result.comparison();
        say(String.format(
                Locale.ROOT,
                "orders that were filled: %,d in both, %,d really only, %,d in the simulation only, %,d in neither",
                counts.bothFilled(),
                counts.onlyReal(),
                counts.onlySimulated(),
                counts.neither()));
        say(String.format(
                Locale.ROOT,
                "filled part of an order, real less simulated: mean square %.6f; first fills are %.3f ms apart in the mean",
                counts.squaredError(),
                counts.waitError() / NANOS_PER_MILLI));
    }

    /** What of the fills is in no sum. */
    private void said(String whose, Fills fills) {
        if (fills.repeated() > 0) {
            say(String.format(
                    Locale.ROOT, "%sfills that were delivered again count once: %,d", whose, fills.repeated()));
        }
        fills.otherFees()
                .forEach((asset, fee) -> say(whose + "fees of " + Fixed8.toString(fee) + " " + asset
                        + " are in no sum: nothing prices them"));
    }

    /** Those that differ most in what was filled, the first sent of equal ones. */
    private void orders() {
        List<Integer> most = IntStream.range(0, result.session().orders().size())
                .boxed()
                .filter(place -> difference(place) > 0)
                .sorted(Comparator.comparingDouble(this::difference).reversed())
                .limit(MOST_ORDERS)
                .toList();
        if (most.isEmpty()) {
            say("no order was filled otherwise than it really was");
            return;
        }
        table(
                most.stream().map(this::order).toList(),
                Column.text("ORDER", 10, 6),
                Column.text("SYMBOL", 10, 6),
                Column.text("SIDE", 4, 4),
                Column.number("QUANTITY", 10, 6, 3),
                Column.number("REAL", 10, 6, 0),
                Column.number("SIMULATED", 10, 9, 0),
                Column.number("REAL PRICE", 14, 8, 2),
                Column.number("SIMULATED PRICE", 15, 9, 2),
                Column.number("REAL WAIT MS", 12, 7, 1),
                Column.number("SIMULATED WAIT", 14, 9, 1));
    }

    private List<String> order(int place) {
        SentOrder order = result.session().orders().get(place);
        Filled really = real.of(place);
        Filled simulatedly = simulated.of(place);
        return List.of(
                order.name(),
                result.symbol(order.instrument()),
                order.side().name(),
                text(order.quantity()),
                text(really.quantity()),
                text(simulatedly.quantity()),
                text(really.averagePrice()),
                text(simulatedly.averagePrice()),
                millis(really.waitedNanos(order)),
                millis(simulatedly.waitedNanos(order)));
    }

    private double difference(int place) {
        return Math.abs((double) real.of(place).quantity() - simulated.of(place).quantity())
                / Math.max(1, result.session().orders().get(place).quantity());
    }

    private void table(List<List<String>> rows, Column... columns) {
        console.out().line("");
        FittedTable.print(List.of(columns), rows, console);
    }

    private static List<String> row(String name, BigDecimal real, BigDecimal simulated) {
        return List.of(name, shown(real), shown(simulated), shown(simulated.subtract(real)));
    }

    private static BigDecimal decimal(long fixed8) {
        return BigDecimal.valueOf(fixed8, 8);
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

    static String millis(long nanos) {
        return nanos == Fixed8.NULL ? "-" : String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_MILLI);
    }

    private void say(String text) {
        console.out().line(Wrap.words(text, console.columns(), "  "));
    }
}
