package io.onetape.journal.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against BigInteger and BigDecimal, which round half-even themselves. */
final class Fixed8Test {
    private static final int ROUNDS = 30_000;
    private static final BigInteger ONE = BigInteger.valueOf(Fixed8.ONE);

    @Test
    void productsAndQuotientsAreRoundedAsBigDecimalDoes() {
        SplittableRandom random = Numbers.seeded();
        for (int i = 0; i < ROUNDS; i++) {
            long a = Numbers.any(random);
            long b = Numbers.any(random);
            long divisor = Numbers.any(random);
            assertSame(() -> Fixed8.multiply(a, b), Numbers.product(a, b), ONE, a + " * " + b);
            if (divisor != 0) {
                assertSame(
                        () -> Fixed8.divide(a, divisor),
                        Numbers.product(a, Fixed8.ONE),
                        BigInteger.valueOf(divisor),
                        a + " / " + divisor);
                assertSame(
                        () -> Fixed8.multiplyDivide(a, b, divisor),
                        Numbers.product(a, b),
                        BigInteger.valueOf(divisor),
                        a + " * " + b + " / " + divisor);
            }
        }
    }

    @Test
    void anyWideNumberIsDividedRightOrRefused() {
        SplittableRandom random = Numbers.seeded();
        for (int i = 0; i < ROUNDS; i++) {
            long high = random.nextBoolean() ? Numbers.any(random) : Numbers.any(random) >> 32;
            long low = Numbers.any(random);
            long divisor = Numbers.any(random);
            if (divisor != 0) {
                assertSame(
                        () -> Wide.divideHalfEven(high, low, divisor),
                        Numbers.wide(high, low),
                        BigInteger.valueOf(divisor),
                        high + ":" + low + " / " + divisor);
            }
        }
    }

    @Test
    void aQuotientThatRoundsBeyondTheRangeDoesNotWrap() {
        assertThatThrownBy(() -> Wide.divideHalfEven(2, -1, 3)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Wide.divideHalfEven(0, -1, 2)).isInstanceOf(ArithmeticException.class);
        assertThat(Wide.divideHalfEven(0, -2, 2)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "0.00000001, 0.5, 0", "0.00000003, 0.5, 0.00000002", "0.00000005, 0.5, 0.00000002",
        "-0.00000001, 0.5, 0", "-0.00000003, 0.5, -0.00000002", "1.5, 2.25, 3.375"
    })
    void tiesGoToTheEvenNeighbour(String a, String b, String product) {
        assertThat(Fixed8.toString(Fixed8.multiply(Fixed8.parse(a), Fixed8.parse(b))))
                .isEqualTo(product);
    }

    @Test
    void divisionByZeroIsRefused() {
        assertThatThrownBy(() -> Fixed8.divide(1, 0))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("division by zero");
    }

    @Test
    void textIsReadAndWrittenExactly() {
        SplittableRandom random = Numbers.seeded();
        for (int i = 0; i < ROUNDS; i++) {
            long value = Numbers.any(random);
            if (value == Fixed8.NULL) {
                continue;
            }
            BigDecimal exact = BigDecimal.valueOf(value, 8);
            assertThat(Fixed8.parse(exact.toPlainString())).isEqualTo(value);
            String shortest =
                    exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
            assertThat(Fixed8.toString(value)).isEqualTo(shortest);
            assertThat(Fixed8.parse(shortest)).isEqualTo(value);
            assertThat(Fixed8.parse(exact.setScale(12, RoundingMode.UNNECESSARY).toPlainString()))
                    .isEqualTo(value);
        }
        assertThat(Fixed8.toString(Fixed8.NULL)).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "-.",
                "1.2.3",
                "1e3",
                " 1",
                "1 ",
                "--1",
                "+1",
                "0x1",
                "1,5",
                "NaN",
                "١",
                "1.000000001",
                "92233720368.54775808",
                "-92233720368.54775808",
                "100000000000",
                "99999999999999999999999999"
            })
    void whatIsNoNumberIsRefusedNamingIt(String text) {
        assertThatThrownBy(() -> Fixed8.parse(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessageContaining("found '");
    }

    private static void assertSame(LongSupplier found, BigInteger dividend, BigInteger divisor, String what) {
        BigInteger expected = new BigDecimal(dividend)
                .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_EVEN)
                .toBigInteger();
        if (expected.bitLength() > 63 || expected.equals(BigInteger.valueOf(Long.MIN_VALUE))) {
            assertThatThrownBy(found::getAsLong).as(what).isInstanceOf(ArithmeticException.class);
        } else {
            assertThat(found.getAsLong()).as(what).isEqualTo(expected.longValueExact());
        }
    }
}
