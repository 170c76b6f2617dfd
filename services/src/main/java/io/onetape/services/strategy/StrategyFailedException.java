package io.onetape.services.strategy;

import io.onetape.journal.record.OrderId;

/** A strategy threw while it handled a record. The processor's state is not to be used any more: nothing of that record may take effect. */
public final class StrategyFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long strategy;
    private final long sequence;

    /** {@code sequence} is the record's that was handled, or before which a timer fired. */
    StrategyFailedException(long strategy, long sequence, Throwable cause) {
        super("strategy " + OrderId.strategyName(strategy) + " failed at sequence " + sequence + ": " + cause, cause);
        this.strategy = strategy;
        this.sequence = sequence;
    }

    /** The strategy's name as it stands on the tape, as {@link Strategies#quarantine} takes it. */
    public long strategy() {
        return strategy;
    }

    /** {@code mm1}. */
    public String strategyName() {
        return OrderId.strategyName(strategy);
    }

    /** The record from which on the strategy is to be in quarantine. */
    public long sequence() {
        return sequence;
    }
}
