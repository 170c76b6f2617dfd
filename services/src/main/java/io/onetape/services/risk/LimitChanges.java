package io.onetape.services.risk;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.LimitScope;
import io.onetape.replay.Emitter;

/**
 * Takes new limits as a whole, in place of the former ones of the same instrument, strategy or account. A RiskLimitsSet is a fact, so what is wrong with it is
 * answered by the alert {@code limits-refused}, CRITICAL, and the former limits hold: limits that make no sense, and a position or notional below what is held
 * now, which would be exceeded from its first moment on (reduce first, or halt). A draw-down, leverage or margin ratio that is exceeded already is taken: it is a
 * breach at once.
 */
final class LimitChanges {
    private final Scopes scopes;
    private final Breaches breaches;
    private final RiskRecords records;

    LimitChanges(Scopes scopes, Breaches breaches, RiskRecords records) {
        this.scopes = scopes;
        this.breaches = breaches;
        this.records = records;
    }

    void take(Limits limits, Emitter out) {
        Limited limited = scopes.of(limits.scope(), limits.instrument(), limits.strategy());
        boolean isDefault = limits.scope() == LimitScope.INSTRUMENT && limits.instrument() == 0;
        StringBuilder problem = new StringBuilder(limits.problem());
        if (!isDefault) {
            addWhatIsHeld(limits, limited, problem);
        } else {
            scopes.forEach(each -> {
                if (each.scope == LimitScope.INSTRUMENT && each.limits == null) {
                    addWhatIsHeld(limits, each, problem);
                }
            });
        }
        if (!problem.isEmpty()) {
            records.critical(
                    limits.instrument(), "limits-refused", "limits of " + scopes.name(limited) + ": " + problem, out);
            return;
        }
        limited.limits = limits;
        if (!isDefault) {
            begin(limited, out);
        } else {
            scopes.forEach(each -> {
                if (each.scope == LimitScope.INSTRUMENT && each.limits == null) {
                    begin(each, out);
                }
            });
        }
    }

    private void begin(Limited limited, Emitter out) {
        limited.breached = 0;
        breaches.check(limited, out);
    }

    private void addWhatIsHeld(Limits limits, Limited limited, StringBuilder problem) {
        boolean traded = limits.scope() != LimitScope.INSTRUMENT || limits.areSet();
        if (!problem.isEmpty() || !traded) {
            return;
        }
        long position = limited.largestPosition();
        long notional = limited.notional();
        if (limits.maximumPosition() != Fixed8.NULL && position > limits.maximumPosition()) {
            add("position", position, limits.maximumPosition(), limited, problem);
        } else if (limits.maximumNotional() != Fixed8.NULL && notional > limits.maximumNotional()) {
            add("notional", notional, limits.maximumNotional(), limited, problem);
        }
    }

    private void add(String what, long held, long limit, Limited limited, StringBuilder problem) {
        problem.append("expected a maximum ").append(what).append(" of at least ");
        Fixed8.append(problem, held)
                .append(", which is held in ")
                .append(scopes.name(limited))
                .append(", found ");
        Fixed8.append(problem, limit);
    }
}
