package io.onetape.tools.report.section;

import io.onetape.tools.report.page.Formula;
import io.onetape.tools.report.page.Html;
import io.onetape.tools.report.page.Num;
import io.onetape.tools.report.page.Page;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** The numbers that one looks at first, each with its interval where it has one. */
public final class HeadlineSection {
    private HeadlineSection() {}

    public static void write(Page page, RunView run) {
        Html html = page.begin("headline", "Headline numbers");
        html.open("dl", "class", "tiles");
        lead(
                html,
                "Net P&L",
                run.money("equity.net", Formula.NET),
                "on capital of ",
                run.amount("equity.capital", Formula.CAPITAL));
        tile(html, "Return on capital", returned(run), "");
        tile(
                html,
                "Sharpe, daily",
                run.fixed("sharpe.value", 2, Formula.SHARPE),
                run.plusMinus("sharpe.standardError", 2));
        tile(
                html,
                "Sharpe, intraday",
                run.fixed("sharpeIntraday.value", 2, Formula.INTRADAY),
                run.plusMinus("sharpeIntraday.standardError", 2) + delta(run));
        tile(html, "P(Sharpe > 0)", run.percent("sharpe.probabilistic", 1, Formula.PROBABILISTIC), "");
        tile(
                html,
                "Drawdown lasted",
                run.span("drawdown.durationNanos", Formula.DRAWDOWN_TIME),
                run.metrics().at("drawdown.recovered").asBoolean() ? "recovered" : "not recovered");
        lead(
                html,
                "Maximum drawdown",
                run.amount("drawdown.money", Formula.DRAWDOWN),
                "of the peak ",
                run.percent("drawdown.ofPeak", 3, Formula.DRAWDOWN_SHARE));
        tile(html, "Edge", bps(run.money("equity.edgeBps", Formula.EDGE)), "of what was traded");
        tile(html, "Turnover", run.amount("equity.turnover", Formula.TURNOVER), "");
        tile(
                html,
                "Turnover a day",
                times(run.fixed("equity.turnoverPerDay", 2, Formula.TURNOVER_DAY)),
                "of the capital");
        tile(html, "Fees", run.amount("equity.fees", Formula.FEES), "positive when paid");
        tile(html, "Funding", run.amount("equity.funding", Formula.FUNDING), "negative when paid");
        html.close("dl");
        html.element("h3", "Fills, and round trips from flat to flat");
        html.open("dl", "class", "tiles dense");
        tile(
                html,
                "Fills",
                run.count("trading.fills", Formula.FILLS),
                text(run, "trading.makerFills") + " maker, " + text(run, "trading.takerFills") + " taker");
        tile(html, "Maker by notional", run.percent("trading.makerRatioByNotional", 1, Formula.MAKER_NOTIONAL), "");
        tile(html, "Trips", run.count("roundTrips.count", Formula.TRIPS), text(run, "roundTrips.open") + " still open");
        tile(
                html,
                "Win rate",
                run.percent("roundTrips.winRate", 1, Formula.WIN_RATE),
                text(run, "roundTrips.wins") + " won, " + text(run, "roundTrips.losses") + " lost");
        tile(html, "Payoff", run.fixed("roundTrips.payoff", 2, Formula.PAYOFF), "");
        tile(html, "Expectancy", run.money("roundTrips.expectancy", Formula.EXPECTANCY), "a trip");
        tile(html, "Average win", run.money("roundTrips.averageWin", Formula.AVERAGE_WIN), "");
        tile(html, "Average loss", run.money("roundTrips.averageLoss", Formula.AVERAGE_LOSS), "");
        tile(html, "Mean holding time", run.span("roundTrips.meanHoldNanos", Formula.HOLD), "");
        html.close("dl");
        page.end();
    }

    /** The same in a line, for who reads no further. */
    static void inShort(Html html, RunView run) {
        html.open("dl");
        brief(html, "Net P&L", run.money("equity.net", Formula.NET));
        brief(html, "Maximum drawdown", run.amount("drawdown.money", Formula.DRAWDOWN));
        brief(html, "Edge", bps(run.money("equity.edgeBps", Formula.EDGE)));
        brief(html, "Sharpe, daily", run.fixed("sharpe.value", 2, Formula.SHARPE));
        brief(html, "Fills", run.count("trading.fills", Formula.FILLS));
        brief(html, "Days", run.fixed("span.days", 3, Formula.DAYS));
        html.close("dl");
    }

    private static void brief(Html html, String name, Num num) {
        html.open("div").element("dt", name).open("dd").number(num).close("dd").close("div");
    }

    private static Num returned(RunView run) {
        Optional<BigDecimal> net = run.metrics().decimal("equity.net");
        Optional<BigDecimal> capital = run.metrics().decimal("equity.capital").filter(value -> value.signum() > 0);
        return net.isPresent() && capital.isPresent()
                ? Num.percent(net.get().divide(capital.get(), MathContext.DECIMAL64), 4, Formula.RETURN)
                : Num.none(Formula.RETURN, "nothing on the tape says the capital");
    }

    private static String delta(RunView run) {
        Num step = run.span("sharpeIntraday.stepNanos", Formula.INTRADAY);
        return step.none().isEmpty() ? ", Δ " + step.shown() : "";
    }

    private static Num bps(Num num) {
        return with(num, " bps");
    }

    private static Num times(Num num) {
        return with(num, " ×");
    }

    private static Num with(Num num, String unit) {
        return num.none().isEmpty()
                ? new Num(num.shown() + unit, num.exact(), num.formula(), num.range(), num.tone(), "")
                : num;
    }

    private static String text(RunView run, String path) {
        return run.count(path, Formula.COUNT).shown();
    }

    private static void lead(Html html, String name, Num num, String before, Num beside) {
        html.open("div", "class", "lead").element("dt", name);
        html.open("dd", "class", "big").number(num).close("dd");
        html.open("dd", "class", "small")
                .text(before)
                .number(beside)
                .close("dd")
                .close("div");
    }

    private static void tile(Html html, String name, Num num, String below) {
        html.open("div").element("dt", name);
        html.open("dd", "class", "big").number(num).close("dd");
        String why = num.none().isEmpty() ? below : num.none();
        if (!why.isEmpty()) {
            html.element("dd", why, "class", "small");
        }
        html.close("div");
    }
}
