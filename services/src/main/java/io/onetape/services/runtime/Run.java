package io.onetape.services.runtime;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.services.config.RunMode;
import io.onetape.services.config.topology.ServiceKind;
import java.util.Optional;

/**
 * What one run is, for as long as its tape lasts; what may change besides stands in the configuration.
 *
 * @param mode what becomes of what execution submits
 * @param startNanos time of the tape's first records
 * @param lockstep true: the order of one JVM across processes; false: as it comes
 * @param feed where the market comes from; empty: from nowhere
 */
public record Run(long tapeId, RollCycle roll, RunMode mode, long startNanos, boolean lockstep, Optional<Feed> feed) {
    /** True of services that host a processor in this run. */
    public boolean hostsProcessor(ServiceKind kind) {
        return switch (kind) {
            case MARKETDATA, STRATEGY, RISK, EXECUTION, ACCOUNT -> true;
            case VENUE -> mode == RunMode.PAPER;
            case SEQUENCER, CACHE, REMOTE, CLOCK, FEED -> false;
        };
    }

    /** The source of the command's requests. */
    public static final String OPERATOR = "operator";

    /** The source of the configuration's settings. */
    public static final String CONFIGURATION = "configuration";

    /**
     * A recorded tape whose facts happen again.
     *
     * @param tape its folder
     * @param speed 0: as fast as it can; else a multiple of the pace at which the facts came
     */
    public record Feed(String tape, double speed) {}
}
