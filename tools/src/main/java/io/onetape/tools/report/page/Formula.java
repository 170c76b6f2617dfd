package io.onetape.tools.report.page;

import java.util.Locale;

/** How each number of a report comes about. C is the capital, E the equity, s +1 for a buy and −1 for a sell, M the mid, p a price, q a quantity. */
public enum Formula {
    NET("Net P&L", "cash + Σ position · mark − fees + funding, from the first record to the last; exact"),
    RETURN("Return on capital", "net P&L / C"),
    CAPITAL("Capital", "C, as configured; money that came from outside later is added"),
    DAYS("Days", "(time of the last record − time of the first) / 86,400 s"),
    SHARPE(
            "Sharpe ratio",
            "SR · √365, SR = mean / deviation (ddof 1) of daily returns ΔE / C between 00:00 UTC marks, riskless rate 0"),
    SHARPE_ERROR("Standard error of the Sharpe ratio", "√((1 + SR² / 2) / n) · √365 (Lo 2002, i.i.d.)"),
    INTRADAY(
            "Intraday Sharpe ratio",
            "mean / deviation of returns over Δ · √(365 · 86,400 s / Δ) / correction for autocorrelation; ± one standard error"),
    PROBABILISTIC(
            "Probabilistic Sharpe ratio",
            "Φ(SR · √(n − 1) / √(1 − γ₃ SR + (γ₄ − 1) / 4 · SR²)): chance that the true ratio is above 0"),
    DEFLATED(
            "Deflated Sharpe ratio",
            "Φ((SR − SR₀) · √(n − 1) / √(1 − γ₃ SR + (γ₄ − 1) / 4 · SR²)), SR₀ = √V · ((1 − γ) Φ⁻¹(1 − 1/N) + γ Φ⁻¹(1 − 1/(N e))), N the number of trials run, V the variance of the daily SR of those that have one (Bailey, López de Prado 2014)"),
    DRAWDOWN("Maximum drawdown", "max over all records of (highest E so far − E)"),
    DRAWDOWN_SHARE("Maximum drawdown of the peak", "maximum drawdown / E at that peak"),
    DRAWDOWN_TIME("Duration of the maximum drawdown", "from the peak until it was reached again, or to the end"),
    TURNOVER("Turnover", "Σ p · q of all fills"),
    TURNOVER_DAY("Turnover a day", "Σ p · q / (C · days)"),
    EDGE("Edge", "10⁴ · net P&L / turnover, in basis points"),
    FEES("Fees", "Σ rate · p · q, each rounded half-even; positive when paid"),
    FUNDING("Funding", "Σ −position · mark · rate at each funding time; negative when paid"),
    TRIPS("Round trips", "from flat to flat; a fill through 0 ends one trip and begins the next"),
    WIN_RATE("Win rate", "trips with net above 0 / trips"),
    PAYOFF("Payoff", "average win / −average loss"),
    EXPECTANCY("Expectancy", "net of all trips / trips"),
    AVERAGE_WIN("Average win", "net of winning trips / winning trips"),
    AVERAGE_LOSS("Average loss", "net of losing trips / losing trips"),
    HOLD("Mean holding time", "Σ (closed − opened) / trips"),
    TRIP_NET("Net of a round trip", "sold for − bought for − fees + funding in between"),
    TRIP_SIZE("Largest position", "position furthest from 0 between opening and closing"),
    COUNT("Count", "records of that kind in the range"),
    REQUESTED("Orders requested", "OrderRequested records"),
    SUBMITTED("Orders sent", "SubmitOrder records, each attempt one"),
    ACKNOWLEDGED("Orders acknowledged", "orders that the venue accepted"),
    REJECTED("Orders rejected", "orders that the venue rejected"),
    REFUSED("Orders refused", "orders that risk refused before they were sent"),
    CANCELS("Cancels", "SubmitCancel records"),
    FILLS("Fills", "Fill records; one that was delivered twice counts once"),
    MAKER_NOTIONAL("Maker ratio by notional", "Σ p · q of maker fills / Σ p · q of all fills but liquidations"),
    MAKER_COUNT("Maker ratio by count", "maker fills / fills but liquidations"),
    FILL_RATIO("Fill ratio", "filled quantity, liquidations aside / acknowledged quantity"),
    CANCELS_PER_FILL("Cancels per fill", "cancels sent / fills"),
    REJECT_RATE("Reject rate", "orders rejected by the venue / orders sent"),
    CAPTURE_MONEY("Spread capture", "Σ s (M(t⁻) − p) q over all fills, M(t⁻) the mid right before the fill"),
    MID_MOVE("Mid move on inventory", "Σ position · ΔM"),
    BASIS("Mark against mid", "position · (mark − M) at the end"),
    CORRECTIONS("Corrections", "what Correction records added, at M then"),
    TOTAL("Total P&L", "cash + position · mark − fees + funding"),
    RESIDUAL(
            "Residual",
            "total − (capture + mid move − fees + funding + basis + corrections); anything but 0 is a defect"),
    POSITION("Position at the end", "Σ s q of all fills; not closed, but marked"),
    MARK("Mark", "last MarkPriceUpdate, else the mid of the last valid book, else our last fill"),
    MID("Mid at the end", "(best bid + best ask) / 2 of the last valid book"),
    POSITION_VALUE(
            "Value of the open position",
            "position · mark; what closing it at the mark would turn over, before spread, fees and impact"),
    CAPTURE("Spread capture", "10⁴ · s · (M(t⁻) − p) / p, weighted by notional; 95 % interval by block bootstrap"),
    MARKOUT(
            "Markout",
            "10⁴ · s · (M(t + h) − p) / p, weighted by notional; 95 % interval by block bootstrap; fills whose horizon crosses a gap or the end are left out"),
    ADVERSE("Adverse selection", "spread capture − markout, of the fills that have both"),
    LEFT_OUT(
            "Fills left out",
            "fills whose horizon crosses a gap of the book, and fills whose horizon ends after the tape"),
    NOTIONAL("Notional", "Σ p · q"),
    AHEAD_ACCEPTED(
            "Queue ahead at acceptance",
            "displayed quantity ahead of our order when it joined; quantile over resting orders"),
    AHEAD_FILL("Queue ahead at the fill", "public quantity still ahead when we were filled; quantile over maker fills"),
    TIME_TO_FILL(
            "Time to fill",
            "Kaplan–Meier: time by which that share of resting orders was filled; what was canceled is censored"),
    FILLED_WITHIN("Filled within", "1 − S(t), S the Kaplan–Meier estimate; canceled and open orders are censored"),
    LATENCY(
            "Latency",
            "quantile over all records of the stage; a quantile is the largest value of its bucket, 0.05 % wide"),
    SIZE_MEAN(
            "Order against the level",
            "order quantity / quantity of the best level when it was sent, on average: own side of orders that may rest, other side of those that only take"),
    SIZE_LARGEST(
            "Largest order against the level", "largest order quantity / quantity of the best level when it was sent"),
    SIZE_ABOVE(
            "Orders above the level", "orders larger than a tenth, or than all, of the best level when they were sent"),
    PARTICIPATION("Participation", "our filled quantity / quantity of all trade prints"),
    SETTING("Setting", "as it stands on the tape (SimulationConfigured, ConfigSet, RiskLimitsSet)"),
    OUT_OF_ORDER("Out of order", "market facts with an earlier time of the exchange than one received before"),
    FURTHEST_BACK("Furthest back", "largest step back in the exchange's time"),
    NEGATIVE("Negative latencies", "market facts with receive time < time of the exchange, by the clocks as recorded"),
    SMALLEST_LATENCY("Smallest latency", "smallest receive time − time of the exchange, as recorded, before any shift"),
    SHIFT("Clock shift", "added to every local time, so that nothing is known before it happens"),
    LOST_BOOKS("Books lost", "how often a valid book stopped being one: a missing update, a crossed or a stale book"),
    INVALID_TIME("Time without a book", "time of the tape during which the book was not valid"),
    VALID_SHARE("Valid book", "time with a valid book / time since the first top of the book"),
    TRIAL("Trials", "parameter sets that were run: the more, the luckier the best one"),
    CUTS(
            "First parts",
            "the recording cut at random sequences; each part, run alone, must decide as the whole run did up to there"),
    OUTPUT_HASH(
            "Output hash", "SHA-256 over all records but those from outside, headers and chained checksums included"),
    REPORTED("Reported", "as the other run wrote it"),
    DIFFERENCE("Difference", "B − A");

    private final String title;
    private final String text;

    Formula(String title, String text) {
        this.title = title;
        this.text = text;
    }

    /** In an attribute. */
    public String id() {
        return "f-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    public String text() {
        return text;
    }
}
