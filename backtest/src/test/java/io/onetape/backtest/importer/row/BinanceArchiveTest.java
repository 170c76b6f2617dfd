package io.onetape.backtest.importer.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.backtest.importer.ImportResult;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BarClosedDecoder;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.PrintKind;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.services.marketdata.BookSync;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BinanceArchiveTest {
    private static final String AGGREGATES =
            "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker";
    private static final String DEPTH = "symbol,timestamp,first_update_id,last_update_id,side,update_type,price,qty,pu";

    @TempDir
    private Path folder;

    @Test
    void aggregatesWithAndWithoutTheirHeaderAndInMicroseconds() throws IOException {
        GivenRows named =
                usdm().file("BTCUSDT-aggTrades-2024-08-08.csv", AGGREGATES, "7,60000.1,0.5,20,22,1700000000123,true");
        named.imported();
        TradePrintDecoder trade = trade(named, 0);
        assertThat(trade.tradeId()).isEqualTo(7);
        assertThat(trade.firstTradeId()).isEqualTo(20);
        assertThat(trade.lastTradeId()).isEqualTo(22);
        assertThat(trade.kind()).isEqualTo(PrintKind.AGGREGATE);
        assertThat(trade.aggressor()).isEqualTo(Side.SELL);
        assertThat(trade.transactionNanos()).isEqualTo(1_700_000_000_123_000_000L);
        assertThat(trade.receivedNanos()).isEqualTo(Fixed8.NULL);

        GivenRows spot = new GivenRows(folder, "binance", Market.SPOT)
                .file("BTCUSDT-aggTrades-2025-01-01.csv", "0,0.2,50.0,0,0,1735689600010866,False,True");
        spot.imported();
        assertThat(trade(spot, 0).transactionNanos()).isEqualTo(1_735_689_600_010_866_000L);
        assertThat(trade(spot, 0).aggressor()).isEqualTo(Side.BUY);
    }

    @Test
    void aDayThatIsGivenTwiceIsThereOnce() throws IOException {
        String[] rows = {AGGREGATES, "7,1,1,1,1,1700000000123,true", "8,1,1,2,2,1700000000123,true"};
        ImportResult result = usdm().file("BTCUSDT-aggTrades-2024-08-08.csv", rows)
                .file("BTCUSDT-aggTrades-2024-08.csv", rows)
                .imported();
        assertThat(result.records()).isEqualTo(2);
        assertThat(result.skipped()).containsEntry("trade repeated", 2L);
    }

    @Test
    void tradesAndAggregatesOfOneSymbolAreRefusedTogether() {
        assertThatThrownBy(() -> usdm().file(
                                "BTCUSDT-aggTrades-2024-08-08.csv", AGGREGATES, "7,1,1,1,1,1700000000123,true")
                        .file("BTCUSDT-trades-2024-08-08.csv", "1,1,1,1,1700000000123,true")
                        .imported())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("each trade would be on the tape twice");
    }

    @Test
    void quotesTradesAndFundingAreMergedByTime() throws IOException {
        GivenRows given = usdm().file("BTCUSDT-trades-2023-11-14.csv", "1,100.5,2,201,1700000000126,false")
                .file(
                        "BTCUSDT-bookTicker-2023-11-14.csv",
                        "update_id,best_bid_price,best_bid_qty,best_ask_price,best_ask_qty,transaction_time,event_time",
                        "9,100,1,101,2,1700000000123,1700000000125")
                .file(
                        "BTCUSDT-fundingRate-2023-11.csv",
                        "calc_time,funding_interval_hours,last_funding_rate",
                        "1700000000124,8,-0.00012345");
        ImportResult result = given.imported();
        assertThat(result.instruments()).isEqualTo(1);
        assertThat(given.sink.records()).extracting(r -> r.templateId()).containsExactly(10, 15, 13, 14);
        QuoteUpdateDecoder quote =
                given.sink.records(QuoteUpdateDecoder.TEMPLATE_ID).get(0).decode(new QuoteUpdateDecoder());
        assertThat(quote.updateId()).isEqualTo(9);
        assertThat(quote.eventNanos() - quote.transactionNanos()).isEqualTo(2_000_000);
        MarkPriceUpdateDecoder funding =
                given.sink.records(MarkPriceUpdateDecoder.TEMPLATE_ID).get(0).decode(new MarkPriceUpdateDecoder());
        assertThat(funding.fundingRate()).isEqualTo(-12_345);
        assertThat(funding.mark()).isEqualTo(Fixed8.NULL);
        assertThat(funding.nextFundingNanos()).isEqualTo(Fixed8.NULL);
    }

    @Test
    void depthIsABookByTheVenuesIds() throws IOException {
        GivenRows given = usdm().file(
                        "snap.csv",
                        DEPTH,
                        "X,1700000000000,50,50,b,snap,99,1,-1",
                        "X,1700000000000,50,50,b,snap,100,1,-1",
                        "X,1700000000000,50,50,a,snap,101,1,-1")
                .file(
                        "update.csv",
                        DEPTH,
                        "X,1700000000010,45,55,a,set,101,0,44",
                        "X,1700000000010,45,55,a,set,102,3,44",
                        "X,1700000000020,56,60,b,set,100,7,55");
        ImportResult result = given.imported();
        assertThat(result.records()).isEqualTo(3);
        BookSync book = given.book(1);
        assertThat(book.status()).isEqualTo(BookStatus.VALID);
        assertThat(GivenRows.levels(book.book().bids())).isEqualTo("7@100 1@99");
        assertThat(GivenRows.levels(book.book().asks())).isEqualTo("3@102");
        DepthSnapshotDecoder snapshot =
                given.sink.records(DepthSnapshotDecoder.TEMPLATE_ID).get(0).decode(new DepthSnapshotDecoder());
        assertThat(snapshot.bids().next().price()).isEqualTo(100 * Fixed8.ONE); // best first
    }

    @Test
    void aMessageThatLostARowIsAGapByTheVenuesIds() throws IOException {
        GivenRows given = usdm().file(
                        "depth.csv",
                        DEPTH,
                        "X,1700000000000,50,50,b,snap,100,1,-1",
                        "X,1700000000000,50,50,a,snap,101,1,-1",
                        "X,1700000000010,45,55,a,set,102,3,44",
                        "X,1700000000020,56,60,b,set,100,7",
                        "X,1700000000020,56,60,b,set,99,7,55",
                        "X,1700000000030,61,62,b,set,98,7,60",
                        "X,1700000000040,63,64,b,set,97,7,62");
        ImportResult result = given.imported();
        assertThat(result.firstRejects().get(0).reason()).isEqualTo("expected 9 columns, found 8");
        assertThat(given.book(1).status()).isNotEqualTo(BookStatus.VALID);
    }

    @Test
    void aBarIsKnownOnceItIsOver() throws IOException {
        GivenRows given = usdm().file(
                        "BTCUSDT-1m-2023-11-14.csv",
                        "1700000000000,100,110,90,105,10.5,1700000059999,1100,3,4.5,5,0",
                        "1700000060000,105,90,110,105,10.5,1700000119999,1100,3,4.5,5,0")
                .file(
                        "BTCUSDT-trades-2023-11-14.csv",
                        "1,100,2,200,1700000059999,false",
                        "2,100,2,200,1700000060000,false");
        ImportResult result = given.imported();
        assertThat(given.sink.records()).extracting(r -> r.templateId()).containsExactly(10, 14, 19, 14);
        BarClosedDecoder bar =
                given.sink.records(BarClosedDecoder.TEMPLATE_ID).get(0).decode(new BarClosedDecoder());
        assertThat(bar.closeNanos()).isEqualTo(1_700_000_059_999_000_000L);
        assertThat(given.sink.times().get(2)).isEqualTo(1_700_000_060_000_000_000L);
        assertThat(bar.highPrice()).isEqualTo(110 * Fixed8.ONE);
        assertThat(bar.takerBuyVolume()).isEqualTo(450_000_000);
        assertThat(bar.trades()).isEqualTo(3);
        assertThat(result.firstRejects().get(0).reason()).contains("its high above its low");
    }

    @Test
    void bandsAreRefusedForTheyAreNoBook() {
        assertThatThrownBy(
                        () -> usdm().file("x.csv", "timestamp,percentage,depth,notional", "2023-01-01 00:00:08,-5,1,2")
                                .imported())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("no price levels, so no book can be made of them");
    }

    @Test
    void theSymbolComesFromTheNameOrFromTheOneAskedFor() throws IOException {
        String[] rows = {AGGREGATES, "7,1,1,1,1,1700000000123,true"};
        assertThatThrownBy(() -> usdm().file("x.csv", rows).imported())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("found no symbol in the file's name");
        assertThat(usdm().symbols("BTCUSDT").file("x.csv", rows).imported().records())
                .isEqualTo(1);
        assertThat(usdm().symbols("BTCUSDT")
                        .file("ETHUSDT-aggTrades-2024-08-08.csv", rows)
                        .imported()
                        .skipped())
                .containsEntry("symbol", 1L);
    }

    @Test
    void aZipHoldsOneFile() throws IOException {
        Path one = zip("BTCUSDT-aggTrades-2024-08-08.zip", 1);
        assertThat(usdm().file(one).imported().records()).isEqualTo(1);
        Path two = zip("ETHUSDT-aggTrades-2024-08-08.zip", 2);
        assertThatThrownBy(() -> usdm().file(two).imported()).hasMessageContaining("found a zip of 2 files");
    }

    private Path zip(String name, int files) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < files; i++) {
                zip.putNextEntry(new ZipEntry(i + ".csv"));
                zip.write((AGGREGATES + "\n7,1,1,1,1,1700000000123,true\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        return file;
    }

    private GivenRows usdm() {
        return new GivenRows(folder, "binance", Market.USDM);
    }

    private static TradePrintDecoder trade(GivenRows given, int index) {
        return given.sink.records(TradePrintDecoder.TEMPLATE_ID).get(index).decode(new TradePrintDecoder());
    }
}
