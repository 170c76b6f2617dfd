package io.onetape.backtest.importer.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.Reject;
import io.onetape.backtest.importer.UnfinishedImportException;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FeedStatusChangedDecoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.services.marketdata.BookSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BybitTest {
    private static final String DERIVATIVES =
            "timestamp,symbol,side,size,price,tickDirection,trdMatchID,grossValue," + "homeNotional,foreignNotional";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void deltasFollowEachOtherByTheirIds(Market market) throws IOException {
        GivenRows given = new GivenRows(folder, "bybit", market)
                .file(
                        "book",
                        message("snapshot", 100, 7, "[[\"10\",\"1\"],[\"9\",\"2\"]]", "[[\"11\",\"3\"]]"),
                        message("delta", 101, 8, "[[\"10\",\"0\"]]", "[]"),
                        message("delta", 102, 9, "[]", "[[\"12\",\"4\"]]"));
        given.imported();
        BookSync book = given.book(1);
        assertThat(book.status()).isEqualTo(BookStatus.VALID);
        assertThat(GivenRows.levels(book.book().bids())).isEqualTo("2@9");
        assertThat(GivenRows.levels(book.book().asks())).isEqualTo("3@11 4@12");
        DepthUpdateDecoder update =
                given.sink.records(DepthUpdateDecoder.TEMPLATE_ID).get(0).decode(new DepthUpdateDecoder());
        assertThat(update.eventNanos()).isEqualTo(1_700_000_000_101_000_000L);
        assertThat(update.transactionNanos()).isEqualTo(1_700_000_000_099_000_000L);
        assertThat(update.receivedNanos()).isEqualTo(Fixed8.NULL);
    }

    @Test
    void aMissingOrRejectedDeltaIsAGapUntilTheNextSnapshot() throws IOException {
        String[] lines = {
            message("snapshot", 100, 7, "[[\"10\",\"1\"]]", "[[\"11\",\"3\"]]"),
            message("delta", 101, 8, "[[\"x\",\"0\"]]", "[]"),
            message("delta", 102, 9, "[[\"8\",\"1\"]]", "[]"),
            message("snapshot", 103, 12, "[[\"7\",\"1\"]]", "[[\"11\",\"3\"]]"),
        };
        GivenRows lost = bybit().file("book", Arrays.copyOf(lines, 3));
        ImportResult result = lost.imported();
        assertThat(result.firstRejects())
                .extracting(Reject::reason)
                .containsExactly("price of level 1: expected a decimal number, found 'x'");
        assertThat(lost.book(1).status()).isNotEqualTo(BookStatus.VALID);
        GivenRows found = bybit().file("book", lines);
        found.imported();
        assertThat(GivenRows.levels(found.book(1).book().bids())).isEqualTo("1@7");
    }

    @Test
    void aSnapshotThatBeginsAnewReplacesTheBookAlthoughItsIdIsLower() throws IOException {
        GivenRows given = bybit().file(
                        "book",
                        message("snapshot", 100, 700, "[[\"10\",\"1\"]]", "[[\"11\",\"3\"]]"),
                        message("delta", 101, 702, "[[\"9\",\"1\"]]", "[]"), // kept, for 701 is missing
                        message("snapshot", 102, 1, "[[\"5\",\"1\"]]", "[[\"6\",\"3\"]]"),
                        message("delta", 103, 2, "[[\"4\",\"2\"]]", "[]"));
        given.imported();
        assertThat(given.sink.count(FeedStatusChangedDecoder.TEMPLATE_ID)).isEqualTo(2);
        BookSync book = given.book(1);
        assertThat(book.status()).isEqualTo(BookStatus.VALID);
        assertThat(GivenRows.levels(book.book().bids())).isEqualTo("1@5 2@4");
    }

    @Test
    void otherTopicsAreSkippedAndDamagedLinesRejected() throws IOException {
        String whole = message("snapshot", 100, 7, "[[\"10\",\"1\"]]", "[[\"11\",\"3\"]]");
        ImportResult result = bybit().file(
                        "book",
                        whole,
                        "{\"topic\":\"tickers.X\",\"type\":\"snapshot\",\"ts\":1,\"data\":[1]}",
                        whole.substring(0, 60),
                        whole.replace("\"u\":7,", ""),
                        whole.replace("snapshot", "other"),
                        whole.replace("1700000000100", "17"),
                        "")
                .imported();
        assertThat(result.skipped()).isEqualTo(Map.of("topic tickers.X", 1L, "blank", 1L));
        assertThat(result.rejects()).isEqualTo(3);
        assertThat(result.records()).isEqualTo(2); // 17 is a time in 1970, as the file says
    }

    @Test
    void tradesStandBesideTheBook() throws IOException {
        GivenRows given = bybit().file("book", message("snapshot", 900, 7, "[[\"10\",\"1\"]]", "[[\"11\",\"3\"]]"))
                .file(
                        "X2023-11-14.csv",
                        DERIVATIVES + ",RPI",
                        "1700000000.8999,X,Buy,0.02,11.5,PlusTick,a-1,1e9,0.02,1,0",
                        "1700000000.9001,X,Sell,0.5,10,PlusTick,a-2,1e9,0.02,1,0",
                        "1700000000.9001,X,Sell,0.5,10,PlusTick,a-2,1e9,0.02,1,0",
                        "1700000001,X,sell,0.5,10,PlusTick,a-3,1e9,0.02,1,0");
        ImportResult result = given.imported();
        assertThat(result.skipped()).isEqualTo(Map.of("header", 1L, "trade repeated", 1L));
        assertThat(result.firstRejects())
                .extracting(Reject::reason)
                .containsExactly("side: expected Buy or Sell, found 'sell'");
        assertThat(given.sink.records()).extracting(r -> r.templateId()).containsExactly(10, 14, 11, 14);
        TradePrintDecoder second =
                given.sink.records(TradePrintDecoder.TEMPLATE_ID).get(1).decode(new TradePrintDecoder());
        assertThat(second.transactionNanos()).isEqualTo(1_700_000_000_900_100_000L);
        assertThat(second.aggressor()).isEqualTo(Side.SELL);
    }

    @Test
    void spotTradesHaveTheirSymbolInTheFilesName() throws IOException {
        String[] rows = {"id,timestamp,price,volume,side,rpi", "1,1700000000100,10.5,0.1,buy,0"};
        GivenRows given = new GivenRows(folder, "bybit", Market.SPOT).file("BTCUSDT_2023-11-14.csv", rows);
        given.imported();
        assertThat(given.sink.count(TradePrintDecoder.TEMPLATE_ID)).isEqualTo(1);
        assertThatThrownBy(() -> new GivenRows(folder, "bybit", Market.SPOT)
                        .file("trades.csv", rows)
                        .imported())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("found trades without a symbol");
    }

    @Test
    void aZipThatIsCutOrDamagedKeepsWhatCameBefore() throws IOException {
        byte[] whole = Files.readAllBytes(GivenRows.DATA.resolve("bybit/xrpusdt-ob500.data.zip"));
        Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length / 2));
        GivenRows given = bybit().file(cut);
        assertThatThrownBy(given::imported)
                .isInstanceOf(UnfinishedImportException.class)
                .hasMessageContaining("expected a complete zip file");
        assertThat(given.sink.count(DepthUpdateDecoder.TEMPLATE_ID)).isBetween(1, 48);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 0x10;
        Path damaged = Files.write(folder.resolve("damaged.zip"), flipped);
        assertThatThrownBy(() -> bybit().file(damaged).imported()).isInstanceOf(UnfinishedImportException.class);
    }

    private GivenRows bybit() {
        return new GivenRows(folder, "bybit", Market.USDM);
    }

    private static String message(String type, int millis, long update, String bids, String asks) {
        long ts = 1_700_000_000_000L + millis;
        return "{\"topic\":\"orderbook.500.X\",\"type\":\"" + type + "\",\"ts\":" + ts + ",\"data\":{\"s\":\"X\",\"b\":"
                + bids + ",\"a\":" + asks + ",\"u\":" + update + ",\"seq\":1},\"cts\":" + (ts - 2) + "}";
    }
}
