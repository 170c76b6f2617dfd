package io.onetape.backtest.importer.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.backtest.importer.ImportResult;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
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

    /** An auction's trade has no side: nothing is printed, so nothing is an execution. */
    @Test
    void whatATradeWithoutASideFilledIsNoExecution() throws IOException {
        GivenRows given = databento()
                .file(
                        "auction.csv",
                        HEADER,
                        row(1, 'R', 'N', "", 0, 0, 8),
                        row(2, 'A', 'B', "60000.500000000", 5, 11, 128),
                        row(2, 'A', 'B', "60000.500000000", 4, 12, 128),
                        row(3, 'T', 'N', "60000.500000000", 6, 0, 0),
                        row(3, 'F', 'B', "60000.500000000", 5, 11, 0),
                        row(3, 'F', 'B', "60000.500000000", 1, 12, 0),
                        row(3, 'C', 'B', "60000.500000000", 5, 11, 0),
                        row(3, 'C', 'B', "60000.500000000", 1, 12, 128),
                        row(4, 'T', 'A', "60000.500000000", 1, 0, 0),
                        row(4, 'F', 'B', "60000.500000000", 1, 12, 0),
                        row(4, 'C', 'B', "60000.500000000", 1, 12, 0),
                        row(4, 'C', 'B', "60000.500000000", 1, 12, 128)); // it also took back one
        given.imported();
        assertThat(orders(given).subList(3, 8))
                .containsExactly(
                        "DELETE 11 BUY 0 @ 60000.5",
                        "CHANGE 12 BUY 3 @ 60000.5",
                        "print SELL 1 @ 60000.5",
                        "EXECUTE 12 BUY 2 @ 60000.5",
                        "CHANGE 12 BUY 1 @ 60000.5");
    }

    @Test
    void fillsOfAnEventWhoseLastRowIsNotUsedAreOver() throws IOException {
        for (String lastOfEvent : List.of(
                row(3, 'N', 'N', "", 0, 0, 128),
                row(3, 'C', 'B', "60000.500000000", 1, 77, 128),
                row(3, 'C', 'B', "60000.500000000", 1, 77, 128).replace(",1,0,77", ",much,0,77"))) {
            GivenRows given = databento()
                    .file(
                            "over.csv",
                            HEADER,
                            row(1, 'R', 'N', "", 0, 0, 8),
                            row(2, 'A', 'B', "60000.500000000", 5, 11, 128),
                            row(3, 'T', 'A', "60000.500000000", 2, 0, 0),
                            row(3, 'F', 'B', "60000.500000000", 2, 11, 0),
                            lastOfEvent,
                            row(4, 'C', 'B', "60000.500000000", 2, 11, 128));
            given.imported();
            assertThat(orders(given)).as(lastOfEvent).endsWith("CHANGE 11 BUY 3 @ 60000.5");
        }
    }

    @Test
    void theLastRecordOfAnEventSaysThatItIsWhateverItsLastRowWas() throws IOException {
        GivenRows given = databento()
                .file(
                        "last.csv",
                        HEADER,
                        row(1, 'R', 'N', "", 0, 0, 0),
                        row(1, 'A', 'B', "60000.500000000", 5, 11, 0),
                        row(1, 'A', 'A', "60001.000000000", 5, 13, 0),
                        row(1, 'A', 'N', "60000.500000000", 5, 12, 128), // the snapshot's last one
                        row(2, 'C', 'B', "60000.500000000", 5, 11, 0),
                        row(2, 'N', 'N', "", 0, 0, 128));
        given.imported();
        assertThat(orders(given))
                .containsExactly(
                        "CLEAR",
                        "ADD 11 BUY 5 @ 60000.5",
                        "ADD 13 SELL 5 @ 60001",
                        "CHANGE 13 SELL 5 @ 60001",
                        "DELETE 11 BUY 0 @ 60000.5",
                        "DELETE 11 BUY 0 @ 60000.5");
        List<Flag> last = given.sink.records().stream()
                .filter(record -> record.templateId() == DepthOrderDecoder.TEMPLATE_ID)
                .map(record -> record.decode(new DepthOrderDecoder()).last())
                .toList();
        assertThat(last).containsExactly(Flag.NO, Flag.NO, Flag.NO, Flag.YES, Flag.NO, Flag.YES);
        assertThat(given.book(1).status()).isEqualTo(BookStatus.VALID);
        assertThat(GivenRows.levels(given.book(1).book().asks())).isEqualTo("5@60001");
    }

    @Test
    void filesContinueEachOther() throws IOException {
        GivenRows given = databento()
                .file("1.csv", HEADER, SESSION[1], SESSION[2], SESSION[3], SESSION[4])
                .file("2.csv", HEADER, row(6, 'C', 'B', "60000.500000000", 5, 11, 128), SESSION[11]);
        given.imported();
        assertThat(orders(given)).endsWith("DELETE 11 BUY 0 @ 60000.5", "CHANGE 12 BUY 2 @ 60000.5");
        assertThat(GivenRows.levels(given.book(1).book().bids())).isEqualTo("2@60000.5");
    }

    @Test
    void aCancelNeedsNoPriceAndAnIdMayHaveAllOf64Bits() throws IOException {
        String id = "18446744073709551615";
        GivenRows given = databento()
                .file(
                        "wide.csv",
                        HEADER,
                        row(1, 'R', 'N', "", 0, 0, 128),
                        row(2, 'A', 'B', "60000.500000000", 5, 11, 128).replace(",0,11,", ",0," + id + ","),
                        row(3, 'C', 'B', "", 2, 11, 128).replace(",0,11,", ",0," + id + ","),
                        row(4, 'A', 'B', "60000.500000000", 5, 11, 128).replace(",0,11,", ",0,18446744073709551616,"),
                        row(4, 'A', 'B', "60000.500000000", 5, 11, 128).replace(",0,11,", ",0,9223372036854775808,"));
        assertThat(given.imported().rejects()).isEqualTo(2);
        assertThat(orders(given)).endsWith("ADD -1 BUY 5 @ 60000.5", "CHANGE -1 BUY 3 @ 60000.5");
    }

    @Test
    void quantitiesAreContractsTimesTheirSize() throws IOException {
        GivenRows given = databento().file("btc.mbo.csv", SESSION).contractSize("btcf6=0.1");
        given.imported();
        assertThat(orders(given)).contains("ADD 11 BUY 0.5 @ 60000.5", "print SELL 0.6 @ 60000.5");
        InstrumentDefinedDecoder defined = given.sink.records().get(0).decode(new InstrumentDefinedDecoder());
        assertThat(Fixed8.toString(defined.lotSize())).isEqualTo("0.1");
        assertThatThrownBy(() -> databento().contractSize("BTCF6=0"))
                .hasMessage("expected SYMBOL=NUMBER with a number above 0, as ESH6=50, found 'BTCF6=0'");
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
