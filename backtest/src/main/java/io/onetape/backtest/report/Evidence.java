package io.onetape.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What other commands have left beside a run's tape; a missing node where they have not.
 *
 * @param bracket pessimistic, base and optimistic fill model
 * @param latencyTable the run with multiples of its latency
 * @param secondRun the same command once more, in another process
 * @param lookahead first parts of the recording alone, against the run
 * @param likeLive the run against the live session that it repeats
 */
public record Evidence(
        JsonNode bracket, JsonNode latencyTable, JsonNode secondRun, JsonNode lookahead, JsonNode likeLive) {
    private static final JsonNode MISSING = MissingNode.getInstance();

    public static final Evidence NONE = new Evidence(MISSING, MISSING, MISSING, MISSING, MISSING);
}
