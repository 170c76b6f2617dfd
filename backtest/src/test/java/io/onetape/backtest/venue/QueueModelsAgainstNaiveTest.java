package io.onetape.backtest.venue;

import static io.onetape.journal.schema.Side.BUY;
import static io.onetape.journal.schema.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random small markets: the venue and {@link NaiveFronts} must refuse and fill the same, to the eighth decimal. */
final class QueueModelsAgainstNaiveTest {
    private static final int MARKETS = 200;
    private static final int EVENTS = 150;
    private static final long LOWEST = 1000;
    private static final int PRICES = 9;

    @ParameterizedTest
    @CsvSource({"power, 3", "power2, 1.5", "power3, 3", "power, 0.5", "log, 0", "log2, 0"})
    void bothFillTheSame(String model, double exponent) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        int fills = 0;
        int fractions = 0;
        for (int market = 0; market < MARKETS; market++) {
            List<String> filled = compare(seed + market, model, exponent);
            fills += filled.size();
            fractions += (int) filled.stream()
                    .filter(fill -> fill.substring(0, fill.indexOf(' ')).contains("."))
                    .count();
        }
        assertThat(fills).isGreaterThan(MARKETS);
        assertThat(fractions).as("a front that the model has moved").isPositive();
    }

    private static List<String> compare(long seed, String model, double exponent) {
        SplittableRandom random = new SplittableRandom(seed);
        QueueRule rule = QueueRule.parse(exponent == 0 ? model : model + ":" + exponent);
        TestVenue fast = new TestVenue(rule, FillModel.PARTIAL_FILL, BookSource.DEPTH);
        NaiveFronts naive = new NaiveFronts(model, exponent);
        fast.snapshot("", "");
        List<String> refusals = new ArrayList<>();
        int middle = PRICES / 2;
        for (int intent = 1; intent <= EVENTS; intent++) {
            int what = random.nextInt(12);
            if (what < 5) {
                middle = Math.max(2, Math.min(PRICES - 3, middle + random.nextInt(3) - 1));
                move(middle, random, fast, naive);
            } else if (what < 8) {
                Side aggressor = random.nextBoolean() ? BUY : SELL;
                long price = LOWEST + middle + random.nextInt(4) - 2;
                int quantity = 1 + random.nextInt(8);
                fast.print(aggressor, text(price), "" + quantity);
                naive.print(aggressor, price, quantity);
            } else if (what < 11) {
                Side side = random.nextBoolean() ? BUY : SELL;
                long price = LOWEST + random.nextInt(PRICES);
                int quantity = 1 + random.nextInt(4);
                fast.submit(intent, side, "" + quantity, text(price), TimeInForce.GTX, false);
                if (!naive.submit(intent, side, price, quantity)) {
                    refusals.add("rejected " + intent + " POST_ONLY_WOULD_CROSS -5022");
                }
            } else {
                int canceled = 1 + random.nextInt(intent);
                fast.cancel(canceled);
                naive.cancel(canceled);
            }
        }
        assertThat(fast.heard.stream().filter(line -> line.startsWith("rejected")))
                .as("refused, seed " + seed)
                .containsExactlyElementsOf(refusals);
        assertThat(fast.heard.stream().filter(line -> line.startsWith("filled")).map(line -> {
                    String[] words = line.split(" ", -1);
                    return words[2] + " of " + words[1] + " @ " + Math.round(Double.parseDouble(words[4]) * 10);
                }))
                .as("filled, seed " + seed)
                .containsExactlyElementsOf(naive.fills);
        return naive.fills;
    }

    /** Some levels change by a little, up to the middle bids, above it asks. */
    private static void move(int middle, SplittableRandom random, TestVenue fast, NaiveFronts naive) {
        StringBuilder bids = new StringBuilder();
        StringBuilder asks = new StringBuilder();
        for (int i = 0; i < PRICES; i++) {
            boolean bid = i <= middle;
            (bid ? asks : bids).append(", ").append(text(LOWEST + i)).append(" 0");
            naive.shows(bid ? SELL : BUY, LOWEST + i, 0);
            if (random.nextInt(3) > 0) {
                int quantity = 3 + random.nextInt(12);
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

    private static String text(long tenths) {
        return tenths / 10 + "." + tenths % 10;
    }
}
