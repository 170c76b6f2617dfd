package io.onetape.services.strategy;

import io.onetape.journal.record.OrderId;

/**
 * A strategy threw while a record was handled, or a timer that fired before it. The processor's state is not to be used any more: nothing of that record may take
 * effect.
 */
public final class StrategyFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long strategy;

    StrategyFailedException(long strategy, Throwable cause) {
        super("strategy " + OrderId.strategyName(strategy) + " failed: " + cause, cause);
        this.strategy = strategy;
    }

    /** The strategy's name as it stands on the tape, as {@link Strategies#quarantine} takes it. */
    public long strategy() {
        return strategy;
    }

    /** {@code mm1}. */
    public String strategyName() {
        return OrderId.strategyName(strategy);
    }
}
