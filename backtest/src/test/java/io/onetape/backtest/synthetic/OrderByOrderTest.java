package io.onetape.backtest.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.services.marketdata.BookSide;
import io.onetape.services.marketdata.BookSync;
import io.onetape.services.marketdata.orders.Departures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A synthetic market that is told order by order. */
final class OrderByOrderTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_760_000_000L * SECOND;

    private final RecordView view = new RecordView();
    private final DepthOrderDecoder order = new DepthOrderDecoder();
    private final DepthUpdateDecoder update = new DepthUpdateDecoder();
    private final DepthSnapshotDecoder snapshot = new DepthSnapshotDecoder();

    @Test
    void itsBookIsThatOfTheSameMarketByLevels() {
        long seed = new Random().nextLong();
        SyntheticMarket market = new SyntheticMarket(seed, 20 * SECOND, START);
        SortedMap<Long, String> byLevels = new TreeMap<>();
        BookSync levels = new BookSync(Market.USDM);
        market.writeTo((fact, nanos) -> {
            RecordView record = view(fact);
            if (record.instrument() == 1 && record.templateId() == DepthSnapshotDecoder.TEMPLATE_ID) {
                levels.onSnapshot(record.decode(snapshot));
            } else if (record.instrument() == 1 && record.templateId() == DepthUpdateDecoder.TEMPLATE_ID) {
                if (levels.onUpdate(record.decode(update))) {
                    byLevels.put(levels.lastUpdateId(), text(levels));
                }
            }
        });
        SortedMap<Long, String> byOrders = new TreeMap<>();
        BookSync orders = new BookSync(Market.USDM);
        market.orderByOrder().writeTo((fact, nanos) -> {
            RecordView record = view(fact);
            if (record.instrument() == 1 && record.templateId() == DepthOrderDecoder.TEMPLATE_ID) {
                orders.onOrder(record.decode(order), Departures.IGNORED);
                if (order.last() == Flag.YES) {
                    byOrders.put(orders.lastUpdateId(), text(orders));
                }
            }
        });
        assertThat(byLevels).as("seed " + seed).hasSizeGreaterThan(150);
        byLevels.forEach((id, book) -> assertThat(
                        byOrders.headMap(id + 1).get(byOrders.headMap(id + 1).lastKey()))
                .as("seed " + seed + ", update " + id)
                .isEqualTo(book));
        assertThat(orders.status()).isEqualTo(BookStatus.VALID);
    }

    @Test
    void itHasTheSamePrints() {
        SyntheticMarket market = new SyntheticMarket(3, 20 * SECOND, START);
        assertThat(prints(market.orderByOrder())).isEqualTo(prints(market)).hasSizeGreaterThan(100);
    }

    @Test
    void aLostMessageIsAGapUntilTheNextSnapshot() {
        List<BookStatus> seen = new ArrayList<>();
        BookSync book = new BookSync(Market.USDM);
        new SyntheticMarket(5, 20 * SECOND, START, SyntheticIncidents.gapAt(8 * SECOND))
                .orderByOrder()
                .writeTo((fact, nanos) -> {
                    RecordView record = view(fact);
                    if (record.instrument() == 1 && record.templateId() == DepthOrderDecoder.TEMPLATE_ID) {
                        book.onOrder(record.decode(order), Departures.IGNORED);
                        if (order.last() == Flag.YES
                                && (seen.isEmpty() || seen.get(seen.size() - 1) != book.status())) {
                            seen.add(book.status());
                        }
                    }
                });
        assertThat(seen).containsExactly(BookStatus.VALID, BookStatus.GAP, BookStatus.VALID);
    }

    @Test
    void aLostConnectionTakesTheBookUntilTheNextSnapshot() {
        BookSync book = new BookSync(Market.USDM);
        new SyntheticMarket(5, 2 * SECOND, START).orderByOrder().writeTo((fact, nanos) -> {
            RecordView record = view(fact);
            if (record.instrument() == 1 && record.templateId() == DepthOrderDecoder.TEMPLATE_ID) {
                book.onOrder(record.decode(order), Departures.IGNORED);
            }
        });
        book.onFeedStatus(FeedStatus.DISCONNECTED);
        assertThat(book.status()).isEqualTo(BookStatus.STALE);
        assertThat(book.book().bids().isEmpty()).isTrue();
    }

    private List<String> prints(SyntheticMarket market) {
        List<String> prints = new ArrayList<>();
        TradePrintDecoder print = new TradePrintDecoder();
        market.writeTo((fact, nanos) -> {
            RecordView record = view(fact);
            if (record.templateId() == TradePrintDecoder.TEMPLATE_ID) {
                record.decode(print);
                prints.add(record.instrument() + " " + print.transactionNanos() + " " + print.price() + " "
                        + print.quantity() + " " + print.aggressor());
            }
        });
        return prints;
    }

    private RecordView view(RecordDraft fact) {
        return view.wrap(fact.buffer(), 0, fact.length());
    }

    private static String text(BookSync of) {
        return text(of.book().bids()) + "|" + text(of.book().asks());
    }

    private static String text(BookSide side) {
        StringBuilder text = new StringBuilder();
        for (int level = 0; level < side.levels(); level++) {
            text.append(side.price(level))
                    .append('x')
                    .append(side.quantity(level))
                    .append(' ');
        }
        return text.toString();
    }
}
