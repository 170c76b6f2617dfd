package io.onetape.backtest.importer.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.importer.ImportResult;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.Market;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InstrumentsTest {
    private static final String EXCHANGE_INFO =
            "{\"timezone\":\"UTC\",\"symbols\":[{\"symbol\":\"ETHUSDT\",\"baseAsset\":\"ETH\",\"quoteAsset\":\"USDT\",\"filters\":["
                    + "{\"minPrice\":\"39.86\",\"filterType\":\"PRICE_FILTER\",\"tickSize\":\"0.01\"},"
                    + "{\"stepSize\":\"0.001\",\"filterType\":\"LOT_SIZE\",\"maxQty\":\"10000\",\"minQty\":\"0.002\"},"
                    + "{\"notional\":\"5\",\"filterType\":\"MIN_NOTIONAL\"}]}]}";

    @TempDir
    private Path folder;

    @Test
    void idsFollowTheFirstAppearanceAndDefinitionsStandInFrontOfTheFirstFact() {
        Given given = new Given(folder, Market.USDM)
                .frames(quote("ETHUSDT", "1"), quote("BTCUSDT", "1"), quote("ETHUSDT", "1"));
        ImportResult result = given.imported();
        assertThat(result.instruments()).isEqualTo(2);
        assertThat(given.sink.records()).extracting(RecordView::instrument).containsExactly(1, 1, 2, 2, 1);
        assertThat(given.sink.records())
                .extracting(RecordView::templateId)
                .startsWith(InstrumentDefinedDecoder.TEMPLATE_ID)
                .element(2)
                .isEqualTo(InstrumentDefinedDecoder.TEMPLATE_ID);
        Instrument first = definitions(given).get(0);
        assertThat(first.symbol()).isEqualTo("ETHUSDT");
        assertThat(first.venue()).isEqualTo("binance");
        assertThat(first.market()).isEqualTo(Market.USDM);
        assertThat(first.contract()).isEqualTo(Contract.LINEAR);
        assertThat(first.inferred()).isTrue();
        assertThat(first.minimumNotional()).isEqualTo(Fixed8.NULL);
    }

    @Test
    void theTickIsInferredFromTheFirstLinesBeforeTheFirstDefinition() {
        Given given = new Given(folder, Market.SPOT)
                .frames(quote("BTCUSDT", "3.00"), quote("BTCUSDT", "3.50"), quote("BTCUSDT", "3.75000"));
        given.imported();
        assertThat(definitions(given)).hasSize(1);
        assertThat(definitions(given).get(0).tickSize()).isEqualTo(Fixed8.parse("0.25"));
        assertThat(definitions(given).get(0).lotSize()).isEqualTo(Fixed8.parse("2"));
    }

    @Test
    void aPriceOffTheInferredTickDefinesTheInstrumentAgainBeforeThatRecord() {
        String[] frames = new String[30_000];
        java.util.Arrays.fill(frames, quote("BTCUSDT", "3.5"));
        frames[frames.length - 1] = quote("BTCUSDT", "3.51");
        Given given = new Given(folder, Market.USDM).frames(frames);
        given.imported();
        assertThat(definitions(given)).extracting(Instrument::tickSize).containsExactly(350_000_000L, 1_000_000L);
        int count = given.sink.records().size();
        assertThat(given.sink.records().get(count - 2).templateId()).isEqualTo(InstrumentDefinedDecoder.TEMPLATE_ID);
    }

    @Test
    void theVenuesOwnListIsUsedAndNothingInferred() {
        Given given =
                new Given(folder, Market.USDM).frames(quote("ETHUSDT", "5"), EXCHANGE_INFO, quote("ETHUSDT", "5.123"));
        ImportResult result = given.imported();
        assertThat(result.skipped()).containsEntry("exchangeInfo", 1L);
        Instrument told = definitions(given).get(0);
        assertThat(definitions(given)).hasSize(1);
        assertThat(told.inferred()).isFalse();
        assertThat(told.tickSize()).isEqualTo(Fixed8.parse("0.01"));
        assertThat(told.lotSize()).isEqualTo(Fixed8.parse("0.001"));
        assertThat(told.minimumQuantity()).isEqualTo(Fixed8.parse("0.002"));
        assertThat(told.maximumQuantity()).isEqualTo(Fixed8.parse("10000"));
        assertThat(told.minimumNotional()).isEqualTo(Fixed8.parse("5"));
        assertThat(told.baseAsset()).isEqualTo("ETH");
    }

    @Test
    void aListThatComesLateReplacesWhatWasInferred() {
        String[] frames = new String[30_000];
        java.util.Arrays.fill(frames, quote("ETHUSDT", "3.5"));
        frames[29_000] = EXCHANGE_INFO;
        Given given = new Given(folder, Market.USDM).frames(frames);
        given.imported();
        assertThat(definitions(given)).extracting(Instrument::inferred).containsExactly(true, false);
    }

    @Test
    void coinMarginedContractsAreInverseAndTheirSizeIsOnlyKnownFromTheList() {
        String info =
                "{\"symbols\":[{\"symbol\":\"BTCUSD_PERP\",\"contractSize\":100,\"baseAsset\":\"BTC\",\"quoteAsset\":\"USD\","
                        + "\"filters\":[{\"filterType\":\"PRICE_FILTER\",\"tickSize\":\"0.1\"},"
                        + "{\"filterType\":\"LOT_SIZE\",\"stepSize\":\"1\",\"maxQty\":\"99999999999\",\"minQty\":\"1\"}]}]}";
        Given given =
                new Given(folder, Market.COINM).frames(quote("ETHUSD_PERP", "1"), info, quote("BTCUSD_PERP", "1"));
        given.imported();
        List<Instrument> defined = definitions(given);
        assertThat(defined).extracting(Instrument::contract).containsOnly(Contract.INVERSE);
        assertThat(defined).extracting(Instrument::contractSize).containsExactly(Fixed8.NULL, Fixed8.parse("100"));
        assertThat(defined.get(1).maximumQuantity()).isEqualTo(Fixed8.NULL); // beyond Fixed8: binds nobody
        assertThat(defined.get(0).baseAsset()).isEqualTo("ETH");
        assertThat(defined.get(0).quoteAsset()).isEqualTo("USD");
    }

    @ParameterizedTest
    @CsvSource({
        "USDM, BTCUSDT, BTC, USDT",
        "USDM, BTCUSDT_240927, BTC, USDT",
        "SPOT, SOLFDUSD, SOL, FDUSD",
        "SPOT, WBTCBTC, WBTC, BTC",
        "SPOT, FOOBAR, '', ''",
        "SPOT, USDT, '', ''",
        "COINM, BTCUSD_PERP, BTC, USD",
        "USDM, 币安人生USDT, 币安人生, USDT",
    })
    void assetsAreSplitOnlyWhereThatIsCertain(Market market, String symbol, String base, String quote) {
        Given given = new Given(folder, market).frames(quote(symbol, "1"));
        given.imported();
        assertThat(definitions(given).get(0).symbol()).isEqualTo(symbol);
        assertThat(definitions(given).get(0).baseAsset()).isEqualTo(base);
        assertThat(definitions(given).get(0).quoteAsset()).isEqualTo(quote);
    }

    @Test
    void anEscapedSymbolIsTheSameSymbol() {
        Given given = new Given(folder, Market.USDM).frames(quote("币USDT", "1"), quote("\\u5e01USDT", "1"));
        given.imported();
        assertThat(definitions(given)).hasSize(1);
    }

    private static List<Instrument> definitions(Given given) {
        List<Instrument> found = new ArrayList<>();
        for (RecordView record : given.sink.records(InstrumentDefinedDecoder.TEMPLATE_ID)) {
            Instruments instruments = new Instruments();
            instruments.apply(record);
            found.add(instruments.get(record.instrument()));
        }
        return found;
    }

    private static String quote(String symbol, String price) {
        return "{\"e\":\"bookTicker\",\"u\":1,\"s\":\"" + symbol + "\",\"b\":\"" + price + "\",\"B\":\"4.0\",\"a\":\""
                + price + "\",\"A\":\"6.00\"}";
    }
}
