package io.onetape.backtest.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.binance.BinanceImporter;
import io.onetape.backtest.latency.LatencyRule;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.BacktestSettings.RiskLimits;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.backtest.run.Recording;
import io.onetape.backtest.run.clock.ClockShift;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.venue.FeeTiers;
import io.onetape.backtest.venue.MarginTiers;
import io.onetape.backtest.venue.OrderRate;
import io.onetape.backtest.venue.QueueRule;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.OutageRule;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.Processors;
import io.onetape.services.account.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every recording that a backtest takes, with a maker, with a taker and with orders of all kinds by chance: both simulators agree on all that is heard, fill by fill. */
class RecordingsAgainstNaiveTest {
    private static final Path DATA = Path.of(System.getProperty("onetape.shared", "../../shared"), "data");
    private static final long USUAL_NOTIONAL = 1_000;
    private static final long UNIT_NOTIONAL = 200;
    private static final long REQUESTS = 2_000; // about so many
    private static final Map<String, String> MAKER = Map.of("type", "market-maker");
    private static final Map<String, String> TAKER = Map.of(
            "type", "momentum",
            "entry", "taker",
            "sample", "100ms",
            "fast", "2",
            "slow", "5",
            "threshold", "0.00001",
            "cooldown", "200ms",
            "maxHold", "2s");

    @ParameterizedTest
    @CsvSource({
        "USDM, hftbacktest/usdm/btcusdt_20230404.dat.gz,",
        "SPOT, hftbacktest_playground/spot/nexousdt_20240723.dat.gz,",
        "USDM, cryptofeed/BINANCE_FUTURES.ws.1.0.gz, cryptofeed/BINANCE_FUTURES.http.0.0.gz+cryptofeed/BINANCE_FUTURES.0.gz"
    })
    void aShortRecording(Market market, String files, String rest) throws IOException {
        compare(market, files, rest);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({
        "USDM, hftbacktest/usdm/btcusdt_20240718.gz+hftbacktest/usdm/btcusdt_20240719.gz,",
        "USDM, hftbacktest/usdm/btcusdt_20240808.gz,",
        "SPOT, hftbacktest/spot/btcusdt_20240808.gz+hftbacktest/spot/btcusdt_20240809.gz,"
    })
    void aLongRecording(Market market, String files, String rest) throws IOException {
        compare(market, files, rest);
    }

    private static void compare(Market market, String files, String rest) throws IOException {
        Recording recording = new Recording();
        List<Path> replies = rest == null ? List.of() : paths(rest);
        new BinanceImporter(
                        new ImportRequest(paths(files), replies, market, Set.of(), true, Optional.empty()), recording)
                .run();
        BacktestSummary plain =
                run(recording, MAKER, settings("risk-averse", BookSource.DEPTH, FillModel.PARTIAL_FILL));
        BacktestSummary fused = run(
                recording,
                MAKER,
                settings("power3:3", BookSource.FUSED, FillModel.NO_PARTIAL_FILL)
                        .withLatency(
                                new LatencySettings(LatencyRule.parse("1.5*feed"), LatencyRule.parse("feed+1ms"), 0)));
        BacktestSummary taker = run(recording, TAKER, settings("log", BookSource.DEPTH, FillModel.PARTIAL_FILL));
        Hits hits = new Hits();
        BacktestSummary dice = roll(recording, hits);
        System.out.println(files + ": " + plain.fills() + ", " + fused.fills() + ", " + taker.fills() + ", "
                + dice.fills() + " fills, " + hits.counts.get(Rule.LIQUIDATED) + " liquidations");
        assertThat(plain.fills() + fused.fills()).isPositive();
        assertThat(taker.takerFills()).isPositive();
        assertThat(dice.fills()).isPositive();
        assertThat(hits.counts.get(Rule.JITTER)).isPositive();
    }

    /** A small account that trades much: stops, more orders than the venue takes, fees that fall, liquidations. */
    private static BacktestSummary roll(Recording recording, Hits hits) {
        SourceScan scan = SourceScan.of(recording.tape());
        Map<Integer, Long> prices = firstPrices(recording);
        List<RandomStrategy.Traded> traded = scan.instruments().stream()
                .filter(instrument -> prices.containsKey(instrument.id()))
                .map(instrument -> traded(instrument, prices.get(instrument.id())))
                .toList();
        VenueSettings venue = settings("power2:2", BookSource.DEPTH, FillModel.PARTIAL_FILL)
                .venue()
                .withFees(FeeTiers.parse(
                        Fixed8.parse("0.0002"),
                        Fixed8.parse("0.00050505"),
                        "20000:0.0001:0.0004,200000:-0.00005:0.0003"))
                .withOrderRate(OrderRate.parse("12/10s,50/1m"))
                .withOutageRule(OutageRule.DELAY)
                .withLiquidation(MarginTiers.parse("0:0.01,5000:0.05,20000:0.2"), Fixed8.parse("0.0125"));
        BacktestSettings settings = new BacktestSettings(
                venue,
                ClockShift.AUTO,
                7,
                new LatencySettings(LatencyRule.parse("feed"), LatencyRule.parse("1ms"), 3_000_000),
                300 * Fixed8.ONE,
                new TreeMap<>(),
                List.of(),
                false);
        int perThousand = (int) Math.max(1, Math.min(100, REQUESTS * 1_000L / scan.records()));
        return Comparison.compare(
                recording.tape(),
                settings,
                List.of(new RandomStrategy(7, traded, perThousand), new Account()),
                hits,
                "by chance");
    }

    private static RandomStrategy.Traded traded(Instrument instrument, long price) {
        long lot = Math.max(1, instrument.lotSize());
        long unit = Math.max(1, Fixed8.divide(UNIT_NOTIONAL * Fixed8.ONE, price) / lot) * lot;
        return new RandomStrategy.Traded(instrument.id(), price, Math.max(2, instrument.tickSize()), lot, unit);
    }

    private static List<Path> paths(String files) {
        return Arrays.stream(files.split("\\+", -1)).map(DATA::resolve).toList();
    }

    private static BacktestSummary run(Recording recording, Map<String, String> strategy, BacktestSettings settings) {
        SourceScan scan = SourceScan.of(recording.tape());
        Map<Integer, Long> prices = firstPrices(recording);
        BacktestSettings all =
                settings.withLimits(List.of(new RiskLimits("", 1_000_000 * Fixed8.ONE, 10_000_000 * Fixed8.ONE, 100)));
        int number = 0;
        for (Instrument instrument : scan.instruments()) {
            long price = prices.getOrDefault(instrument.id(), 100 * Fixed8.ONE);
            long lot = instrument.lotSize() > 0 ? instrument.lotSize() : Fixed8.ONE;
            long quantity = Math.max(1, Fixed8.divide(USUAL_NOTIONAL * Fixed8.ONE, price) / lot) * lot;
            String key = "strategy.mm" + ++number + ".";
            if (strategy.equals(MAKER)) {
                all = all.with(key + "spread", Fixed8.toString(2 * instrument.tickSize()));
            }
            for (Map.Entry<String, String> parameter : strategy.entrySet()) {
                all = all.with(key + parameter.getKey(), parameter.getValue());
            }
            all = all.with(key + "symbol", instrument.symbol())
                    .with(key + "quantity", Fixed8.toString(quantity))
                    .with(key + "maxPosition", Fixed8.toString(10 * quantity))
                    .with(key + "enabled", "true");
        }
        return Comparison.compare(
                recording.tape(), all, Processors.all(), new Hits(), strategy + " with " + settings.venue());
    }

    private static Map<Integer, Long> firstPrices(Recording recording) {
        Map<Integer, Long> prices = new HashMap<>();
        try (TapeReader reader = recording.tape().reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                if (record.templateId() == TradePrintDecoder.TEMPLATE_ID) {
                    prices.putIfAbsent(
                            record.instrument(),
                            record.decode(new TradePrintDecoder()).price());
                }
            }
        }
        return prices;
    }

    private static BacktestSettings settings(String queueModel, BookSource book, FillModel fills) {
        BacktestSettings defaults = BacktestSettings.defaults();
        VenueSettings venue = new VenueSettings(
                QueueRule.parse(queueModel),
                fills,
                book,
                defaults.venue().makerRate(),
                defaults.venue().takerRate());
        return new BacktestSettings(
                venue,
                defaults.shift(),
                defaults.seed(),
                defaults.latency(),
                defaults.capital(),
                defaults.config(),
                List.of(),
                false);
    }
}
