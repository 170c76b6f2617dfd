package io.onetape.backtest.venue;

import static io.onetape.journal.schema.Side.BUY;
import static io.onetape.journal.schema.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random small markets: the venue and {@link NaiveQueues} must refuse and fill the same. */
class FastAgainstNaiveTest {
    private static final int MARKETS = 200;
    private static final int EVENTS = 150;
    private static final long LOWEST = 1000;
    private static final int PRICES = 11;

    @Test
    void bothFillTheSame() {
        long seed = System.nanoTime();
        int fills = 0;
        for (int market = 0; market < MARKETS; market++) {
            fills += compare(seed + market);
        }
        assertThat(fills).as("fills seen from seed " + seed).isGreaterThan(MARKETS);
    }

    private static int compare(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean partial = random.nextBoolean();
        TestVenue fast = new TestVenue(partial ? FillModel.PARTIAL_FILL : FillModel.NO_PARTIAL_FILL);
        NaiveQueues naive = new NaiveQueues(partial);
        Crowd crowd = new Crowd(random);
        fast.snapshot("", "");
        crowd.move(fast, naive);
        List<String> refusals = new ArrayList<>();
        List<String> amends = new ArrayList<>();
        for (int intent = 1; intent <= EVENTS; intent++) {
            int what = random.nextInt(12);
            if (what < 3) {
                crowd.move(fast, naive);
            } else if (what < 6) {
                crowd.print(fast, naive);
            } else if (what < 9) {
                Side side = random.nextBoolean() ? BUY : SELL;
                long price = LOWEST + random.nextInt(PRICES);
                int quantity = 1 + random.nextInt(4);
                fast.submit(intent, side, "" + quantity, text(price), TimeInForce.GTX, false);
                if (!naive.submit(intent, side, price, quantity)) {
                    refusals.add("rejected " + intent + " POST_ONLY_WOULD_CROSS -5022");
                }
            } else if (what < 11) {
                int amended = 1 + random.nextInt(intent);
                long price = LOWEST + random.nextInt(PRICES);
                int quantity = 1 + random.nextInt(4);
                fast.amend(amended, text(price), "" + quantity);
                amends.add(naive.amend(amended, price, quantity));
            } else {
                int canceled = 1 + random.nextInt(intent);
                fast.cancel(canceled);
                naive.cancel(canceled);
            }
            naive.fills.add(NaiveQueues.NEXT);
        }
        naive.fills.removeIf(NaiveQueues.NEXT::equals);
        assertThat(fast.heard.stream().filter(line -> line.startsWith("rejected")))
                .as("refused, seed " + seed)
                .containsExactlyElementsOf(refusals);
        assertThat(fast.heard.stream()
                        .filter(line -> line.startsWith("amend"))
                        .map(line -> line.replaceAll(" @.*", "")))
                .as("amends, seed " + seed)
                .containsExactlyElementsOf(amends);
        assertThat(fast.heard.stream().filter(line -> line.startsWith("filled")).map(FastAgainstNaiveTest::shortened))
                .as("filled, seed " + seed)
                .containsExactlyElementsOf(naive.fills);
        return naive.fills.size();
    }

    /** Of "filled 3 2 @ 100.5 MAKER ..." the form of the naive one. */
    private static String shortened(String line) {
        String[] words = line.split(" ", -1);
        long tenths = Math.round(Double.parseDouble(words[4]) * 10);
        return words[2] + " of " + words[1] + " @ " + tenths;
    }

    private static String text(long tenths) {
        return tenths / 10 + "." + tenths % 10;
    }

    /** The other participants: bids up to a middle that wanders, asks above it. */
    private static final class Crowd {
        private final SplittableRandom random;
        private int middle = PRICES / 2;

        Crowd(SplittableRandom random) {
            this.random = random;
        }

        void move(TestVenue fast, NaiveQueues naive) {
            middle = Math.max(2, Math.min(PRICES - 3, middle + random.nextInt(3) - 1));
            StringBuilder bids = new StringBuilder();
            StringBuilder asks = new StringBuilder();
            for (int i = 0; i < PRICES; i++) {
                boolean bid = i <= middle;
                (bid ? asks : bids).append(", ").append(text(LOWEST + i)).append(" 0");
                naive.shows(bid ? SELL : BUY, LOWEST + i, 0);
                if (random.nextInt(3) > 0) {
                    int quantity = random.nextInt(9);
                    (bid ? bids : asks)
                            .append(", ")
                            .append(text(LOWEST + i))
                            .append(' ')
                            .append(quantity);
                    naive.shows(bid ? BUY : SELL, LOWEST + i, quantity);
                }
            }
            fast.update(bids.substring(2), asks.substring(2));
            naive.fillCrossed();
        }

        void print(TestVenue fast, NaiveQueues naive) {
            Side aggressor = random.nextBoolean() ? BUY : SELL;
            long price = LOWEST + middle + random.nextInt(4) - 2;
            int quantity = 1 + random.nextInt(8);
            fast.print(aggressor, text(price), "" + quantity);
            naive.print(aggressor, price, quantity);
        }
    }
}
