package io.onetape.services.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OrderBookTest {
    private static final int STEPS = 20_000;
    private static final int PRICES = 300;

    @RepeatedTest(4)
    void theFastBookAndTheNaiveBookAreEqualAtEachStep() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        OrderBook fast = new OrderBook();
        NaiveSide[] naive = {new NaiveSide(Side.BUY), new NaiveSide(Side.SELL)};
        for (int step = 0; step < STEPS; step++) {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            NaiveSide slow = side == Side.BUY ? naive[0] : naive[1];
            BookSide quick = side == Side.BUY ? fast.bids() : fast.asks();
            int dice = random.nextInt(1000);
            if (dice == 0) {
                fast.clear();
                naive[0].clear();
                naive[1].clear();
            } else if (dice < 5) {
                load(side, quick, slow, random);
            } else {
                long price = price(random);
                long quantity = random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000) + 1;
                quick.set(price, quantity);
                slow.set(price, quantity);
            }
            String where = "seed " + seed + ", step " + step;
            assertSame(fast.bids(), naive[0], price(random), where);
            assertSame(fast.asks(), naive[1], price(random), where);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Side.class,
            names = {"BUY", "SELL"})
    void aFullSideLetsTheLevelFurthestFromTheTouchGo(Side side) {
        long away = side == Side.BUY ? -1 : 1;
        BookSide levels = new BookSide(side);
        for (int level = 0; level < BookSide.MAX_LEVELS; level++) {
            levels.load(Fixed8.ONE + level * away, 5);
        }
        long worst = levels.price(BookSide.MAX_LEVELS - 1);

        levels.set(worst + away, 7);
        assertThat(levels.quantityAt(worst + away)).isZero();

        levels.set(Fixed8.ONE - away, 7);
        assertThat(levels.levels()).isEqualTo(BookSide.MAX_LEVELS);
        assertThat(levels.bestQuantity()).isEqualTo(7);
        assertThat(levels.quantityAt(worst)).isZero();
        assertThat(levels.price(BookSide.MAX_LEVELS - 1)).isEqualTo(worst - away);
    }

    @Test
    void aBookIsCrossedWhenTheBestBidReachesTheBestAsk() {
        OrderBook book = new OrderBook();
        book.bids().set(100, 1);
        assertThat(book.isCrossed()).isFalse();
        book.asks().set(101, 1);
        assertThat(book.isCrossed()).isFalse();
        book.bids().set(101, 1);
        assertThat(book.isCrossed()).isTrue();
        book.asks().set(101, 0);
        assertThat(book.isCrossed()).isFalse();
    }

    @Test
    void aNegativeQuantityIsRefusedAndNamed() {
        assertThatThrownBy(() -> new OrderBook().bids().set(Fixed8.ONE, -1))
                .hasMessage("expected a price and a quantity of 0 or more, found 1 x -0.00000001");
    }

    /** As venues do, best first; sometimes in no order and with a price given twice. */
    private static void load(Side side, BookSide fast, NaiveSide slow, Random random) {
        boolean inOrder = random.nextInt(4) > 0;
        Map<Long, Long> sorted = new NaiveSide(side).levels();
        for (int i = random.nextInt(200); i > 0; i--) {
            sorted.put(price(random), random.nextInt(1000) + 1L);
        }
        List<Map.Entry<Long, Long>> levels = new ArrayList<>(sorted.entrySet());
        if (!inOrder) {
            Collections.shuffle(levels, random);
            levels.stream().findFirst().ifPresent(first -> levels.add(Map.entry(first.getKey(), 7L)));
        }
        fast.clear();
        slow.clear();
        for (Map.Entry<Long, Long> level : levels) {
            fast.load(level.getKey(), level.getValue());
            slow.set(level.getKey(), level.getValue());
        }
    }

    private static long price(Random random) {
        return (random.nextInt(PRICES) - 5) * 10L; // a few below zero, for the sorting's sake
    }

    private static void assertSame(BookSide fast, NaiveSide slow, long price, String where) {
        assertThat(fast.levels()).as(where).isEqualTo(slow.levels().size());
        int level = 0;
        boolean same = true;
        for (Map.Entry<Long, Long> expected : slow.levels().entrySet()) {
            same &= fast.price(level) == expected.getKey() && fast.quantity(level) == expected.getValue();
            level++;
        }
        assertThat(same).as(where).isTrue();
        assertThat(fast.isEmpty()).as(where).isEqualTo(level == 0);
        assertThat(fast.bestPrice()).as(where).isEqualTo(level == 0 ? Fixed8.NULL : fast.price(0));
        assertThat(fast.bestQuantity()).as(where).isEqualTo(level == 0 ? Fixed8.NULL : fast.quantity(0));
        assertThat(fast.quantityAt(price)).as(where).isEqualTo(slow.quantityAt(price));
        assertThat(fast.levelsBetterThan(price)).as(where).isEqualTo(slow.levelsBetterThan(price));
    }
}
