package io.onetape.services.execution.gate;

import static io.onetape.journal.schema.CircuitState.CLOSED;
import static io.onetape.journal.schema.CircuitState.HALF_OPEN;
import static io.onetape.journal.schema.CircuitState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.schema.CircuitState;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Walks every step of a breaker: two failures within 10 ms open it, 5 ms later it is half open, two successes close it. */
final class BreakerTest {
    private static final long MILLI = 1_000_000L;

    private enum Event {
        FAILURE,
        LAST_FAILURE,
        SUCCESS,
        LAST_SUCCESS,
        TIME
    }

    private record Step(CircuitState from, Event event, CircuitState to, boolean told) {}

    private static final List<Step> TABLE = List.of(
            new Step(CLOSED, Event.FAILURE, CLOSED, false),
            new Step(CLOSED, Event.LAST_FAILURE, OPEN, true),
            new Step(CLOSED, Event.SUCCESS, CLOSED, false),
            new Step(CLOSED, Event.LAST_SUCCESS, CLOSED, false),
            new Step(CLOSED, Event.TIME, CLOSED, false),
            new Step(OPEN, Event.FAILURE, OPEN, false),
            new Step(OPEN, Event.LAST_FAILURE, OPEN, false),
            new Step(OPEN, Event.SUCCESS, OPEN, false),
            new Step(OPEN, Event.LAST_SUCCESS, OPEN, false),
            new Step(OPEN, Event.TIME, HALF_OPEN, true),
            new Step(HALF_OPEN, Event.FAILURE, OPEN, true),
            new Step(HALF_OPEN, Event.LAST_FAILURE, OPEN, true),
            new Step(HALF_OPEN, Event.SUCCESS, HALF_OPEN, false),
            new Step(HALF_OPEN, Event.LAST_SUCCESS, CLOSED, true),
            new Step(HALF_OPEN, Event.TIME, HALF_OPEN, true));

    private final Settings settings = new Settings();
    private long now = 1_000 * MILLI;

    @Test
    void theTableHoldsEveryStateWithEveryEventAndIsWalked() {
        assertThat(TABLE)
                .hasSize(CircuitState.values().length * Event.values().length
                        - Event.values().length); // without NULL_VAL
        configure("2");
        for (Step step : TABLE) {
            Breaker breaker = in(step.from);
            assertThat(happens(breaker, step.event)).as(step.toString()).isEqualTo(step.told);
            assertThat(breaker.state()).as(step.toString()).isEqualTo(step.to);
            boolean waits = step.to != CLOSED;
            assertThat(breaker.dueNanos() != Breaker.NEVER).as(step.toString()).isEqualTo(waits);
        }
    }

    @Test
    void failuresThatAreTooFarApartDoNotOpenIt() {
        configure("2");
        Breaker breaker = new Breaker(0, "venue", settings);
        for (int i = 0; i < 10; i++) {
            assertThat(breaker.failed(now)).isFalse();
            now += 10 * MILLI; // the failure before has just left the window
        }
        now -= 1;
        assertThat(breaker.failed(now)).isTrue();
        assertThat(breaker.why()).isEqualTo("2 failures within 10 ms");
    }

    @Test
    void aThresholdOfZeroNeverOpensIt() {
        configure("0");
        Breaker breaker = new Breaker(0, "venue", settings);
        for (int i = 0; i < 1_000; i++) {
            assertThat(breaker.failed(now)).isFalse();
        }
        assertThat(breaker.isAtRest()).isTrue();
    }

    @Test
    void itOpensAgainForAsLongAsTheFirstTime() {
        configure("2");
        Breaker breaker = in(HALF_OPEN);
        now += MILLI;
        assertThat(breaker.failed(now)).isTrue();
        assertThat(breaker.dueNanos()).isEqualTo(now + 5 * MILLI);
        assertThat(breaker.passed(now + 5 * MILLI - 1)).isFalse();
        assertThat(breaker.passed(now + 5 * MILLI)).isTrue();
    }

    private void configure(String failures) {
        settings.set("execution.circuitFailures", failures);
        settings.set("execution.circuitWindowMillis", "10");
        settings.set("execution.circuitOpenMillis", "5");
        settings.set("execution.halfOpenOrders", "2");
    }

    private Breaker in(CircuitState state) {
        Breaker breaker = new Breaker(0, "venue", settings);
        if (state != CLOSED) {
            breaker.failed(now);
            breaker.failed(now);
        }
        if (state == HALF_OPEN) {
            now += 5 * MILLI;
            breaker.passed(now);
        }
        assertThat(breaker.state()).isEqualTo(state);
        return breaker;
    }

    private boolean happens(Breaker breaker, Event event) {
        now += MILLI;
        return switch (event) {
            case FAILURE -> breaker.failed(now);
            case LAST_FAILURE -> twice(() -> breaker.failed(now));
            case SUCCESS -> breaker.succeeded();
            case LAST_SUCCESS -> twice(breaker::succeeded);
            case TIME -> {
                now += 5 * MILLI;
                yield breaker.passed(now);
            }
        };
    }

    /** True if one of the two has changed something. */
    private static boolean twice(BooleanSupplier event) {
        boolean first = event.getAsBoolean();
        boolean second = event.getAsBoolean();
        return first || second;
    }
}
