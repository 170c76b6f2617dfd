package io.onetape.backtest.importer.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.Reject;
import io.onetape.backtest.importer.RejectedLineException;
import io.onetape.journal.schema.Market;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RejectsTest {
    private static final String GOOD =
            "{\"e\":\"bookTicker\",\"u\":1,\"s\":\"BTCUSDT\",\"b\":\"1\",\"B\":\"1\",\"a\":\"2\",\"A\":\"1\"}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"e":"bookTicker","u":1                                       | broken JSON at byte 23: expected ',' or '}', found the end of the line
            {"e":"bookTicker"}}                                           | broken JSON at byte 18: expected the end of the line, found '}'
            {"e":"bookTicker","u":01}                                     | expected a number without leading zeros
            {"e":"bookTicker",,}                                          | expected a field's name
            {"e":"book\\qTicker"}                                         | expected an escape
            hello                                                         | broken JSON at byte 0: expected '{', found 'hello'
            {"foo":1}                                                     | expected an event, a snapshot or a reply
            {"e":"bookTicker","u":1,"b":"1","B":"1","a":"2","A":"1"}      | expected field s with a symbol, found ''
            {"e":"bookTicker","u":1,"s":" ","b":"1","B":"1","a":"2","A":"1"} | expected a symbol of 1 to 64 bytes of UTF-8, found ' '
            {"e":"bookTicker","u":1,"s":"X","b":"-1","B":"1","a":"2","A":"1"} | field b: expected 0 or more, found '-1'
            {"e":"bookTicker","u":1,"s":"X","b":"1","B":"-1","a":"2","A":"1"} | field B: expected 0 or more, found '-1'
            {"e":"bookTicker","u":1,"s":"X","b":"92233720369","B":"1","a":"2","A":"1"} | field b: expected a number up to 92233720368.54775807, found '92233720369'
            {"e":"bookTicker","u":1,"s":"X","b":"1.123456789","B":"1","a":"2","A":"1"} | field b: expected at most 8 decimals, found '1.123456789'
            {"e":"bookTicker","u":1,"s":"X","b":"1e5","B":"1","a":"2","A":"1"} | field b: expected a decimal number, found '1e5'
            {"e":"bookTicker","u":1,"s":"X","b":"","B":"1","a":"2","A":"1"} | field b: expected a decimal number, found ''
            {"e":"bookTicker","u":1,"s":"X","b":"1","B":"1","a":"2"}      | expected field A, found none
            {"e":"bookTicker","u":-1,"s":"X","b":"1","B":"1","a":"2","A":"1"} | field u: expected a whole number of 0 or more, found '-1'
            {"e":"bookTicker","u":99999999999999999999,"s":"X","b":"1","B":"1","a":"2","A":"1"} | field u: expected a whole number of 0 or more
            {"e":"depthUpdate","s":"X","U":1,"u":2,"b":[["1"]],"a":[]}    | field b: level 1: expected a quantity, found the level's end
            {"e":"depthUpdate","s":"X","U":1,"u":2,"b":[["1","2"],["x","1"]],"a":[]} | field b: price of level 2: expected a decimal number, found 'x'
            {"e":"depthUpdate","s":"X","U":1,"u":2,"b":[],"a":{"k":1}}    | field a: expected an array of levels
            {"e":"depthUpdate","s":"X","U":1,"u":2,"b":[]}                | expected field a, found none
            {"e":"trade","s":"X","t":1,"p":"1","q":"1","m":"yes"}         | field m: expected true or false, found 'yes'
            {"e":"trade","s":"X","t":1,"p":"0","q":"1","m":true}          | field p: expected a price above 0, found '0'
            {"e":"trade","s":"X","t":1,"E":99999999999999,"p":"1","q":"1","m":true} | field E: expected a time in milliseconds or microseconds
            {"e":"forceOrder","E":1}                                      | expected field o with the order
            {"e":"forceOrder","o":{"s":"X","S":"HOLD","p":"1","q":"1"}}   | field S: expected BUY or SELL, found 'HOLD'
            {"lastUpdateId":1,"bids":[],"asks":[]}                        | and the recording's frames are about no symbol; import with one --symbol
            """)
    void aBadFrameIsRejectedWithItsReason(String frame, String reason) {
        ImportResult result = new Given(folder, Market.USDM).frames(frame).imported();
        assertThat(result.firstRejects()).hasSize(1);
        assertThat(result.firstRejects().get(0).reason()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"e":1}             | expected a receive stamp in front of the frame, found none
            17000 {"e":1}       | expected a receive stamp of 10, 13, 16 or 19 digits or seconds with a fraction, found '17000'
            9999999999999999999 {} | found '9999999999999999999'
            1700000000.12345678901 {} | found '1700000000.12345678901'
            1700000000.1.2 {}   | found '1700000000.1.2'
            1700000000          | expected a frame behind the receive stamp
            lorem ipsum         | expected a receive stamp and a frame, found 'lorem ipsum'
            https://x/depth?symbol=%zz -> 1700000000: {} | expected an address, found
            """)
    void aLineThatIsNoFrameIsRejectedWithItsReason(String line, String reason) {
        ImportResult result = new Given(folder, Market.USDM).lines(line).imported();
        assertThat(result.firstRejects()).hasSize(1);
        assertThat(result.firstRejects().get(0).reason()).contains(reason);
    }

    @Test
    void aSnapshotThatCouldBeAboutTwoSymbolsSaysWhatToType() {
        ImportResult result = new Given(folder, Market.USDM)
                .frames(GOOD, GOOD.replace("BTC", "ETH"), "{\"lastUpdateId\":1,\"bids\":[],\"asks\":[]}")
                .imported();
        assertThat(result.firstRejects().get(0).reason())
                .contains("about BTCUSDT, ETHUSDT; import with one --symbol, or give a snapshot file");
    }

    @Test
    void aRejectNeverStopsALenientImportAndIsKept() throws IOException {
        Path rejects = folder.resolve("rejects.ndjson");
        ImportResult result = new Given(folder, Market.USDM)
                .rejectsIn(rejects)
                .frames(GOOD, "{\"e\":\"\u0001" + "x".repeat(10_000), GOOD)
                .imported();
        assertThat(result.records()).isEqualTo(2);
        assertThat(result.rejects()).isEqualTo(1);
        JsonNode kept = new ObjectMapper().readTree(Files.readString(rejects));
        assertThat(kept.path("v").asInt()).isEqualTo(1);
        assertThat(kept.path("file").asText())
                .isEqualTo(folder.resolve("recording-0").toString());
        assertThat(kept.path("line").asText()).isEqualTo("2");
        assertThat(kept.path("reason").asText()).startsWith("broken JSON at byte 6: expected printable UTF-8 text");
        assertThat(kept.path("text").asText())
                .startsWith("1700000000000001000 {\"e\":\"\u0001xx")
                .hasSize(4096);
    }

    @Test
    void withoutRejectsThereIsNoRejectFileAndNoneOfAnEarlierImport() throws IOException {
        Path rejects = Files.writeString(folder.resolve("rejects.ndjson"), "earlier");
        new Given(folder, Market.USDM).rejectsIn(rejects).frames(GOOD).imported();
        assertThat(rejects).doesNotExist();
    }

    @Test
    void aStrictImportStopsAtTheFirstRejectAndNamesIt() {
        Given given = new Given(folder, Market.USDM).strict().frames(GOOD, "{", GOOD);
        RejectedLineException stopped = catchThrowableOfType(RejectedLineException.class, given::imported);
        assertThat(stopped)
                .hasMessageContaining("recording-0:2: broken JSON at byte 1: expected a field's name")
                .hasMessageContaining("import without --strict");
        assertThat(stopped.reject().line()).isEqualTo(2);
        assertThat(stopped.result().lines()).isEqualTo(2);
        assertThat(given.sink.records()).hasSize(2);
    }

    @Test
    void onlyTheFirstFewRejectsAreShown() {
        String[] frames = new String[50];
        java.util.Arrays.fill(frames, "{");
        ImportResult result = new Given(folder, Market.USDM).frames(frames).imported();
        assertThat(result.rejects()).isEqualTo(50);
        assertThat(result.firstRejects()).hasSize(10);
        assertThat(result.firstRejects())
                .extracting(Reject::line)
                .startsWith(1L, 2L)
                .endsWith(10L);
    }
}
