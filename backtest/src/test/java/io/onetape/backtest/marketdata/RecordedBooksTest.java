package io.onetape.backtest.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.marketdata.Recording.Tops;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.services.marketdata.BookSync;
import io.onetape.services.marketdata.MarketData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Books of real recordings, against numbers that were computed without this project and against the venue's own best quotes. */
final class RecordedBooksTest {
    private static final String USDM = "hftbacktest/usdm/btcusdt_20240808.gz";
    private static final int LEFT_OUT = 10;
    private static final int FIRST_APPLIED = 4;

    @Test
    void theFinalBookOfARecordingIsTheOneComputedElsewhere() {
        MarketData marketData = new MarketData();
        BookTopDecoder top =
                Recording.feed(marketData, Recording.read(Market.USDM, USDM)).last();
        assertThat(Fixed8.toString(top.bid())).isEqualTo("61659.7");
        assertThat(Fixed8.toString(top.bidQuantity())).isEqualTo("1.486");
        assertThat(Fixed8.toString(top.ask())).isEqualTo("61659.8");
        assertThat(Fixed8.toString(top.askQuantity())).isEqualTo("0.981");
        assertThat(Fixed8.toString(top.imbalance())).startsWith("0.2047020"); // 0.2047021 at seven decimals
        assertThat(Fixed8.toString(top.microprice())).isEqualTo("61659.7602351");
        assertThat(top.status()).isEqualTo(BookStatus.VALID);
        JsonNode state = json(marketData).at("/instruments/0");
        assertThat(state.get("applied").asLong()).isEqualTo(6547);
        assertThat(state.get("dropped").asLong()).isEqualTo(4);
        assertThat(state.get("gaps").asLong()).isZero();
        assertThat(state.get("valid").asBoolean()).isTrue();
        assertThat(state.get("microprice").textValue()).isEqualTo("61659.7602351");
    }

    @ParameterizedTest
    @CsvSource({
        "USDM, hftbacktest/usdm/btcusdt_20230404.dat.gz, 4322, 0",
        "USDM, hftbacktest/usdm/btcusdt_20240808.gz, 6551, 4",
        "USDM, hftbacktest/usdm/btcusdt_20240718.gz+hftbacktest/usdm/btcusdt_20240719.gz, 9022, 5",
        "COINM, hftbacktest/cm/btcusd_perp_20240808.gz+hftbacktest/cm/btcusd_perp_20240809.gz, 44795, 23",
        "SPOT, hftbacktest/spot/btcusdt_20240808.gz+hftbacktest/spot/btcusdt_20240809.gz, 6495, 2",
        "SPOT, hftbacktest_playground/spot/nexousdt_20240723.dat.gz, 1188, 0"
    })
    void aRecordingHasNoGapAndAgreesWithTheVenuesQuotesAtEqualUpdates(
            Market market, String files, long updates, long dropped) {
        List<RecordView> records = Recording.read(market, files);
        MarketData marketData = new MarketData();
        Recording.feed(marketData, records);
        JsonNode state = json(marketData).at("/instruments/0");
        assertThat(state.get("gaps").asLong()).isZero();
        assertThat(state.get("dropped").asLong()).isEqualTo(dropped);
        assertThat(state.get("applied").asLong()).isEqualTo(updates - dropped);
        assertThat(state.get("valid").asBoolean()).isTrue();
        assertThat(quotesThatAgree(market, records)).isPositive();
    }

    @Test
    void booksOfManySymbolsAgreeWithTheVenuesQuotesAtEqualUpdates() {
        List<RecordView> records = Recording.readWithRest(
                Market.USDM,
                "cryptofeed/BINANCE_FUTURES.ws.1.0.gz",
                List.of("cryptofeed/BINANCE_FUTURES.http.0.0.gz", "cryptofeed/BINANCE_FUTURES.0.gz"));
        Map<Integer, List<RecordView>> byInstrument = new TreeMap<>();
        records.forEach(record -> byInstrument
                .computeIfAbsent(record.instrument(), id -> new ArrayList<>())
                .add(record));
        assertThat(byInstrument).hasSize(4);
        byInstrument.forEach((id, own) -> assertThat(quotesThatAgree(Market.USDM, own))
                .as("instrument %d", id)
                .isPositive());
    }

    @Test
    void leavingOutAnAppliedUpdateIsExactlyOneGap() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        LeftOut books = new LeftOut(Recording.read(Market.USDM, USDM), FIRST_APPLIED);
        books.leaveOut(FIRST_APPLIED + 1); // it lay before the snapshot and is applied behind it
        for (int i = 0; i < LEFT_OUT; i++) {
            books.leaveOut(FIRST_APPLIED + 1 + random.nextInt(books.updates() - FIRST_APPLIED - 2));
        }
    }

    @Tag("long")
    @Test
    void leavingOutAnyAppliedUpdateButTheFirstAndTheLastIsExactlyOneGap() {
        LeftOut books = new LeftOut(Recording.read(Market.USDM, USDM), FIRST_APPLIED);
        for (int left = FIRST_APPLIED + 1; left < books.updates() - 1; left++) {
            books.leaveOut(left);
        }
    }

    @Test
    void aProcessorThatIsRestoredInTheMiddleEmitsTheSame() {
        List<RecordView> records = Recording.read(Market.COINM, "hftbacktest/cm/btcusd_perp_20240808.gz");
        int middle = records.size() / 2;
        MarketData whole = new MarketData();
        Recording.feed(whole, records.subList(0, middle));
        MarketData restored = new MarketData();
        restored.readState(state(whole, WireType.BINARY));
        Tops expected = Recording.feed(whole, records.subList(middle, records.size()));
        Tops found = Recording.feed(restored, records.subList(middle, records.size()));
        assertThat(expected.count).isPositive();
        assertThat(found.count).isEqualTo(expected.count);
        assertThat(found.hash).isEqualTo(expected.hash);
        assertThat(json(restored)).isEqualTo(json(whole));
    }

    /** How often a book and a quote of the same update id were there to compare; they must be equal each time, whichever came first. */
    private static int quotesThatAgree(Market market, List<RecordView> records) {
        BookSync sync = new BookSync(market);
        DepthUpdateDecoder update = new DepthUpdateDecoder();
        QuoteUpdateDecoder quote = new QuoteUpdateDecoder();
        Map<Long, List<Long>> booksById = new HashMap<>();
        Map<Long, List<Long>> quotesById = new HashMap<>();
        for (RecordView record : records) {
            switch (record.templateId()) {
                case DepthUpdateDecoder.TEMPLATE_ID -> sync.onUpdate(record.decode(update));
                case DepthSnapshotDecoder.TEMPLATE_ID -> sync.onSnapshot(record.decode(new DepthSnapshotDecoder()));
                case QuoteUpdateDecoder.TEMPLATE_ID -> {
                    record.decode(quote);
                    quotesById.put(
                            quote.updateId(),
                            List.of(quote.bid(), quote.bidQuantity(), quote.ask(), quote.askQuantity()));
                }
                default -> {} // prints
            }
            assertThat(sync.status()).isIn(BookStatus.WAITING, BookStatus.VALID);
            if (record.templateId() == DepthUpdateDecoder.TEMPLATE_ID && sync.status() == BookStatus.VALID) {
                var bids = sync.book().bids();
                var asks = sync.book().asks();
                booksById.put(
                        sync.lastUpdateId(),
                        List.of(bids.bestPrice(), bids.bestQuantity(), asks.bestPrice(), asks.bestQuantity()));
            }
        }
        booksById.keySet().retainAll(quotesById.keySet());
        booksById.forEach((id, book) -> assertThat(book).as("update %d", id).isEqualTo(quotesById.get(id)));
        return booksById.size();
    }

    private static JsonNode json(MarketData of) {
        try {
            return new ObjectMapper().readTree("{" + state(of, WireType.JSON_ONLY) + "}");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Wire state(MarketData of, WireType type) {
        Wire wire = type.apply(Bytes.allocateElasticOnHeap());
        of.writeState(wire);
        return wire;
    }
}
