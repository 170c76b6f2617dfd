package io.onetape.services.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.Emitted;
import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fills of both position modes, marks, funding, corrections and snapshots at random, against bookkeeping in plain decimals. */
final class RandomBooksTest {
    private static final String[] SIDES = {"BOTH", "LONG", "SHORT"};

    private Account account = new Account();
    private Scenario scenario = new Scenario(new CheckedAccount(account));

    /** By instrument and position side: cash and position; by instrument the mark. */
    private final Map<String, BigDecimal> cash = new TreeMap<>();

    private final Map<String, BigDecimal> position = new TreeMap<>();
    private final Map<String, BigDecimal> mark = new TreeMap<>();
    private BigDecimal besides = BigDecimal.ZERO; // fees, funding
    private int taken;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theEquityIsWhatPlainDecimalsSay(long seed) {
        run(seed, 2_000);
    }

    @ParameterizedTest
    @Tag("long")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void theEquityIsWhatPlainDecimalsSayForLong(long seed) {
        run(seed, 5_000);
    }

    @Test
    void anAccountThatIsRestoredAtAnyPointGoesOnAsIfNothingHadBeen() {
        long seed = 4;
        Random random = new Random(seed);
        begin();
        for (int step = 0; step < 400; step++) {
            String fact = fact(random);
            Duration pause = Duration.ofMillis(1 + random.nextInt(900));
            if (step % 10 == 0) {
                Account restored = StateCopy.copy(account, new Account());
                assertThat(StateCopy.text(restored))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(StateCopy.text(account));
                Scenario other = new Scenario(restored);
                other.later(Duration.ofNanos(scenario.nowNanos() - other.nowNanos())
                                .plus(pause))
                        .when(fact);
                scenario.given().later(pause).when(fact);
                assertThat(other.emitted().stream().map(RandomBooksTest::text))
                        .as("seed %d step %d after %s", seed, step, fact)
                        .containsExactlyElementsOf(scenario.emitted().stream()
                                .map(RandomBooksTest::text)
                                .toList());
                assertThat(StateCopy.text(restored))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(StateCopy.text(account));
            } else {
                scenario.later(pause).when(fact);
            }
        }
    }

    private void run(long seed, int steps) {
        Random random = new Random(seed);
        begin();
        for (int step = 0; step < steps; step++) {
            scenario.given().later(Duration.ofMillis(1 + random.nextInt(900)));
            taken = scenario.records().size();
            scenario.when(fact(random));
            scenario.records().subList(taken, scenario.records().size()).forEach(this::book);
            BigDecimal equity = new BigDecimal(1_000_000).add(besides);
            for (Map.Entry<String, BigDecimal> each : cash.entrySet()) {
                String instrument = each.getKey().substring(0, 1);
                BigDecimal held = position.getOrDefault(each.getKey(), BigDecimal.ZERO);
                equity = equity.add(each.getValue()).add(held.multiply(mark.getOrDefault(instrument, BigDecimal.ZERO)));
            }
            assertThat(BigDecimal.valueOf(account.equity(), 8))
                    .as("seed %d step %d", seed, step)
                    .isEqualByComparingTo(equity.setScale(8, RoundingMode.HALF_EVEN));
        }
        assertThat(cash).as("seed %d: corrections of the balance", seed).containsKey("0BOTH");
    }

    private void begin() {
        scenario.given(
                "InstrumentDefined instrument=1 contract=LINEAR symbol=BTCUSDT quoteAsset=USDT",
                "InstrumentDefined instrument=2 contract=LINEAR symbol=ETHUSDT quoteAsset=USDT",
                "ConfigSet key=account.capital value=1000000",
                "MarkPriceUpdate instrument=1 mark=100",
                "MarkPriceUpdate instrument=2 mark=100");
        mark.put("1", new BigDecimal(100));
        mark.put("2", new BigDecimal(100));
    }

    private String fact(Random random) {
        int instrument = 1 + random.nextInt(2);
        String price = Fixed8.toString(90 * Fixed8.ONE + random.nextInt(Integer.MAX_VALUE));
        return switch (random.nextInt(10)) {
            case 0, 1 -> "MarkPriceUpdate instrument=" + instrument + " mark=" + price;
            case 2 -> "FundingPaid instrument=" + instrument + " payment=" + signed(random, 500_000_000);
            case 3 ->
                "OrderChanged mm1-" + (1 + random.nextInt(5)) + " instrument=" + instrument
                        + " side=BUY previous=SUBMITTED quantity=9 leaves=" + random.nextInt(9) + " price=" + price
                        + " state="
                        + (random.nextBoolean() ? "SUBMITTED" : "CANCELED");
            case 4 -> snapshot(random);
            case 5 ->
                "Correction instrument=" + instrument + " position=" + signed(random, 300_000_000) + " cash="
                        + signed(random, 2_000_000_000) + " positionSide=" + SIDES[random.nextInt(3)];
            default ->
                "Fill mm1-1 instrument=" + instrument + " price=" + price + " quantity="
                        + Fixed8.toString(1 + random.nextInt(500_000_000)) + " side="
                        + (random.nextBoolean() ? "BUY" : "SELL")
                        + " fee=" + signed(random, 50_000_000) + " feeAsset=USDT positionSide="
                        + SIDES[random.nextInt(3)];
        };
    }

    /** The venue has one more in one position, for as long as a coin says so, and its balance differs from ours by about as much each time. */
    private String snapshot(Random random) {
        StringBuilder positions = new StringBuilder();
        for (HeldPosition held : account.positions()) {
            if (held.instrument() != 0) {
                long more = held.instrument() == 1 && held.positionSide().name().equals("LONG") && random.nextInt(3) > 0
                        ? Fixed8.ONE
                        : 0;
                positions
                        .append(positions.length() == 0 ? "" : ",")
                        .append(held.instrument())
                        .append('/')
                        .append(Fixed8.toString(held.position() + more))
                        .append("/100/")
                        .append(held.positionSide());
            }
        }
        long balance = account.equity() - account.unrealizedPnl() + (random.nextInt(3) > 0 ? 5 * Fixed8.ONE : 0);
        return "AccountSnapshot balances=" + Fixed8.toString(balance) + "/null/USDT positions=" + positions;
    }

    /** Without the sequence of the fact: the other tape begins with it. */
    private static String text(Emitted record) {
        return record.toString().replaceAll(" at \\d+", "");
    }

    private static String signed(Random random, int bound) {
        return Fixed8.toString(random.nextLong(2L * bound) - bound);
    }

    private void book(Emitted record) {
        String instrument = record.get("instrument");
        switch (record.name()) {
            case "MarkPriceUpdate" -> mark.put(instrument, new BigDecimal(record.get("mark")));
            case "FundingPaid" -> besides = besides.add(new BigDecimal(record.get("payment")));
            case "Fill" -> {
                BigDecimal quantity = new BigDecimal(record.get("quantity"));
                BigDecimal change = record.get("side").equals("BUY") ? quantity : quantity.negate();
                move(
                        instrument + record.get("positionSide"),
                        change,
                        change.multiply(new BigDecimal(record.get("price"))).negate());
                besides = besides.subtract(new BigDecimal(record.get("fee")));
            }
            case "Correction" ->
                move(
                        instrument + record.get("positionSide"),
                        new BigDecimal(record.get("position")),
                        new BigDecimal(record.get("cash")));
            default -> {}
        }
    }

    private void move(String key, BigDecimal change, BigDecimal money) {
        position.merge(key, change, BigDecimal::add);
        cash.merge(key, money, BigDecimal::add);
    }
}
