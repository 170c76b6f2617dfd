package io.onetape.backtest.importer.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.Reject;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.services.marketdata.BookSync;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TardisTest {
    private static final String BOOK = "exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount";
    private static final String TRADES = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount";
    private static final String[] RECONNECTED = {
        BOOK,
        level(1, false, "bid", "90", "9"), // buffered in front of the first snapshot
        level(2, true, "ask", "102", "3"), // not best first
        level(2, true, "ask", "101", "1"),
        level(2, true, "bid", "100", "2"),
        level(2, true, "bid", "99", "0"), // an absent level
        level(3, false, "bid", "100", "0"),
        level(3, false, "bid", "98", "4"),
        level(4, false, "ask", "101", "5"),
        level(5, true, "ask", "201", "1"),
        level(5, true, "bid", "200", "1"),
        level(6, false, "bid", "199", "7"),
    };

    @TempDir
    private Path folder;

    @Test
    void neighbouringRowsOfOneTimeAreOneMessageAndASnapshotReplacesTheBook() throws IOException {
        GivenRows given = tardis().file("book.csv", RECONNECTED);
        ImportResult result = given.imported();
        assertThat(result.lines()).isEqualTo(12);
        assertThat(result.records()).isEqualTo(6);
        assertThat(result.joined()).isEqualTo(5);
        BookSync book = given.book(1);
        assertThat(book.status()).isEqualTo(BookStatus.VALID);
        assertThat(GivenRows.levels(book.book().bids())).isEqualTo("1@200 7@199");
        assertThat(GivenRows.levels(book.book().asks())).isEqualTo("1@201");
    }

    @Test
    void theBookBeforeTheReconnectionIsRight() throws IOException {
        GivenRows given = tardis().file("book.csv", java.util.Arrays.copyOf(RECONNECTED, 9));
        given.imported();
        BookSync book = given.book(1);
        assertThat(book.status()).isEqualTo(BookStatus.VALID);
        assertThat(GivenRows.levels(book.book().bids())).isEqualTo("4@98");
        assertThat(GivenRows.levels(book.book().asks())).isEqualTo("5@101 3@102");
    }

    @Test
    void behindARejectedRowThereIsNoBookUntilTheNextSnapshot() throws IOException {
        String[] damaged = RECONNECTED.clone();
        damaged[7] = level(3, false, "bid", "9x8", "4");
        GivenRows given = tardis().file("book.csv", java.util.Arrays.copyOf(damaged, 9));
        ImportResult result = given.imported();
        assertThat(result.firstRejects())
                .extracting(Reject::reason)
                .containsExactly("price: expected a decimal number, found '9x8'");
        // The row's own message and the one behind it, which it may have belonged to.
        assertThat(result.skipped()).isEqualTo(Map.of("header", 1L, "message beside a rejected row", 2L));
        assertThat(result.lines()).isEqualTo(9);

        GivenRows further = tardis().file("further.csv", damaged);
        further.imported();
        assertThat(GivenRows.levels(further.book(1).book().bids())).isEqualTo("1@200 7@199");

        damaged[9] = damaged[10] = level(5, false, "bid", "1", "1"); // no snapshot comes
        GivenRows lost = tardis().file("lost.csv", damaged);
        lost.imported();
        assertThat(lost.book(1).status()).isNotEqualTo(BookStatus.VALID);
    }

    @Test
    void filesAreMergedByTheReceiveTimeAndTheFirstNamedComesFirst() throws IOException {
        GivenRows given = tardis().file(
                        "trades.csv", TRADES, trade(2, "a", "buy"), trade(4, "b", "sell"), trade(3, "c", "buy"))
                .file("book.csv", RECONNECTED);
        given.imported();
        List<Integer> kinds =
                given.sink.records().stream().map(RecordView::templateId).toList();
        // definition, update 1, trade 2, snapshot 2, update 3, trade 4, trade received at 3, update 4, …
        assertThat(kinds).containsExactly(10, 12, 14, 11, 12, 14, 14, 12, 11, 12);
        assertThat(given.sink.times()).isSorted();
        TradePrintDecoder late =
                given.sink.records(TradePrintDecoder.TEMPLATE_ID).get(2).decode(new TradePrintDecoder());
        assertThat(late.receivedNanos()).isEqualTo(nanos(3));
    }

    @Test
    void aTradeThatIsRepeatedOrHasNoSideMakesNoFact() throws IOException {
        String[] rows = {TRADES, trade(2, "17", "buy"), trade(3, "18", "unknown"), trade(4, "", "sell")};
        GivenRows given = tardis().file("one.csv", rows).file("two.csv", rows).file("empty.csv", TRADES);
        ImportResult result = given.imported();
        assertThat(result.skipped()).isEqualTo(Map.of("header", 3L, "trade repeated", 1L, "side unknown", 2L));
        assertThat(result.records()).isEqualTo(3); // a trade without an id repeats nothing
        assertThat(given.sink
                        .records(TradePrintDecoder.TEMPLATE_ID)
                        .get(0)
                        .decode(new TradePrintDecoder())
                        .tradeId())
                .isEqualTo(17);
    }

    @Test
    void oneSymbolOfTwoVenuesIsTwoInstruments() throws IOException {
        GivenRows given = tardis().file(
                        "trades.csv",
                        TRADES,
                        trade(2, "1", "buy"),
                        trade(3, "1", "buy").replace("deribit", "bybit"));
        given.imported();
        assertThat(given.sink.records(InstrumentDefinedDecoder.TEMPLATE_ID))
                .extracting(r -> r.decode(new InstrumentDefinedDecoder()).venue())
                .containsExactly("deribit", "bybit");
        assertThat(given.sink.records(TradePrintDecoder.TEMPLATE_ID))
                .extracting(RecordView::instrument)
                .containsExactly(1, 2);
    }

    @Test
    void aTickerIsAMarkAndWhatItLeavesEmptyIsNotKnown() throws IOException {
        String header = "exchange,symbol,timestamp,local_timestamp,funding_timestamp,funding_rate,"
                + "predicted_funding_rate,open_interest,last_price,index_price,mark_price";
        String row = "deribit,X," + micros(1) + "," + micros(2) + ",";
        GivenRows given = tardis().file(
                        "ticker.csv",
                        header,
                        row + micros(900) + ",-0.0001,,12,100,101,102.5",
                        row + ",,,12,100,,103",
                        row + ",,,12,100,,",
                        row + ",1e-7,,12,100,,104");
        ImportResult result = given.imported();
        assertThat(result.records()).isEqualTo(2);
        assertThat(result.skipped()).containsEntry("ticker without a mark", 1L);
        assertThat(result.firstRejects())
                .extracting(Reject::reason)
                .containsExactly("funding_rate: expected a decimal number, found '1e-7'");
        MarkPriceUpdateDecoder mark =
                given.sink.records(MarkPriceUpdateDecoder.TEMPLATE_ID).get(0).decode(new MarkPriceUpdateDecoder());
        assertThat(mark.mark()).isEqualTo(10_250_000_000L);
        assertThat(mark.fundingRate()).isEqualTo(-10_000L);
        assertThat(mark.nextFundingNanos()).isEqualTo(nanos(900));
    }

    @Test
    void otherFilesAreRefusedWithWhatWasFound() {
        assertThatThrownBy(() -> tardis().file("x.csv", "hello,world").imported())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("x.csv: found 'hello,world', expected a header line of Tardis");
        assertThatThrownBy(() -> tardis().file("deribit_liquidations_2020-04-01_X.csv", TRADES, trade(1, "1", "buy"))
                        .imported())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("found liquidations, expected trades");
    }

    @Test
    void rowsOfAnotherSymbolThanTheOnesAskedForAreSkipped() throws IOException {
        GivenRows given = tardis().symbols("y")
                .file(
                        "trades.csv",
                        TRADES,
                        trade(2, "1", "buy"),
                        trade(3, "2", "buy").replace(",X,", ",Y,"));
        ImportResult result = given.imported();
        assertThat(result.skipped()).containsEntry("symbol", 1L);
        assertThat(result.records()).isEqualTo(1);
        assertThat(result.symbols().leftOut()).containsExactly("X");
    }

    private GivenRows tardis() {
        return new GivenRows(folder, "tardis", Market.USDM);
    }

    private static String level(int second, boolean snapshot, String side, String price, String amount) {
        return "deribit,X," + micros(second) + "," + micros(second) + "," + snapshot + "," + side + "," + price + ","
                + amount;
    }

    private static String trade(int second, String id, String side) {
        return "deribit,X," + micros(second) + "," + micros(second) + "," + id + "," + side + ",100,1";
    }

    private static long micros(int second) {
        return 1_700_000_000_000_000L + second * 1_000_000L;
    }

    private static long nanos(int second) {
        return micros(second) * 1_000;
    }
}
