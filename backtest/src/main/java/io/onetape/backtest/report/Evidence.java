package io.onetape.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What other commands have left beside a run's tape; a missing node where they have not.
 *
 * @param bracket pessimistic, base and optimistic fill model
 * @param latencyTable the run with multiples of its latency
 * @param secondRun the same command once more
 * @param likeLive the run against the live session that it repeats
 */
public record Evidence(JsonNode bracket, JsonNode latencyTable, JsonNode secondRun, JsonNode likeLive) {
    public static final Evidence NONE = new Evidence(
            MissingNode.getInstance(), MissingNode.getInstance(), MissingNode.getInstance(), MissingNode.getInstance());
}
