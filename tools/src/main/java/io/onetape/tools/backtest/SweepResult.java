package io.onetape.tools.backtest;

import io.onetape.backtest.metrics.statistics.Figure;
import io.onetape.backtest.sweep.BestOfMany;
import io.onetape.backtest.sweep.Objective;
import io.onetape.backtest.sweep.Pick;
import io.onetape.backtest.sweep.SweepPlan;
import io.onetape.backtest.sweep.Trial;
import io.onetape.tools.console.Console;
import java.util.List;

/** Shows the trials of a sweep: the ranked table, how many there were, how much of the best is luck, and what gives it again. */
record SweepResult(SweepPlan plan, Console console) {
    /**
     * Prints them.
     *
     * @param tried trials that were run at all, over however little of the tape
     * @param others where those stand that are not among the first rows
     */
    void show(List<Trial> trials, int tried, int rows, String others) {
        List<Trial> ranked = plan.objective().rank(trials);
        new SweepTable(console, plan.grid()).print(ranked, rows);
        if (ranked.size() > rows) {
            console.say(ranked.size() - rows + " more: " + others);
        }
        long refused = ranked.stream().filter(Trial::isRefused).count();
        long warned = ranked.stream().filter(trial -> trial.warnings() > 0).count();
        console.say(tried
                + (tried == 1 ? " trial" : " trials")
                + (tried == ranked.size() ? "" : ", " + ranked.size() + " of them over the whole tape")
                + (refused == 0 ? "" : ", " + refused + " refused, " + firstRefusal(ranked))
                + (warned == 0 ? "" : ", " + warned + " with warnings (*), which --json has")
                + ", by " + plan.objective().word());
        Trial best = ranked.get(0);
        if (plan.objective() != Objective.NET && Double.isNaN(plan.objective().of(best))) {
            console.say("no trial has " + plan.objective().word() + ": ranked by net");
        }
        if (best.isRefused()) {
            return;
        }
        console.say("deflated Sharpe ratio of the best: " + deflated(best, trials));
        if (best.hasTraded()) {
            if (ranked.size() > 1) {
                console.say("the best of many is in part the luckiest: try it on another tape");
            }
            console.sayNext(RunWords.parse(plan.command(), console).of(best).line());
        }
    }

    private String deflated(Trial best, List<Trial> trials) {
        if (!plan.pick().isWhole()) {
            return "n/a: this is one shard of the trials; tape report --merge has it";
        }
        if (plan.pick().kind().equals(Pick.HALVING)) {
            return "n/a: only the last ones ran over the whole tape";
        }
        BestOfMany many = BestOfMany.of(trials.stream().map(Trial::daily).toList());
        Figure deflated = many.deflated(best.daily());
        return deflated.isKnown()
                ? SweepTable.rounded(deflated.value()) + " (" + many.trials() + " trials run)"
                : "n/a: " + deflated.reason();
    }

    private static String firstRefusal(List<Trial> ranked) {
        return ranked.stream()
                .filter(Trial::isRefused)
                .findFirst()
                .map(trial -> "trial " + trial.number() + ": " + trial.refused())
                .orElse("");
    }
}
