package io.onetape.services.strategy;

import java.util.List;

/** A plug-in is not there or is refused. The message says what was found, what was expected and where; each reason of a refusal stands on a line of its own. */
public final class StrategyPackageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;

    public StrategyPackageException(String message) {
        super(message);
        this.reasons = List.of();
    }

    /** Refused for these reasons. */
    public StrategyPackageException(String message, List<String> reasons) {
        super(message + "\n  " + String.join("\n  ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    /** Why it is refused, {@code Class.method: calls X}; empty if it is not there. */
    public List<String> reasons() {
        return reasons;
    }
}
