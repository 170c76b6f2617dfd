package io.onetape.services.strategy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.fixed.Fixed8;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Random;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;
import org.junit.jupiter.api.Test;

final class RollingWindowTest {
    @Test
    void meanAndDeviationOfAFewSamples() {
        RollingWindow window = new RollingWindow();
        window.length(4);
        for (int price : new int[] {900, 2, 4, 4, 6}) { // the first one leaves
            window.add(price * Fixed8.ONE);
        }
        assertThat(window.isFull()).isTrue();
        assertThat(Fixed8.toString(window.mean())).isEqualTo("4");
        assertThat(Fixed8.toString(window.deviation())).isEqualTo("1.41421356");
    }

    @Test
    void manySamplesOfLargePricesAgreeWithExactDecimals() {
        long seed = 11;
        Random random = new Random(seed);
        RollingWindow window = new RollingWindow();
        window.length(900);
        ArrayDeque<BigDecimal> kept = new ArrayDeque<>();
        long price = 64_123 * Fixed8.ONE;
        for (int i = 0; i < 3_000; i++) {
            price += random.nextLong(-50 * Fixed8.ONE, 50 * Fixed8.ONE);
            window.add(price);
            kept.add(BigDecimal.valueOf(price, 8));
            if (kept.size() > 900) {
                kept.remove();
            }
            if (i % 500 == 499) {
                BigDecimal n = BigDecimal.valueOf(kept.size());
                BigDecimal mean =
                        kept.stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(n, MathContext.DECIMAL128);
                BigDecimal squares =
                        kept.stream().map(each -> each.subtract(mean).pow(2)).reduce(BigDecimal.ZERO, BigDecimal::add);
                BigDecimal deviation = squares.divide(n, MathContext.DECIMAL128).sqrt(MathContext.DECIMAL128);
                assertThat(BigDecimal.valueOf(window.mean(), 8))
                        .as("seed %d", seed)
                        .isEqualTo(mean.setScale(8, RoundingMode.HALF_EVEN));
                assertThat(BigDecimal.valueOf(window.deviation(), 8)
                                .subtract(deviation)
                                .abs())
                        .as("seed %d", seed)
                        .isLessThan(deviation.movePointLeft(9));
            }
        }
    }

    @Test
    void equalSamplesDoNotDeviate() {
        RollingWindow window = new RollingWindow();
        window.length(3);
        for (int i = 0; i < 5; i++) {
            window.add(7);
        }
        assertThat(window.deviation()).isZero();
    }

    @Test
    void itReadsBackWhatItWrote() {
        RollingWindow window = new RollingWindow();
        window.length(3);
        for (int i = 1; i < 6; i++) {
            window.add(i * i * Fixed8.ONE);
        }
        Wire wire = WireType.BINARY.apply(Bytes.allocateElasticOnHeap());
        window.writeState(wire);
        RollingWindow restored = new RollingWindow();
        restored.readState(wire);
        window.add(Fixed8.ONE);
        restored.add(Fixed8.ONE);
        assertThat(restored.mean()).isEqualTo(window.mean());
        assertThat(restored.deviation()).isEqualTo(window.deviation());
    }

    @Test
    void rootsAreTheLargestWholeOnes() {
        long seed = 3;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            long high = random.nextLong() >>> random.nextInt(2, 64);
            long low = random.nextLong();
            BigInteger number = BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
            assertThat(BigInteger.valueOf(SquareRoot.floor(high, low)))
                    .as("seed %d", seed)
                    .isEqualTo(number.sqrt());
        }
        assertThatThrownBy(() -> SquareRoot.floor(-1, 0)).isInstanceOf(ArithmeticException.class);
    }
}
