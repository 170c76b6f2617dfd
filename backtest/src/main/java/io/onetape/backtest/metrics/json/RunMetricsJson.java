package io.onetape.backtest.metrics.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.onetape.backtest.metrics.RunMetrics;
import io.onetape.backtest.metrics.figure.Curve;
import io.onetape.backtest.metrics.figure.DayReturn;
import io.onetape.backtest.metrics.figure.Drawdown;
import io.onetape.backtest.metrics.figure.EquityFigures;
import io.onetape.backtest.metrics.figure.PnlByCause;
import io.onetape.backtest.metrics.figure.RoundTrips;
import io.onetape.backtest.metrics.figure.Span;
import io.onetape.backtest.metrics.figure.Trading;
import io.onetape.backtest.metrics.statistics.Sharpe;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.journal.fixed.Fixed8;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** metrics.json, as docs/formats.md describes it. */
public final class RunMetricsJson {
    private final JsonGenerator json;
    private final JsonFields fields;

    private RunMetricsJson(JsonGenerator json) {
        this.json = json;
        fields = new JsonFields(json);
    }

    /** Of a backtest: the summary's keys, and one object a family of metrics beside them. */
    public static String text(BacktestSummary summary, RunMetrics metrics) {
        return text(summary::writeFields, metrics);
    }

    /** Of any tape with orders. */
    public static String text(RunMetrics metrics) {
        return text(json -> {}, metrics);
    }

    private interface Head {
        void write(JsonGenerator json) throws IOException;
    }

    private static String text(Head head, RunMetrics metrics) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeNumberField("v", 1);
            head.write(json);
            new RunMetricsJson(json).write(metrics);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory failed", e);
        }
        return text.append('\n').toString();
    }

    private void write(RunMetrics metrics) throws IOException {
        span(metrics.span());
        equity(metrics.equity());
        days(metrics.days());
        sharpe("sharpe", metrics.sharpe());
        sharpe("sharpeIntraday", metrics.intraday());
        drawdown(metrics.drawdown());
        roundTrips(metrics.roundTrips());
        fields.begin("trading");
        trading(metrics.trading());
        fields.begin("instruments");
        for (Map.Entry<String, Trading> one : metrics.tradingBySymbol().entrySet()) {
            fields.begin(one.getKey());
            trading(one.getValue());
            fields.end();
        }
        fields.end();
        fields.end();
        new MarkoutsJson(fields).write(metrics.markouts());
        fields.begin("pnlByCause");
        cause(metrics.causes());
        json.writeArrayFieldStart("instruments");
        for (PnlByCause one : metrics.causesBySymbol()) {
            json.writeStartObject();
            cause(one);
            json.writeEndObject();
        }
        json.writeEndArray();
        fields.end();
        new ExecutionJson(fields).write(metrics.queueBySymbol(), metrics.latencies());
        curve(metrics.curve());
        fields.begin("notAvailable");
        for (Map.Entry<String, String> missing : fields.missing().entrySet()) {
            fields.text(missing.getKey(), missing.getValue());
        }
        fields.end();
    }

    private void span(Span span) throws IOException {
        fields.begin("span");
        fields.nanos("firstNanos", span.firstNanos());
        fields.nanos("lastNanos", span.lastNanos());
        fields.count("records", span.records());
        fields.count("lastSequence", span.lastSequence());
        json.writeNumberField("days", span.days());
        fields.text("clock", span.clock().name());
        fields.end();
    }

    private void equity(EquityFigures equity) throws IOException {
        fields.begin("equity");
        fields.decimal("capital", equity.capital(), "nothing on the tape says the capital");
        fields.decimal("net", equity.net());
        fields.decimal("highestNet", equity.highest());
        fields.decimal("lowestNet", equity.lowest());
        fields.decimal("fees", equity.fees());
        fields.decimal("funding", equity.funding());
        fields.decimal("turnover", equity.turnover());
        fields.figure("turnoverPerDay", equity.turnoverPerDay());
        fields.figure("edgeBps", equity.edgeBps());
        fields.end();
    }

    private void days(List<DayReturn> days) throws IOException {
        json.writeArrayFieldStart("days");
        for (DayReturn day : days) {
            json.writeStartObject();
            fields.text("date", LocalDate.ofEpochDay(day.epochDay()).toString());
            fields.decimal("net", day.net());
            json.writeNumberField("return", day.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void sharpe(String name, Sharpe sharpe) throws IOException {
        fields.begin(name);
        fields.nanos("stepNanos", sharpe.stepNanos());
        fields.count("returns", sharpe.count());
        fields.figure("value", sharpe.value());
        fields.figure("standardError", sharpe.standardError());
        fields.figure("uncorrected", sharpe.uncorrected());
        fields.figure("correction", sharpe.correction());
        fields.count("lags", sharpe.lags());
        fields.figure("mean", sharpe.mean());
        fields.figure("deviation", sharpe.deviation());
        fields.figure("skew", sharpe.skew());
        fields.figure("kurtosis", sharpe.kurtosis());
        fields.figure("probabilistic", sharpe.probabilistic());
        fields.end();
    }

    private void drawdown(Drawdown drawdown) throws IOException {
        fields.begin("drawdown");
        fields.decimal("money", drawdown.money());
        fields.figure("ofPeak", drawdown.ofPeak());
        fields.decimal("peakEquity", drawdown.peakEquity(), "nothing on the tape says the capital");
        fields.nanos("peakNanos", drawdown.peakNanos());
        fields.nanos("troughNanos", drawdown.troughNanos());
        fields.count("troughSequence", drawdown.troughSequence());
        fields.nanos("endNanos", drawdown.endNanos());
        fields.nanos("durationNanos", drawdown.durationNanos());
        fields.flag("recovered", drawdown.recovered());
        fields.end();
    }

    private void roundTrips(RoundTrips trips) throws IOException {
        fields.begin("roundTrips");
        fields.count("count", trips.count());
        fields.count("wins", trips.wins());
        fields.count("losses", trips.losses());
        fields.count("even", trips.even());
        fields.count("open", trips.open());
        fields.decimal("net", trips.net());
        fields.figure("winRate", trips.winRate());
        fields.money("averageWin", trips.averageWin());
        fields.money("averageLoss", trips.averageLoss());
        fields.figure("payoff", trips.payoff());
        fields.money("expectancy", trips.expectancy());
        fields.figure("meanHoldNanos", trips.meanHoldNanos());
        json.writeArrayFieldStart("worst");
        for (RoundTrips.Trip trip : trips.worst()) {
            json.writeStartObject();
            trip(trip);
            json.writeEndObject();
        }
        json.writeEndArray();
        fields.end();
    }

    private void trip(RoundTrips.Trip trip) throws IOException {
        fields.text("symbol", trip.symbol());
        fields.text("order", trip.order());
        fields.count("firstSequence", trip.firstSequence());
        fields.count("lastSequence", trip.lastSequence());
        fields.nanos("openedNanos", trip.openedNanos());
        fields.nanos("closedNanos", trip.closedNanos());
        fields.decimal("largestPosition", trip.largest());
        fields.count("fills", trip.fills());
        fields.decimal("fees", trip.fees());
        fields.decimal("funding", trip.funding());
        fields.decimal("net", trip.net());
    }

    private void trading(Trading trading) throws IOException {
        fields.count("requested", trading.requested());
        fields.count("refused", trading.refused());
        fields.count("submitted", trading.submitted());
        fields.count("acknowledged", trading.acknowledged());
        fields.count("rejected", trading.rejected());
        fields.count("cancels", trading.cancels());
        fields.count("canceled", trading.canceled());
        fields.count("amends", trading.amends());
        fields.count("fills", trading.fills());
        fields.count("makerFills", trading.makerFills());
        fields.count("takerFills", trading.takerFills());
        fields.decimal("acknowledgedQuantity", trading.acknowledgedQuantity(), Trading.SEVERAL);
        fields.decimal("filledQuantity", trading.filledQuantity(), Trading.SEVERAL);
        fields.figure("makerRatioByNotional", trading.makerRatioByNotional());
        fields.figure("makerRatioByCount", trading.makerRatioByCount());
        fields.figure("fillRatio", trading.fillRatio());
        fields.figure("cancelsPerFill", trading.cancelsPerFill());
        fields.figure("rejectRate", trading.rejectRate());
        counts("refusals", trading.refusals());
        counts("rejections", trading.rejections());
    }

    private void counts(String name, Map<String, Long> counts) throws IOException {
        fields.begin(name);
        for (Map.Entry<String, Long> one : counts.entrySet()) {
            fields.count(one.getKey(), one.getValue());
        }
        fields.end();
    }

    private void cause(PnlByCause cause) throws IOException {
        fields.text("symbol", cause.symbol());
        fields.decimal("capture", cause.capture());
        fields.decimal("midMove", cause.midMove());
        fields.decimal("fees", cause.fees());
        fields.decimal("funding", cause.funding());
        fields.decimal("basis", cause.basis());
        fields.decimal("corrections", cause.corrections());
        fields.decimal("total", cause.total());
        fields.decimal("residual", cause.residual());
        if (!cause.symbol().isEmpty()) {
            fields.decimal("position", cause.position());
            fields.decimal("mark", cause.mark(), "no price of it");
            fields.decimal("mid", cause.mid(), "no valid book of it");
        }
        fields.text("markFrom", cause.markFrom());
        fields.count("withoutMid", cause.withoutMid());
    }

    private void curve(Curve curve) throws IOException {
        fields.begin("curve");
        fields.nanos("firstNanos", curve.firstNanos());
        fields.nanos("stepNanos", curve.stepNanos());
        decimals("net", curve.net());
        decimals("lowest", curve.lowest());
        decimals("drawdown", curve.drawdown());
        fields.begin("inventory");
        for (Curve.Inventory one : curve.inventory()) {
            decimals(one.symbol(), one.position());
        }
        fields.end();
        fields.end();
    }

    private void decimals(String name, List<Long> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (long value : values) {
            json.writeString(Fixed8.toString(value));
        }
        json.writeEndArray();
    }
}
