package io.onetape.backtest.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.onetape.backtest.run.clock.RecordedInput;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.account.HeldPosition;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What came out of a backtest. Money is Fixed8; fees are positive when paid, funding is negative when paid.
 *
 * @param outputHash {@link io.onetape.journal.verify.OutputHash} of the result tape: equal for equal settings over the same tape
 * @param tapeHash SHA-256 of the recorded tape's records
 * @param sourceRecords records of the recorded tape
 * @param durationNanos local time from the first to the last of them, or from where strategies start to where the run ends
 * @param events records of the result tape
 * @param requested orders that strategies asked for
 * @param orders orders that were sent to the venue
 * @param turnover sum of price x quantity of all fills
 */
public record BacktestSummary(
        String outputHash,
        String tapeHash,
        long sourceRecords,
        long durationNanos,
        long shiftedNanos,
        long events,
        long requested,
        long orders,
        long fills,
        long makerFills,
        long takerFills,
        long turnover,
        long capital,
        long fees,
        long funding,
        long realizedPnl,
        long unrealizedPnl,
        long netPnl,
        long maxDrawdown,
        List<Position> positions,
        List<Input> inputs) {

    /**
     * One instrument of one recorded tape.
     *
     * @param tape which of them, from 1 on
     * @param facts market facts with a time of the exchange
     * @param negativeLatencies received before they happened, as recorded
     * @param outOfOrder received after a fact that happened later
     */
    public record Input(
            int tape,
            String symbol,
            long shiftedNanos,
            long facts,
            long negativeLatencies,
            long outOfOrder,
            long largestStepBackNanos) {
        static Input of(RecordedInput from) {
            return new Input(
                    from.tape(),
                    from.instrument().symbol(),
                    from.shiftNanos(),
                    from.clock().facts(),
                    from.clock().negative(),
                    from.clock().outOfOrder(),
                    from.clock().largestStepBackNanos());
        }
    }

    /** What is held at the end of one instrument that was traded. */
    public record Position(String symbol, long quantity, long entryPrice, long mark) {
        static Position of(HeldPosition held, SourceScan scan) {
            String symbol = scan.instruments().stream()
                    .filter(instrument -> instrument.id() == held.instrument())
                    .map(instrument -> instrument.nameAmong(scan.instruments()))
                    .findFirst()
                    .orElse("?");
            return new Position(symbol, held.position(), held.entryPrice(), held.mark());
        }
    }

    /** One JSON object; nanoseconds and money are strings. */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("v", 1);
            writeFields(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory failed", e);
        }
        return text.append('\n').toString();
    }

    /** The same fields, but for {@code v}, into an object that is open. */
    public void writeFields(JsonGenerator json) throws IOException {
        counts(json);
        results(json);
        holdings(json);
        inputs(json);
    }

    private void counts(JsonGenerator json) throws IOException {
        json.writeStringField("outputHash", outputHash);
        json.writeStringField("tapeHash", tapeHash);
        json.writeNumberField("sourceRecords", sourceRecords);
        whole(json, "durationNanos", durationNanos);
        whole(json, "shiftedNanos", shiftedNanos);
        json.writeNumberField("events", events);
        json.writeNumberField("requested", requested);
        json.writeNumberField("orders", orders);
        json.writeNumberField("fills", fills);
        json.writeNumberField("makerFills", makerFills);
        json.writeNumberField("takerFills", takerFills);
    }

    private void results(JsonGenerator json) throws IOException {
        money(json, "turnover", turnover);
        money(json, "capital", capital);
        money(json, "fees", fees);
        money(json, "funding", funding);
        money(json, "realizedPnl", realizedPnl);
        money(json, "unrealizedPnl", unrealizedPnl);
        money(json, "netPnl", netPnl);
        money(json, "maxDrawdown", maxDrawdown);
    }

    private void holdings(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("positions");
        for (Position position : positions) {
            money(json, position.symbol, position.quantity);
        }
        json.writeEndObject();
        json.writeArrayFieldStart("holdings");
        for (Position position : positions) {
            json.writeStartObject();
            json.writeStringField("symbol", position.symbol);
            money(json, "quantity", position.quantity);
            money(json, "entryPrice", position.entryPrice);
            money(json, "mark", position.mark);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void inputs(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("inputs");
        for (Input input : inputs) {
            json.writeStartObject();
            json.writeNumberField("tape", input.tape);
            json.writeStringField("symbol", input.symbol);
            whole(json, "shiftedNanos", input.shiftedNanos);
            json.writeNumberField("facts", input.facts);
            json.writeNumberField("negativeLatencies", input.negativeLatencies);
            json.writeNumberField("outOfOrder", input.outOfOrder);
            whole(json, "largestStepBackNanos", input.largestStepBackNanos);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The headline numbers, one a line. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "net P&L",
                Fixed8.toString(netPnl) + "  (realized " + Fixed8.toString(realizedPnl) + ", unrealized "
                        + Fixed8.toString(unrealizedPnl) + ")");
        line(text, "fees", Fixed8.toString(fees));
        line(text, "funding", Fixed8.toString(funding));
        line(text, "max drawdown", Fixed8.toString(maxDrawdown));
        line(text, "turnover", Fixed8.toString(turnover));
        line(text, "orders", orders + " sent of " + requested + " requested");
        line(text, "fills", fills + "  (maker " + makerFills + ", taker " + takerFills + ")");
        for (Position position : positions) {
            line(text, "position", position.symbol + " " + Fixed8.toString(position.quantity));
        }
        line(text, "events", events + " from " + sourceRecords + " recorded");
        line(text, "output hash", outputHash.substring(0, 16));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name)
                .append(" ".repeat(Math.max(1, 14 - name.length())))
                .append(value)
                .append('\n');
    }

    private static void whole(JsonGenerator json, String name, long value) throws IOException {
        json.writeStringField(name, Long.toString(value));
    }

    private static void money(JsonGenerator json, String name, long fixed8) throws IOException {
        if (fixed8 == Fixed8.NULL) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, Fixed8.toString(fixed8));
        }
    }
}
