package io.onetape.tools.report.section;

import io.onetape.tools.explain.ChainStep;
import java.util.List;

/**
 * The order that opened a round trip, explained.
 *
 * @param missing what should be on the tape and is not
 */
public record TripChain(String order, List<ChainStep> steps, List<String> missing) {
    public TripChain {
        steps = List.copyOf(steps);
        missing = List.copyOf(missing);
    }
}
