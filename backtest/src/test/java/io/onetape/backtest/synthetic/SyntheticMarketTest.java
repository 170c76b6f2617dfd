package io.onetape.backtest.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SyntheticMarketTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_760_000_000L * SECOND;

    /** Of seed 1, one minute. It is the same on JDK 17 and 25; a changed market changes it on purpose. */
    private static final String HASH_OF_SEED_ONE = "ab924438c5877ac9";

    @Test
    void theSameSeedGivesTheSameBytesOnEveryJdk() {
        assertThat(hash(1)).isEqualTo(HASH_OF_SEED_ONE);
    }

    @Test
    void anotherSeedGivesAnotherMarket() {
        assertThat(hash(2)).isNotEqualTo(HASH_OF_SEED_ONE);
    }

    @Test
    void tenMinutesAreOneToTwoHundredThousandRecords() {
        Feed feed = new Feed();
        new SyntheticMarket(7, 600 * SECOND, START).writeTo(feed::accept);

        assertThat(feed.records).isBetween(100_000L, 200_000L);
        assertThat(feed.prints).isGreaterThan(feed.records / 20);
        assertThat(feed.updates).isBetween(11_000L, 12_000L);
        assertThat(feed.gaps).isZero();
    }

    @Test
    void recordsComeInOrderAfterTheVenueStampedThem() {
        Feed feed = new Feed();
        new SyntheticMarket(3, 30 * SECOND, START).writeTo(feed::accept);

        assertThat(feed.disordered).isZero();
        assertThat(feed.smallestLatency).isPositive();
    }

    @Test
    void theBookOfSnapshotAndUpdatesAgreesWithEveryQuoteOfItsUpdateId() {
        Feed feed = new Feed();
        new SyntheticMarket(5, 60 * SECOND, START).writeTo(feed::accept);

        assertThat(feed.compared).isGreaterThan(50);
        assertThat(feed.disagreements).isZero();
        assertThat(feed.crossed).isZero();
    }

    @Test
    void aPlantedGapIsMendedByASnapshotThatAnUpdateSpans() {
        Feed feed = new Feed();
        new SyntheticMarket(5, 20 * SECOND, START, SyntheticIncidents.gapAt(8 * SECOND)).writeTo(feed::accept);

        assertThat(feed.gaps).isEqualTo(1);
        assertThat(feed.snapshots).isEqualTo(3);
        assertThat(feed.gapped).isFalse();
        assertThat(feed.disagreements).isZero();
    }

    @Test
    void aToxicMinuteRunsOneWay() {
        Feed calm = new Feed();
        Feed toxic = new Feed();
        new SyntheticMarket(5, 40 * SECOND, START).writeTo(calm::accept);
        new SyntheticMarket(
                        5,
                        40 * SECOND,
                        START,
                        new SyntheticIncidents(SyntheticIncidents.NEVER, SECOND, 10 * SECOND, 20 * SECOND))
                .writeTo(toxic::accept);

        assertThat(toxic.lastPrice - calm.lastPrice).isGreaterThan(10 * 100_000_000L);
    }

    private static String hash(long seed) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new SyntheticMarket(seed, 60 * SECOND, START).writeTo((draft, nanos) -> {
                byte[] bytes = new byte[draft.length()];
                draft.buffer().getBytes(0, bytes);
                digest.update(bytes);
                digest.update(Long.toString(nanos).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A reader of instrument 1, written after the venue's own description of its streams. */
    private static final class Feed {
        final NavigableMap<Long, Long> bids = new TreeMap<>(Collections.reverseOrder());
        final NavigableMap<Long, Long> asks = new TreeMap<>();
        final RecordView view = new RecordView();
        long records;
        long prints;
        long updates;
        long snapshots;
        long gaps;
        boolean gapped = true;
        boolean first;
        long lastUpdateId;
        long lastNanos;
        long disordered;
        long smallestLatency = Long.MAX_VALUE;
        long compared;
        long disagreements;
        long crossed;
        long lastPrice;
        long[] quote = new long[5];

        void accept(RecordDraft draft, long nanos) {
            view.wrap(draft.buffer(), 0, draft.length());
            records++;
            disordered += nanos < lastNanos ? 1 : 0;
            lastNanos = nanos;
            switch (view.templateId()) {
                case DepthSnapshotDecoder.TEMPLATE_ID -> snapshot(view.decode(new DepthSnapshotDecoder()));
                case DepthUpdateDecoder.TEMPLATE_ID -> update(view.decode(new DepthUpdateDecoder()));
                case QuoteUpdateDecoder.TEMPLATE_ID -> quote(view.decode(new QuoteUpdateDecoder()));
                case TradePrintDecoder.TEMPLATE_ID -> print(view.decode(new TradePrintDecoder()));
                default -> {}
            }
        }

        void latency(long received, long transaction) {
            smallestLatency = Math.min(smallestLatency, received - transaction);
        }

        void snapshot(DepthSnapshotDecoder from) {
            snapshots++;
            if (view.instrument() == 1) {
                bids.clear();
                asks.clear();
                from.bids().forEach(level -> bids.put(level.price(), level.quantity()));
                from.asks().forEach(level -> asks.put(level.price(), level.quantity()));
                lastUpdateId = from.lastUpdateId();
                first = true;
                gapped = false;
            }
        }

        void update(DepthUpdateDecoder from) {
            updates++;
            latency(from.receivedNanos(), from.transactionNanos());
            if (view.instrument() != 1 || gapped) {
                return;
            }
            boolean fits = first
                    ? from.firstUpdateId() <= lastUpdateId && lastUpdateId <= from.lastUpdateId()
                    : from.previousUpdateId() == lastUpdateId;
            first = false;
            gapped = !fits;
            gaps += fits ? 0 : 1;
            lastUpdateId = from.lastUpdateId();
            from.bids().forEach(level -> set(bids, level.price(), level.quantity()));
            from.asks().forEach(level -> set(asks, level.price(), level.quantity()));
            if (fits) {
                crossed += bids.firstKey() >= asks.firstKey() ? 1 : 0;
                compare();
            }
        }

        void quote(QuoteUpdateDecoder from) {
            latency(from.receivedNanos(), from.transactionNanos());
            if (view.instrument() == 1) {
                quote = new long[] {from.updateId(), from.bid(), from.bidQuantity(), from.ask(), from.askQuantity()};
            }
        }

        void print(TradePrintDecoder from) {
            prints++;
            latency(from.receivedNanos(), from.transactionNanos());
            lastPrice = view.instrument() == 1 ? from.price() : lastPrice;
        }

        void compare() {
            if (quote[0] == lastUpdateId) {
                compared++;
                boolean same = bids.firstKey() == quote[1]
                        && bids.firstEntry().getValue() == quote[2]
                        && asks.firstKey() == quote[3]
                        && asks.firstEntry().getValue() == quote[4];
                disagreements += same ? 0 : 1;
            }
        }

        static void set(NavigableMap<Long, Long> side, long price, long quantity) {
            if (quantity == 0) {
                side.remove(price);
            } else {
                side.put(price, quantity);
            }
        }
    }
}
