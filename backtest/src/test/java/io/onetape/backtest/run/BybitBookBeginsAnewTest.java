package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.bybit.BybitFormats;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.RowImporter;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.OutageRule;
import io.onetape.journal.schema.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A snapshot of Bybit's with a lower id than the book's: the venue has it from its exchange time on, although we hear of a lost feed only when we hear of the snapshot. */
class BybitBookBeginsAnewTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = OutageRule.class,
            names = {"REJECT", "NONE"})
    void theVenueHasTheNewBookFromItsExchangeTimeOn(OutageRule rule) throws IOException {
        BacktestSettings defaults = BacktestSettings.defaults();
        BacktestSettings settings = defaults.withVenue(defaults.venue().withOutageRule(rule))
                .withLimits(List.of(new BacktestSettings.RiskLimits("", 10 * Fixed8.ONE, Fixed8.parse("100000"), 10)));
        Backtests.Result result = Drill.run(
                recorded(),
                settings,
                Map.of(0L, leg -> leg.placePostOnly(Side.BUY, Fixed8.parse("49"), Fixed8.parse("0.1"))));
        assertThat(Drill.answers(result)).containsExactly("ACCEPTED 1");
    }

    @Test
    void ourSideSeesTheGap() throws IOException {
        Backtests.Result result = Drill.run(recorded(), BacktestSettings.defaults(), Map.of());
        List<String> tops = result.records().stream()
                .filter(record -> record.templateId() == BookTopDecoder.TEMPLATE_ID)
                .map(record -> record.decode(new BookTopDecoder()))
                .map(top -> top.status() == BookStatus.VALID ? Fixed8.toString(top.bid()) : top.status() + "")
                .toList();
        assertThat(tops).containsExactly("99", "100", "STALE", "50");
    }

    private Recording recorded() throws IOException {
        Path book = Files.writeString(
                folder.resolve("book"),
                message("snapshot", 100, 700, "[[\"99\",\"1\"]]", "[[\"101\",\"3\"]]")
                        + message("delta", 200, 701, "[[\"100\",\"1\"]]", "[]")
                        + message("snapshot", 300, 1, "[[\"50\",\"1\"]]", "[[\"51\",\"3\"]]")
                        + message("delta", 400, 2, "[[\"40\",\"2\"]]", "[]"));
        Path trades = Files.writeString(
                folder.resolve("BTCUSDT_2023-11-14.csv"),
                "id,timestamp,price,volume,side,rpi\n1,1700000000301,50.5,0.1,buy,0\n2,1700000000450,50.5,0.1,buy,0\n");
        ImportRequest request = ImportRequest.of(Market.SPOT, List.of(book, trades));
        Listings listings = new Listings(request);
        Recording recording = new Recording();
        new RowImporter(request, new BybitFormats(listings), listings, recording).run();
        return recording;
    }

    /** The matching engine made it 5 ms before the venue sent it. */
    private static String message(String type, int millis, long update, String bids, String asks) {
        long ts = 1_700_000_000_000L + millis;
        return "{\"topic\":\"orderbook.500.BTCUSDT\",\"type\":\"" + type + "\",\"ts\":" + ts
                + ",\"data\":{\"s\":\"BTCUSDT\",\"b\":" + bids + ",\"a\":" + asks + ",\"u\":" + update
                + ",\"seq\":1},\"cts\":" + (ts - 5) + "}\n";
    }
}
