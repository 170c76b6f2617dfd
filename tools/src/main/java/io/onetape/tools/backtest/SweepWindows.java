package io.onetape.tools.backtest;

import io.onetape.backtest.sweep.Objective;
import io.onetape.backtest.sweep.SweepPlan;
import io.onetape.backtest.sweep.Trial;
import io.onetape.backtest.sweep.WalkForward.Window;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Columns.Column;
import io.onetape.tools.format.FittedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A walk-forward: in each window the best of the trials over the time to train on is run over the time to test on. What counts is the tests together. */
record SweepWindows(SweepPlan plan, Console console) {
    /** One window's choice, as it was in training and in the test. */
    record Step(Window window, Trial train, Trial test) {}

    /** Runs them. */
    List<Step> run(SweepTrials trials, List<Window> windows, int[] numbers) {
        List<Step> steps = new ArrayList<>();
        for (Window window : windows) {
            Trial best =
                    plan.objective().rank(trials.run(window.train(), numbers)).get(0);
            Trial test = trials.run(window.test(), new int[] {best.number()}).get(0);
            steps.add(new Step(window, best, test));
        }
        return steps;
    }

    /** Says why trials were refused; false if all of them were, in every window. */
    boolean sayRefused(List<Step> steps) {
        List<Trial> trained = refused(steps, Step::train);
        List<Trial> tested = refused(steps, Step::test);
        say("no trial could be trained", trained, steps.size());
        say("the trial that was chosen could not be tested", tested, steps.size());
        return trained.size() + tested.size() < 2 * steps.size();
    }

    private static List<Trial> refused(List<Step> steps, Function<Step, Trial> part) {
        return steps.stream().map(part).filter(Trial::isRefused).toList();
    }

    private void say(String what, List<Trial> refused, int windows) {
        if (!refused.isEmpty()) {
            Trial first = refused.get(0);
            console.say("warning: " + what + " in " + refused.size() + " of " + windows
                    + (windows == 1 ? " window" : " windows") + ", trial " + first.number() + ": " + first.refused());
        }
    }

    void show(List<Step> steps) {
        SweepTable numbers = new SweepTable(console, plan.grid());
        List<Column> columns = new ArrayList<>(List.of(
                Column.number("WINDOW", 6, 6, 0), Column.text("TEST FROM", 30, 20), Column.number("TRIAL", 6, 5, 0)));
        columns.addAll(numbers.parameters());
        columns.add(Column.number("TRAIN NET", 13, 9, 0));
        columns.addAll(SweepTable.numbers());
        List<List<String>> rows = new ArrayList<>();
        for (Step step : steps) {
            List<String> cells = new ArrayList<>(List.of(
                    Integer.toString(step.window().number()),
                    RunWords.time(step.window().testNanos()),
                    Integer.toString(step.test().number())));
            cells.addAll(numbers.parameters(step.test()));
            cells.add(SweepTable.numbers(step.train()).get(0));
            cells.addAll(SweepTable.numbers(step.test()));
            rows.add(cells);
        }
        FittedTable.print(columns, rows, console);
        total(steps);
        Trial last = steps.get(steps.size() - 1).test();
        if (!last.isRefused()) {
            console.say("the last window's test alone:");
            console.sayNext(RunWords.parse(plan.command(), console).of(last).line());
        }
    }

    /** The tests together: sums are exact; each begins without a position, and marks what it holds at its end. */
    private void total(List<Step> steps) {
        List<Trial> tests = steps.stream().map(Step::test).toList();
        long net = tests.stream().mapToLong(Trial::netPnl).reduce(0, Math::addExact);
        long turnover = tests.stream().mapToLong(Trial::turnover).reduce(0, Math::addExact);
        long trained = steps.stream().mapToLong(step -> step.train().netPnl()).reduce(0, Math::addExact);
        long worst = tests.stream().mapToLong(Trial::maxDrawdown).max().orElse(0);
        long edge = turnover == 0 ? Fixed8.NULL : Fixed8.multiplyDivide(net, 10_000 * Fixed8.ONE, turnover);
        console.out()
                .line(Wrap.words(
                        "out of sample, " + tests.size() + (tests.size() == 1 ? " window" : " windows") + ": net P&L "
                                + SweepTable.rounded(net) + ", edge "
                                + (edge == Fixed8.NULL ? "-" : SweepTable.rounded(edge) + " bps")
                                + ", " + tests.stream().mapToLong(Trial::fills).sum()
                                + " fills, largest drawdown of a window "
                                + SweepTable.rounded(worst) + ", "
                                + tests.stream()
                                        .filter(test -> test.netPnl() > 0)
                                        .count()
                                + " with a profit; in training " + SweepTable.rounded(trained),
                        console.columns(),
                        "  "));
        if (plan.objective() != Objective.NET
                && steps.stream().anyMatch(step -> Double.isNaN(plan.objective().of(step.train())))) {
            console.say("warning: not every window's best has "
                    + plan.objective().word() + ": there it is the best by net");
        }
    }
}
