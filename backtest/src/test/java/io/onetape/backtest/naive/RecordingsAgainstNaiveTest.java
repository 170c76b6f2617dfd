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
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.venue.QueueRule;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.Processors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every recording that a backtest takes, with a maker and with a taker: both simulators agree on all that is heard, fill by fill. */
class RecordingsAgainstNaiveTest {
    private static final Path DATA = Path.of(System.getProperty("onetape.shared", "../../shared"), "data");
    private static final long USUAL_NOTIONAL = 1_000;
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
        System.out.println(files + ": " + plain.fills() + ", " + fused.fills() + ", " + taker.fills() + " fills");
        assertThat(plain.fills() + fused.fills()).isPositive();
        assertThat(taker.takerFills()).isPositive();
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
