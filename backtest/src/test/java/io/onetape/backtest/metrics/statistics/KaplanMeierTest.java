package io.onetape.backtest.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KaplanMeierTest {
    private static final long SECOND = 1_000_000_000L;

    /**
     * Ten orders. Filled after 1, 2, 2, 5 s; canceled after 2, 3, 4, 6, 6, 7 s. At risk: 10, 9, 4. S(1) = 0.9; S(2) = 0.9 x 7/9 = 0.7, the cancel at 2 s being
     * at risk still; S(5) = 0.7 x 3/4 = 0.525.
     */
    private static Survival ten() {
        KaplanMeier estimate = new KaplanMeier();
        for (long seconds : new long[] {5, 2, 1, 2}) {
            estimate.event(seconds * SECOND);
        }
        for (long seconds : new long[] {7, 2, 6, 3, 6, 4}) {
            estimate.censored(seconds * SECOND);
        }
        return estimate.survival();
    }

    @Test
    void canceledOrdersCountAsLongAsTheyWereThere() {
        Survival survival = ten();
        assertThat(survival.orders()).isEqualTo(10);
        assertThat(survival.events()).isEqualTo(4);
        assertThat(survival.censored()).isEqualTo(6);
        assertThat(share(survival, 500_000_000L).value()).isZero();
        assertThat(share(survival, SECOND).value()).isCloseTo(0.1, within(1e-12));
        assertThat(share(survival, 2 * SECOND).value()).isCloseTo(0.3, within(1e-12));
        assertThat(share(survival, 5 * SECOND).value()).isCloseTo(0.475, within(1e-12));
        assertThat(share(survival, 10 * SECOND).reason()).isEqualTo("no order was watched so long");
    }

    @Test
    void aQuartileIsTheTimeByWhichSoManyHaveIt() {
        Survival survival = ten();
        assertThat(survival.p25().value()).isEqualTo(2 * SECOND);
        assertThat(survival.median().reason()).isEqualTo("fewer were filled");
    }

    @Test
    void allFilledIsKnownForEver() {
        KaplanMeier estimate = new KaplanMeier();
        estimate.event(SECOND);
        assertThat(estimate.survival().median().value()).isEqualTo(SECOND);
        assertThat(share(estimate.survival(), 3_600 * SECOND).value()).isEqualTo(1);
    }

    private static Figure share(Survival survival, long nanos) {
        return survival.within().stream()
                .filter(share -> share.nanos() == nanos)
                .findFirst()
                .orElseThrow()
                .share();
    }
}
