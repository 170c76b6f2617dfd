package io.onetape.backtest.importer.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.backtest.importer.ImportResult;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.services.marketdata.BookSync;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows as Databento's documentation and its own client's tests have them. */
final class DatabentoTest {
    private static final String HEADER =
            "ts_recv,ts_event,rtype,publisher_id,instrument_id,action,side,price,size,channel_id,order_id,flags,ts_in_delta,sequence,symbol";
    private static final String[] SESSION = {
        HEADER,
        row(1, 'R', 'N', "", 0, 0, 8), // a new session
        row(2, 'A', 'B', "60000.500000000", 5, 11, 128),
        row(3, 'A', 'B', "60000.500000000", 4, 12, 128),
        row(4, 'A', 'A', "60001.000000000", 3, 13, 128),
        row(5, 'T', 'A', "60000.500000000", 6, 0, 0), // a seller meets 5 of 11 and 1 of 12
        row(5, 'F', 'B', "60000.500000000", 5, 11, 0),
        row(5, 'F', 'B', "60000.500000000", 1, 12, 0),
        row(5, 'C', 'B', "60000.500000000", 5, 11, 0),
        row(5, 'C', 'B', "60000.500000000", 1, 12, 128),
        row(6, 'M', 'B', "60000.000000000", 7, 12, 128),
        row(7, 'C', 'B', "60000.000000000", 2, 12, 128), // canceled in part
        row(8, 'N', 'N', "", 0, 0, 128)
    };

    @TempDir
    private Path folder;

    private GivenRows databento() {
        return new GivenRows(folder, "databento", Market.USDM);
    }

    private static String row(long second, char action, char side, String price, long size, long order, int flags) {
        String time = "2026-01-05T09:00:0" + second + ".";
        return time + "000000100Z," + time + "000000000Z,160,1,5482," + action + "," + side + "," + price + "," + size
                + ",0," + order + "," + flags + ",0,1180,BTCF6";
    }

    @Test
    void eachActionIsOneOrdersFactAndAFillsCancelIsAnExecution() throws IOException {
        GivenRows given = databento().file("btc.mbo.csv", SESSION);
        ImportResult result = given.imported();
        assertThat(result.rejects()).isZero();
        assertThat(orders(given))
                .containsExactly(
                        "CLEAR",
                        "ADD 11 BUY 5 @ 60000.5",
                        "ADD 12 BUY 4 @ 60000.5",
                        "ADD 13 SELL 3 @ 60001",
                        "print SELL 6 @ 60000.5",
                        "EXECUTE 11 BUY 0 @ 60000.5",
                        "EXECUTE 12 BUY 3 @ 60000.5",
                        "CHANGE 12 BUY 7 @ 60000",
                        "CHANGE 12 BUY 5 @ 60000");
        BookSync book = given.book(1);
        assertThat(book.status()).isEqualTo(BookStatus.VALID);
        assertThat(GivenRows.levels(book.book().bids())).isEqualTo("5@60000");
        assertThat(GivenRows.levels(book.book().asks())).isEqualTo("3@60001");
    }

    /** The rows of the client's own test: raw numbers, no symbols, rows of a snapshot. */
    @Test
    void rawNumbersAndASnapshotsOldTimes() throws IOException {
        GivenRows given = databento()
                .file(
                        "raw.csv",
                        "ts_recv,ts_event,rtype,publisher_id,instrument_id,action,side,price,size,channel_id,order_id,flags,ts_in_delta,sequence",
                        "1609113600000000000,1609099225061045683,160,1,5482,R,N,9223372036854775807,0,0,0,40,0,0",
                        "1609113600000000000,1609099225061045683,160,1,5482,A,B,3675750000000,2,0,647784248135,40,0,1180",
                        "1609113600000000000,1609099225061045683,160,1,5482,A,A,3676000000000,1,0,647782686353,168,0,1160");
        given.imported();
        assertThat(orders(given))
                .containsExactly("CLEAR", "ADD 647784248135 BUY 2 @ 3675.75", "ADD 647782686353 SELL 1 @ 3676");
        RecordView add = given.sink.records().get(given.sink.records().size() - 1);
        DepthOrderDecoder order = add.decode(new DepthOrderDecoder());
        assertThat(order.receivedNanos()).isEqualTo(1_609_113_600_000_000_000L);
        assertThat(order.transactionNanos()).isEqualTo(Fixed8.NULL);
        assertThat(given.book(1).status()).isEqualTo(BookStatus.VALID);
    }

    @Test
    void aRejectedRowIsAGapUntilTheBookIsClearedAgain() throws IOException {
        String[] lines = SESSION.clone();
        lines[4] = lines[4].replace("60001.000000000", "much");
        GivenRows given = databento().file("bad.csv", lines);
        assertThat(given.imported().rejects()).isEqualTo(1);
        assertThat(given.book(1).status()).isEqualTo(BookStatus.GAP);
    }

    @Test
    void whatIsNotKnownIsSkippedAndAnotherSchemaIsRefused() throws IOException {
        GivenRows given = databento()
                .file(
                        "odd.csv",
                        HEADER,
                        row(1, 'R', 'N', "", 0, 0, 128),
                        row(2, 'C', 'B', "60000.500000000", 5, 11, 128),
                        row(3, 'T', 'N', "60000.500000000", 6, 0, 128));
        ImportResult result = given.imported();
        assertThat(result.skipped())
                .containsEntry("order that is not known", 1L)
                .containsEntry("no side", 1L);
        GivenRows other = databento().file("trades.csv", "ts_recv,ts_event,rtype,action,side,price,size,flags");
        assertThatThrownBy(other::imported)
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("expected a header line of Databento's schema mbo");
    }

    private static List<String> orders(GivenRows given) {
        return given.sink.records().stream()
                .map(DatabentoTest::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String text(RecordView record) {
        if (record.templateId() == TradePrintDecoder.TEMPLATE_ID) {
            TradePrintDecoder print = record.decode(new TradePrintDecoder());
            return "print " + print.aggressor() + " " + Fixed8.toString(print.quantity()) + " @ "
                    + Fixed8.toString(print.price());
        }
        if (record.templateId() != DepthOrderDecoder.TEMPLATE_ID) {
            return "";
        }
        DepthOrderDecoder order = record.decode(new DepthOrderDecoder());
        return order.orderId() == Fixed8.NULL
                ? order.action().name()
                : order.action() + " " + order.orderId() + " " + order.side() + " " + Fixed8.toString(order.quantity())
                        + " @ " + Fixed8.toString(order.price());
    }
}
