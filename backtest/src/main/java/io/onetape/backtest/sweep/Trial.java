package io.onetape.backtest.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.journal.fixed.Fixed8;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a trial is ranked by, read from its line.
 *
 * @param number in the grid, from 1
 * @param optionsHash of everything that it depends on but the tape, the code and its parameters
 * @param refused why it was refused; empty if it was not: then all else is 0
 * @param warnings how many things a reader of its numbers has to know
 * @param netPnl Fixed8, as all money
 * @param outputHash empty if it was refused
 */
public record Trial(
        int number,
        String optionsHash,
        String tapeHash,
        Part part,
        Map<String, String> parameters,
        String refused,
        int warnings,
        long netPnl,
        long maxDrawdown,
        long turnover,
        long fees,
        long fills,
        long orders,
        String outputHash,
        Daily daily) {
    private static final long BASIS_POINTS = 10_000;

    /** Throws {@link IllegalArgumentException} saying what is missing. */
    public static Trial of(JsonNode line) {
        if (!line.path("trial").canConvertToInt() || !line.path("parameters").isObject()) {
            throw new IllegalArgumentException("expected a trial with its parameters");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        line.path("parameters")
                .properties()
                .forEach(each -> parameters.put(each.getKey(), each.getValue().asText()));
        String refused = line.path("refused").isTextual() ? line.path("refused").asText() : "";
        boolean ran = refused.isEmpty();
        return new Trial(
                line.path("trial").asInt(),
                line.path("optionsHash").asText(""),
                line.path("tapeHash").asText(""),
                part(line.path("part")),
                parameters,
                refused,
                line.path("warnings").size(),
                ran ? fixed(line, "netPnl") : 0,
                ran ? fixed(line, "maxDrawdown") : 0,
                ran ? fixed(line, "turnover") : 0,
                ran ? fixed(line, "fees") : 0,
                line.path("fills").asLong(),
                line.path("orders").asLong(),
                line.path("outputHash").asText(""),
                Daily.of(line));
    }

    public boolean isRefused() {
        return !refused.isEmpty();
    }

    public boolean hasTraded() {
        return fills > 0;
    }

    /** Net profit over what was traded, in basis points, Fixed8; {@link Fixed8#NULL} if nothing was. */
    public long edge() {
        return turnover == 0 ? Fixed8.NULL : Fixed8.multiplyDivide(netPnl, BASIS_POINTS * Fixed8.ONE, turnover);
    }

    private static Part part(JsonNode part) {
        return part.isObject()
                ? new Part(
                        part.path("kind").asText(),
                        part.path("number").asInt(),
                        part.path("fromNanos").asLong(Long.MIN_VALUE),
                        part.path("toNanos").asLong(Long.MAX_VALUE))
                : Part.WHOLE;
    }

    private static long fixed(JsonNode line, String name) {
        if (!line.path(name).isTextual()) {
            throw new IllegalArgumentException("expected " + name + " of trial " + line.path("trial"));
        }
        return Fixed8.parse(line.path(name).asText());
    }
}
