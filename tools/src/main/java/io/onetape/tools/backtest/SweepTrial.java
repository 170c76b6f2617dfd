package io.onetape.tools.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.journal.fixed.Fixed8;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One trial of a sweep, and what came out of it.
 *
 * @param number in the grid, from 1
 * @param summary null if it was refused
 * @param warnings what a reader of its numbers has to know
 * @param refused why it was refused; empty if it was not
 */
record SweepTrial(
        int number,
        Map<String, String> parameters,
        @Nullable BacktestSummary summary,
        List<String> warnings,
        String refused) {
    /** The best net profit first, then those that did not trade, then refused ones; of equal ones the lower number. */
    static final Comparator<SweepTrial> BEST_FIRST = Comparator.comparing(SweepTrial::hasTraded)
            .thenComparingLong(SweepTrial::netPnl)
            .reversed()
            .thenComparingInt(SweepTrial::number);

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long BASIS_POINTS = 10_000;

    boolean hasTraded() {
        return summary != null && summary.fills() > 0;
    }

    private long netPnl() {
        return summary == null ? Long.MIN_VALUE : summary.netPnl();
    }

    /** Net profit over what was traded, in basis points, Fixed8; {@link Fixed8#NULL} if nothing was. */
    long edge() {
        return summary == null || summary.turnover() == 0
                ? Fixed8.NULL
                : Fixed8.multiplyDivide(summary.netPnl(), BASIS_POINTS * Fixed8.ONE, summary.turnover());
    }

    /** One JSON object in one line: the trial, what it is of, and all numbers of its backtest. */
    String toJson(String strategy, String tapeHash) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("v", 1).put("trial", number).put("strategy", strategy).put("tapeHash", tapeHash);
        ObjectNode set = json.putObject("parameters");
        parameters.forEach(set::put);
        json.put("refused", refused.isEmpty() ? null : refused);
        ArrayNode said = json.putArray("warnings");
        warnings.forEach(said::add);
        try {
            if (summary != null) {
                json.setAll((ObjectNode) MAPPER.readTree(summary.toJson()));
            }
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary is JSON", e);
        }
    }
}
