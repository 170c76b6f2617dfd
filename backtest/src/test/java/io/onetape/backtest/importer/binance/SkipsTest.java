package io.onetape.backtest.importer.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.importer.ImportResult;
import io.onetape.journal.schema.Market;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SkipsTest {
    private static final String QUOTE =
            "{\"e\":\"bookTicker\",\"u\":1,\"s\":\"%s\",\"b\":\"1\",\"B\":\"1\",\"a\":\"2\",\"A\":\"1\"%s}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            event kline         | {"e":"kline","E":1,"s":"BTCUSDT","k":{"t":1,"b":[[1]]}}
            event 24hrTicker    | {"e":"24hrTicker","s":"BTCUSDT","b":"1","a":"2","u":1}
            trade X=NA          | {"e":"trade","E":1,"T":1,"s":"BTCUSDT","t":1,"p":"0","q":"0","X":"NA","m":true}
            trade X=INSURANCE_FUND | {"e":"trade","E":1,"s":"BTCUSDT","t":1,"p":"5","q":"1","X":"INSURANCE_FUND","m":true}
            trade X=ADL         | {"e":"trade","E":1,"s":"BTCUSDT","t":1,"p":"5","q":"1","X":"ADL","m":true}
            reply               | {"result":null,"id":1}
            reply               | {"error":{"code":2,"msg":"Invalid request"},"id":"x"}
            error reply         | {"code":-1003,"msg":"Too many requests"}
            reply openInterest  | {"symbol":"BTCUSDT","openInterest":"5","time":1}
            array               | {"stream":"!markPrice@arr@1s","data":[{"e":"markPriceUpdate"}]}
            array               | [{"e":"markPriceUpdate"}]
            partial depth       | {"stream":"btcusdt@depth20","data":{"lastUpdateId":5,"bids":[],"asks":[]}}
            partial depth       | {"stream":"btcusdt@depth5@100ms","data":{"e":"depthUpdate","s":"BTCUSDT","U":1,"u":2,"pu":0,"b":[],"a":[]}}
            retail depth        | {"stream":"btcusdt@rpiDepth@500ms","data":{"e":"depthUpdate","s":"BTCUSDT","U":1,"u":2,"b":[],"a":[]}}
            exchangeInfo        | {"timezone":"UTC","symbols":[]}
            """)
    void whatIsNoFactOfOursIsSkippedByName(String reason, String frame) {
        Given given = new Given(folder, Market.USDM).frames(frame);
        ImportResult result = given.imported();
        assertThat(result.firstRejects()).isEmpty();
        assertThat(result.skipped()).isEqualTo(Map.of(reason, 1L));
        assertThat(given.sink.records()).isEmpty();
    }

    @Test
    void linesThatAreNoFramesAreSkippedByName() {
        ImportResult result = new Given(folder, Market.USDM)
                .lines(
                        "configuration: {\"trades\":[\"BTC-USDT-PERP\"]}",
                        "wss://fstream.binance.com/stream?streams=btcusdt@depth <-> 1626992740.179554",
                        "wss://fstream.binance.com/stream <- 1626992740.18: {\"method\":\"SUBSCRIBE\"}",
                        "",
                        "  \t",
                        "https://fapi.binance.com/fapi/v1/openInterest?symbol=BTCUSDT -> 1626992740.2: {\"symbol\":\"BTCUSDT\"}",
                        "https://fapi.binance.com/fapi/v1/ticker/price -> 1626992740.2: [{\"symbol\":\"BTCUSDT\"}]")
                .imported();
        assertThat(result.firstRejects()).isEmpty();
        assertThat(result.skipped())
                .isEqualTo(Map.of(
                        "configuration",
                        1L,
                        "connection",
                        2L,
                        "blank",
                        2L,
                        "reply openInterest",
                        1L,
                        "reply price",
                        1L));
        assertThat(result.summary())
                .isEqualTo("7 lines: 0 records, 0 rejects, 7 skipped (blank 2, configuration 1, connection 2,"
                        + " reply openInterest 1, reply price 1)");
    }

    @Test
    void onlySymbolsThatAreAskedForAreImported() {
        Given given = new Given(folder, Market.USDM)
                .symbols("ethusdt")
                .frames(quote("BTCUSDT"), quote("ETHUSDT"), quote("BTCUSDT"));
        ImportResult result = given.imported();
        assertThat(result.records()).isEqualTo(1);
        assertThat(result.skipped()).isEqualTo(Map.of("symbol", 2L));
        assertThat(given.sink.records().get(1).instrument()).isEqualTo(1);
    }

    @Test
    void framesOfTheOtherFuturesMarketAreSkipped() {
        String coin = QUOTE.formatted("BTCUSD_PERP", ",\"st\":2");
        String stable = QUOTE.formatted("BTCUSDT", ",\"st\":1");
        assertThat(new Given(folder, Market.USDM)
                        .frames(coin, stable)
                        .imported()
                        .skipped())
                .isEqualTo(Map.of("market st=2", 1L));
        assertThat(new Given(folder, Market.COINM)
                        .frames(coin, stable)
                        .imported()
                        .skipped())
                .isEqualTo(Map.of("market st=1", 1L));
    }

    @Test
    void reasonsThatTheVenueCouldInventWithoutEndAreCountedTogether() {
        String[] frames = new String[500];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = "{\"e\":\"new" + i + "\"}";
        }
        ImportResult result = new Given(folder, Market.USDM).frames(frames).imported();
        assertThat(result.skipped()).hasSize(101).containsEntry("other", 400L);
    }

    private static String quote(String symbol) {
        return QUOTE.formatted(symbol, "");
    }
}
