package io.onetape.services.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.onetape.journal.excerpt.BusyException;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.CircuitChangedDecoder;
import io.onetape.journal.schema.CircuitState;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.TradingHaltedDecoder;
import io.onetape.journal.schema.TradingResumedDecoder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheTest {
    private static final long TAPE = 77;
    private static final long T = 1_704_067_200_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long MM1 = OrderId.strategy("mm1");

    @TempDir
    Path folder;

    private final Records records = new Records();
    private CacheWriter cache;

    @BeforeEach
    void begin() {
        cache = CacheWriter.begin(folder, TAPE);
    }

    @AfterEach
    void end() {
        cache.close();
    }

    private RecordView put(String text, long nanos) {
        return records.put(cache, text, nanos);
    }

    private CacheReader reader() {
        cache.publish();
        return CacheReader.open(folder, TAPE);
    }

    @Test
    void theNewestRecordOfEachKeyIsRead() {
        put("BookTop instrument=1 bid=100 ask=101 status=VALID", T);
        put("BookTop instrument=2 bid=7 ask=8 status=VALID", T);
        RecordView newest = put("BookTop instrument=1 bid=100.5 ask=101 status=VALID", T + 1);
        put("PositionChanged instrument=1 position=3 positionSide=BOTH", T + 2);
        put("AccountChanged balance=1000 equity=1001", T + 3);
        try (CacheReader reader = reader()) {
            assertThat(reader.sequence()).isEqualTo(5);
            assertThat(reader.nanos()).isEqualTo(T + 3);
            assertThat(reader.findTop(1, T + 3)).isEqualTo(Lookup.FOUND);
            assertThat(reader.record().hasSameBytesFrom(newest, 0)).isTrue();
            assertThat(reader.record().decode(new BookTopDecoder()).bid()).isEqualTo(10_050_000_000L);
            assertThat(reader.findPosition(1, PositionSide.BOTH)).isEqualTo(Lookup.FOUND);
            assertThat(reader.record().decode(new PositionChangedDecoder()).position())
                    .isEqualTo(300_000_000L);
            assertThat(reader.findAccount()).isEqualTo(Lookup.FOUND);
            assertThat(reader.findTop(3, T)).isEqualTo(Lookup.MISSING);
            assertThat(reader.findPosition(1, PositionSide.LONG)).isEqualTo(Lookup.MISSING);
            assertThat(reader.findTrading(0)).isEqualTo(Lookup.MISSING);
        }
    }

    @Test
    void aTopExpiresByTheTapesTimeAndIsThenRemoved() {
        put("BookTop instrument=1 bid=100 ask=101 status=VALID", T);
        put("BookTop instrument=2 bid=100 ask=101 status=VALID", T + 5 * SECOND);
        try (CacheReader reader = reader()) {
            assertThat(reader.findTop(1, T + 10 * SECOND - 1)).isEqualTo(Lookup.FOUND);
            assertThat(reader.findTop(1, T + 10 * SECOND)).isEqualTo(Lookup.EXPIRED);
            put("Tick", T + 11 * SECOND);
            assertThat(reader.findTop(1, T)).isEqualTo(Lookup.MISSING);
            assertThat(reader.findTop(2, T + 11 * SECOND)).isEqualTo(Lookup.FOUND);
            reader.refresh();
            assertThat(listed(reader, View.TOP)).containsExactly("2");
        }
    }

    @Test
    void anOrderStaysWhileItIsOpenAndAMinuteAfterItHasEnded() {
        put("OrderChanged mm1-1 state=SUBMITTED", T);
        put("OrderChanged mm1-2 state=SUBMITTED", T);
        put("OrderChanged mm1-2 state=FILLED", T + SECOND);
        put("Tick", T + 50 * SECOND);
        put("OrderChanged mm1-2 previous=FILLED state=FILLED", T + 50 * SECOND); // a late note
        try (CacheReader reader = reader()) {
            put("Tick", T + 100 * SECOND);
            reader.refresh();
            assertThat(reader.findOrder(MM1, 2, reader.nanos())).isEqualTo(Lookup.FOUND);
            assertThat(reader.record().decode(new OrderChangedDecoder()).state())
                    .isEqualTo(OrderState.FILLED);
            assertThat(listed(reader, View.ORDER)).hasSize(2);
            put("Tick", T + 111 * SECOND);
            assertThat(reader.findOrder(MM1, 2, T)).isEqualTo(Lookup.MISSING);
            assertThat(reader.findOrder(MM1, 1, Long.MAX_VALUE - 1)).isEqualTo(Lookup.FOUND);
            assertThat(listed(reader, View.ORDER)).hasSize(1);
        }
    }

    @Test
    void ofOrdersThatHaveEndedTheLastFewThousandStay() {
        int orders = Transients.ENDED + 10;
        for (int i = 1; i <= orders; i++) {
            cache.accept(records.of("OrderChanged mm1-" + i + " state=CANCELED", T));
        }
        cache.note(orders, T);
        try (CacheReader reader = reader()) {
            assertThat(reader.findOrder(MM1, 10, T)).isEqualTo(Lookup.MISSING);
            assertThat(reader.findOrder(MM1, 11, T)).isEqualTo(Lookup.FOUND);
            assertThat(listed(reader, View.ORDER)).hasSize(Transients.ENDED);
        }
    }

    @Test
    void circuitsAreFoundByNameAndLongDetailsAreCut() {
        put("CircuitChanged circuit=venue state=OPEN detail='" + "x".repeat(1_000) + "'", T);
        put("CircuitChanged instrument=1 circuit=orders state=HALF_OPEN", T);
        try (CacheReader reader = reader()) {
            CircuitChangedDecoder circuit = new CircuitChangedDecoder();
            assertThat(reader.findCircuit(0, "venue")).isEqualTo(Lookup.FOUND);
            assertThat(reader.record().decode(circuit).state()).isEqualTo(CircuitState.OPEN);
            assertThat(circuit.circuit()).isEqualTo("venue");
            assertThat(circuit.detail()).matches("x{150,300}");
            assertThat(reader.findCircuit(1, "orders")).isEqualTo(Lookup.FOUND);
            assertThat(reader.findCircuit(0, "orders")).isEqualTo(Lookup.MISSING);
        }
    }

    @Test
    void aResumeEndsEveryHalt() {
        put("TradingHalted instrument=1 state=HALTED reason=REQUESTED detail=one", T);
        put("TradingHalted state=REDUCE_ONLY reason=DRAWDOWN_LIMIT detail=" + "y".repeat(400), T);
        try (CacheReader reader = reader()) {
            assertThat(reader.findTrading(1)).isEqualTo(Lookup.FOUND);
            assertThat(reader.findTrading(0)).isEqualTo(Lookup.FOUND);
            assertThat(reader.record().decode(new TradingHaltedDecoder()).detail())
                    .matches("y{200,300}");
            put("TradingResumed detail=ok", T + 1);
            assertThat(reader.findTrading(1)).isEqualTo(Lookup.MISSING);
            assertThat(reader.findTrading(0)).isEqualTo(Lookup.FOUND);
            assertThat(reader.record().templateId()).isEqualTo(TradingResumedDecoder.TEMPLATE_ID);
        }
    }

    @Test
    void aSecondWriterIsRefused() {
        assertThatThrownBy(() -> CacheWriter.begin(folder, TAPE))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("pid " + ProcessHandle.current().pid())
                .hasMessageContaining("writer of the cache");
    }

    @Test
    void nothingIsReadBeforeItIsPublishedNorOfAnotherTape() {
        put("Tick", T);
        assertThatThrownBy(() -> CacheReader.open(folder, TAPE))
                .isInstanceOf(NoCacheException.class)
                .hasMessageContaining("no cache in " + folder);
        cache.publish();
        assertThatThrownBy(() -> CacheReader.open(folder, 78))
                .isInstanceOf(NoCacheException.class)
                .hasMessageContaining("expected 4e, found 4d");
    }

    @Test
    void aNewWriterBeginsWithNothingAndAReaderNotices() {
        put("BookTop instrument=1 bid=100 ask=101 status=VALID", T);
        try (CacheReader old = reader()) {
            assertThat(old.isCurrent()).isTrue();
            cache.close();
            cache = CacheWriter.begin(folder, TAPE);
            assertThat(old.isCurrent()).isFalse();
            put("Tick", T);
            try (CacheReader reader = reader()) {
                assertThat(reader.findTop(1, T)).isEqualTo(Lookup.MISSING);
                assertThat(old.findTop(1, T)).isEqualTo(Lookup.FOUND);
            }
        }
    }

    @Test
    void readingAndReplacingAllocateNothing() {
        RecordView top = put("BookTop instrument=1 bid=100 ask=101 status=VALID", T);
        BookTopDecoder decoder = new BookTopDecoder();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (CacheReader reader = reader()) {
            long before = 0;
            long sum = 0;
            for (int i = 0; i < 200_000; i++) {
                before = i == 100_000 ? threads.getCurrentThreadAllocatedBytes() : before;
                cache.accept(top);
                cache.note(i, T);
                reader.refresh();
                sum += reader.findTop(1, T) == Lookup.FOUND
                        ? reader.record().decode(decoder).bid()
                        : 0;
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
            assertThat(sum).isEqualTo(200_000 * 10_000_000_000L);
        }
    }

    private static List<String> listed(CacheReader reader, View view) {
        List<String> found = new ArrayList<>();
        reader.forEach(view, (record, expired) -> found.add(Integer.toString(record.instrument())));
        return found;
    }
}
