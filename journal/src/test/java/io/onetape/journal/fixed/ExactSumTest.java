package io.onetape.journal.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ExactSumTest {
    private static final BigInteger ONE = BigInteger.valueOf(Fixed8.ONE);

    @Test
    void sumsOfProductsAreExactAsBigIntegersAre() {
        SplittableRandom random = Numbers.seeded();
        for (int round = 0; round < 2_000; round++) {
            ExactSum sum = new ExactSum();
            BigInteger expected = BigInteger.ZERO;
            for (int i = 0; i < 50; i++) {
                long a = Numbers.any(random);
                long b = Numbers.any(random);
                BigInteger next = switch (random.nextInt(4)) {
                    case 0 -> expected.subtract(Numbers.product(a, b));
                    case 1 -> expected.add(Numbers.product(a, Fixed8.ONE));
                    default -> expected.add(Numbers.product(a, b));
                };
                boolean subtracted = next.equals(expected.subtract(Numbers.product(a, b)));
                boolean plain = next.equals(expected.add(Numbers.product(a, Fixed8.ONE)));
                if (next.bitLength() > 127) {
                    ExactSum before = copy(sum);
                    assertThatThrownBy(() -> apply(sum, a, b, subtracted, plain))
                            .isInstanceOf(ArithmeticException.class);
                    assertThat(value(sum)).isEqualTo(value(before)); // refused whole
                } else {
                    apply(sum, a, b, subtracted, plain);
                    expected = next;
                }
                assertThat(value(sum)).isEqualTo(expected);
                assertThat(sum.signum()).isEqualTo(expected.signum());
            }
            assertRounded(sum, expected);
        }
    }

    @Test
    void aMillionFillsDriftByNothing() {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < 1_000_000; i++) {
            sum.addProduct(3, 33_333_333); // 0.00000003 * 0.33333333
        }
        for (int i = 0; i < 1_000_000; i++) {
            sum.subtractProduct(33_333_333, 3);
        }
        assertThat(sum.signum()).isZero();
    }

    @Test
    void whatWasSavedIsRestored() {
        ExactSum sum = new ExactSum();
        sum.addProduct(Long.MIN_VALUE, Long.MAX_VALUE);
        ExactSum restored = new ExactSum();
        restored.restore(sum.high(), sum.low());
        assertThat(value(restored)).isEqualTo(Numbers.product(Long.MIN_VALUE, Long.MAX_VALUE));
        restored.add(sum);
        assertThat(value(restored)).isEqualTo(value(sum).shiftLeft(1));
        restored.clear();
        assertThat(restored.signum()).isZero();
    }

    private static void apply(ExactSum sum, long a, long b, boolean subtracted, boolean plain) {
        if (subtracted) {
            sum.subtractProduct(a, b);
        } else if (plain) {
            sum.add(a);
        } else {
            sum.addProduct(a, b);
        }
    }

    private static void assertRounded(ExactSum sum, BigInteger expected) {
        BigInteger rounded = new BigDecimal(expected)
                .divide(new BigDecimal(ONE), 0, RoundingMode.HALF_EVEN)
                .toBigInteger();
        if (rounded.bitLength() > 63 || rounded.equals(BigInteger.valueOf(Long.MIN_VALUE))) {
            assertThatThrownBy(sum::toFixed8HalfEven).isInstanceOf(ArithmeticException.class);
        } else {
            assertThat(sum.toFixed8HalfEven()).isEqualTo(rounded.longValueExact());
        }
    }

    private static ExactSum copy(ExactSum sum) {
        ExactSum copy = new ExactSum();
        copy.set(sum);
        return copy;
    }

    private static BigInteger value(ExactSum sum) {
        return Numbers.wide(sum.high(), sum.low());
    }
}
