package io.onetape.services.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopEncoder;
import io.onetape.journal.schema.FillEncoder;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Side;
import io.onetape.services.Scenario;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The account against plain BigDecimal bookkeeping over random fills and mids. */
final class AccountExactnessTest {
    private static final BigDecimal HUNDREDTH_OF_A_MICRO = new BigDecimal("0.00000001");

    private final Ledger ledger = new Ledger();
    private final Plain[] books = {
        new Plain(ledger.holdings.of(1)),
        new Plain(ledger.holdings.of(1, PositionSide.LONG)),
        new Plain(ledger.holdings.of(1, PositionSide.SHORT))
    };
    private BigDecimal funding = BigDecimal.ZERO;

    @Test
    void hundredThousandFillsDriftByNothing() {
        fillsDriftByNothing(100_000, 7);
    }

    @Test
    @Tag("long")
    void aMillionFillsDriftByNothing() {
        fillsDriftByNothing(1_000_000, 8);
    }

    @Test
    void equityMovedByDifferencesIsTheSumOfItsPartsAndTheDrawdownIsFoundExactly() {
        long seed = 9;
        Random random = new Random(seed);
        Account account = new Account();
        Scenario scenario = new Scenario(new CheckedAccount(account));
        scenario.given(
                "InstrumentDefined instrument=1 contract=LINEAR quoteAsset=USDT",
                "ConfigSet key=account.capital value=5");
        RecordDraft draft = new RecordDraft();
        BigDecimal peak = BigDecimal.ZERO;
        BigDecimal drawdown = BigDecimal.ZERO;
        for (int step = 0; step < 3_000; step++) {
            if (random.nextInt(4) == 0) {
                fill(draft, random);
            } else {
                long mid = price(random);
                draft.begin(new BookTopEncoder(), 1).mid(mid).status(BookStatus.VALID);
            }
            scenario.when(draft);
            HeldPosition held = account.positions().get(0);
            assertThat(held.realizedPnl() + held.unrealizedPnl() - held.fees() + held.funding())
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(account.netPnl());
            assertThat(account.realizedPnl() + account.unrealizedPnl() - account.fees() + account.funding())
                    .isEqualTo(account.netPnl());
            assertThat(account.equity()).isEqualTo(account.capital() + account.netPnl());
            BigDecimal net = BigDecimal.valueOf(account.netPnl(), 8);
            peak = peak.max(net);
            drawdown = drawdown.max(peak.subtract(net));
        }
        // Prices have one decimal and quantities three, so nothing is rounded and the two must be the same.
        assertThat(BigDecimal.valueOf(account.maxDrawdown(), 8))
                .as("seed %d", seed)
                .isEqualByComparingTo(drawdown);
        assertThat(drawdown).isPositive();
    }

    /** Of the net, the long and the short position of one instrument; with funding and corrections between them. */
    private void fillsDriftByNothing(int fills, long seed) {
        Random random = new Random(seed);
        for (int i = 1; i <= fills; i++) {
            Plain plain = books[random.nextInt(books.length)];
            long price = 1 + (random.nextLong() >>> 22); // up to 43,980 with all eight decimals
            long quantity = 1 + (random.nextLong() >>> 33); // up to 21 with all eight decimals
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            if (i % 50 == 0) {
                long change = side == Side.BUY ? quantity : -quantity;
                long money = Math.negateExact(Fixed8.multiply(change, price)) + random.nextInt(1_000);
                ledger.correct(plain.holding, change, money);
                plain.correct(BigDecimal.valueOf(change, 8), BigDecimal.valueOf(money, 8));
            } else {
                ledger.fill(1, plain.holding.side, side, price, quantity);
                ledger.equity.settle();
                plain.fill(side, BigDecimal.valueOf(price, 8), BigDecimal.valueOf(quantity, 8));
            }
            if (i % 70 == 0) {
                long payment = random.nextInt();
                ledger.fund(plain.holding, payment);
                funding = funding.add(BigDecimal.valueOf(payment, 8));
            }
            assertThat(plain.holding.realized() + plain.holding.unrealized()).isEqualTo(plain.holding.total());
            if (i % 97 == 0 || i == fills) {
                compare("seed " + seed + " fill " + i);
            }
        }
    }

    private void compare(String when) {
        BigDecimal mark = BigDecimal.valueOf(ledger.holdings.of(1).mark, 8);
        BigDecimal net = funding;
        for (Plain plain : books) {
            Holding holding = plain.holding;
            assertThat(holding.position)
                    .as(when)
                    .isEqualTo(plain.position.unscaledValue().longValueExact());
            assertThat(BigDecimal.valueOf(holding.realized(), 8)
                            .subtract(plain.cash.add(plain.cost))
                            .abs())
                    .as("realised, %s", when)
                    .isLessThanOrEqualTo(HUNDREDTH_OF_A_MICRO);
            net = net.add(plain.cash).add(plain.position.multiply(mark));
        }
        long expected = net.setScale(8, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
        assertThat(ledger.netPnl()).as(when).isEqualTo(expected);
        assertThat(ledger.equity.net().toFixed8HalfEven()).as(when).isEqualTo(expected);
    }

    /** One position by average cost, with forty digits instead of sixteen decimals. */
    private static final class Plain {
        private final Holding holding;
        private BigDecimal cash = BigDecimal.ZERO;
        private BigDecimal cost = BigDecimal.ZERO;
        private BigDecimal position = BigDecimal.ZERO.setScale(8);

        private Plain(Holding holding) {
            this.holding = holding;
        }

        private void fill(Side side, BigDecimal price, BigDecimal quantity) {
            BigDecimal change = side == Side.BUY ? quantity : quantity.negate();
            cash = cash.subtract(change.multiply(price));
            BigDecimal next = position.add(change);
            if (position.signum() == 0 || position.signum() == change.signum()) {
                cost = cost.add(change.multiply(price));
            } else if (next.signum() == 0 || next.signum() == change.signum()) {
                cost = next.multiply(price);
            } else {
                cost = cost.multiply(next).divide(position, new MathContext(40, RoundingMode.HALF_EVEN));
            }
            position = next;
        }

        private void correct(BigDecimal change, BigDecimal money) {
            cash = cash.add(money);
            position = position.add(change);
            cost = position.signum() == 0 ? BigDecimal.ZERO : cost.subtract(money);
        }
    }

    private static void fill(RecordDraft draft, Random random) {
        draft.begin(new FillEncoder(), 1)
                .intent(1)
                .price(price(random))
                .quantity((1 + random.nextInt(50)) * (Fixed8.ONE / 1000))
                .cumulativeQuantity(Fixed8.NULL)
                .fee((random.nextInt(200) - 50) * 10_000L)
                .side(random.nextBoolean() ? Side.BUY : Side.SELL)
                .liquidity(Liquidity.MAKER)
                .positionSide(PositionSide.BOTH)
                .feeAsset("USDT");
    }

    private static long price(Random random) {
        return (600_000 + random.nextInt(2_000)) * (Fixed8.ONE / 10);
    }
}
