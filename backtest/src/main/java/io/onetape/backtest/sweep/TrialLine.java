package io.onetape.backtest.sweep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.onetape.backtest.run.BacktestSummary;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a trial as one JSON object in one line: what it is of, and all numbers of its backtest. The same bytes on every machine. */
public final class TrialLine {
    private static final JsonFactory JSON = new JsonFactory();

    /** Of a double: what is behind them may differ from one JDK's printing to another's. */
    private static final MathContext DIGITS = new MathContext(15);

    private final SweepPlan plan;

    public TrialLine(SweepPlan plan) {
        this.plan = plan;
    }

    /** Of a trial that ran; without a line feed. */
    public String of(
            int number,
            Part part,
            Map<String, String> parameters,
            List<String> warnings,
            BacktestSummary summary,
            Daily daily) {
        return text(number, part, parameters, "", warnings, summary, daily);
    }

    /** Of one that was refused. */
    public String refused(int number, Part part, Map<String, String> parameters, String why) {
        return text(number, part, parameters, why, List.of(), null, Daily.NONE);
    }

    private String text(
            int number,
            Part part,
            Map<String, String> parameters,
            String refused,
            List<String> warnings,
            @Nullable BacktestSummary summary,
            Daily daily) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("v", 1);
            json.writeNumberField("trial", number);
            json.writeStringField("strategy", plan.strategy());
            json.writeStringField("optionsHash", plan.optionsHash());
            if (!part.isWhole()) {
                part(json, part);
            }
            json.writeObjectFieldStart("parameters");
            for (Map.Entry<String, String> each : parameters.entrySet()) {
                json.writeStringField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
            json.writeStringField("refused", refused.isEmpty() ? null : refused);
            json.writeArrayFieldStart("warnings");
            for (String warning : warnings) {
                json.writeString(warning);
            }
            json.writeEndArray();
            if (summary == null) {
                json.writeStringField("tapeHash", plan.tapeHash());
            } else {
                summary.writeFields(json);
                json.writeNumberField("days", daily.days());
                figure(json, "sharpe", daily.sharpe());
                figure(json, "dailyRatio", daily.ratio());
                figure(json, "dailySkew", daily.skew());
                figure(json, "dailyKurtosis", daily.kurtosis());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory failed", e);
        }
        return text.toString();
    }

    private static void part(JsonGenerator json, Part part) throws IOException {
        json.writeObjectFieldStart("part");
        json.writeStringField("kind", part.kind());
        json.writeNumberField("number", part.number());
        json.writeStringField("fromNanos", Long.toString(part.fromNanos()));
        json.writeStringField("toNanos", Long.toString(part.toNanos()));
        json.writeEndObject();
    }

    private static void figure(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, new BigDecimal(value).round(DIGITS));
        } else {
            json.writeNullField(name);
        }
    }
}
