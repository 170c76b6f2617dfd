package io.onetape.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.replay.Processor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Given records, when records, then records. Feeds one or several processors in the order of the tape: each fact is sequenced, every processor sees it,
 * what they emit is sequenced behind it and comes by all of them too, until nothing is left; then the next fact.
 *
 * <pre>{@code
 * Scenario scenario = new Scenario(new MarketData());
 * scenario.given("InstrumentDefined instrument=1 market=USDM contract=LINEAR symbol=BTCUSDT");
 * scenario.when("DepthSnapshot instrument=1 lastUpdateId=10 bids=100/1 asks=101/2");
 * scenario.thenEmitted("BookTop instrument=1 bid=100 ask=101 status=VALID");
 * }</pre>
 *
 * Facts are one millisecond apart unless {@link #later} says otherwise; what is emitted has the time of its cause. Source 2 writes the facts, the
 * processors are 3 and up in the order given.
 */
public final class Scenario {
    /** Time of the first fact less a millisecond: 2024-01-01T00:00:00Z. */
    public static final long START_NANOS = 1_704_067_200_000_000_000L;

    private static final int OUTSIDE = 2;
    private static final int MAX_RECORDS_OF_ONE_FACT = 10_000;
    private static final long STEP_NANOS = 1_000_000;

    private final List<ScenarioEmitter> processors;
    private final List<Emitted> records = new ArrayList<>();
    private final List<Emitted> emitted = new ArrayList<>();
    private long nowNanos = START_NANOS;
    private long facts;
    private int delivered;

    public Scenario(Processor... processors) {
        this.processors = IntStream.range(0, processors.length)
                .mapToObj(i -> new ScenarioEmitter(processors[i], OUTSIDE + 1 + i, this::append))
                .toList();
    }

    /** Feeds facts and forgets what was emitted so far, by them too. */
    public Scenario given(String... texts) {
        when(texts);
        emitted.clear();
        return this;
    }

    /** Feeds facts. What is emitted adds to {@link #emitted()} of the calls since {@link #given} or {@link #thenEmitted}. */
    public Scenario when(String... texts) {
        for (String text : texts) {
            feed(RecordText.write(text));
        }
        return this;
    }

    /** Feeds one fact that was written with an encoder. */
    public Scenario when(RecordDraft fact) {
        UnsafeBuffer record = new UnsafeBuffer(new byte[fact.length()]);
        record.putBytes(0, fact.buffer(), 0, record.capacity());
        feed(record);
        return this;
    }

    /** Lets the next fact be this much later than the last one, instead of a millisecond. */
    public Scenario later(Duration duration) {
        nowNanos += duration.toNanos() - STEP_NANOS;
        return this;
    }

    /** Time of the last fact, nanoseconds since the epoch. */
    public long nowNanos() {
        return nowNanos;
    }

    /** What processors have emitted since it was last forgotten. */
    public List<Emitted> emitted() {
        return List.copyOf(emitted);
    }

    /** What processors have emitted of one kind, {@code OrderChanged}. */
    public List<Emitted> emitted(String name) {
        return emitted.stream().filter(record -> record.name().equals(name)).toList();
    }

    /** The whole tape so far, facts included; the record with sequence n is at n - 1. */
    public List<Emitted> records() {
        return List.copyOf(records);
    }

    /** Exactly these records have been emitted, in this order; fields that a text does not name may be anything. Forgets them then. */
    public Scenario thenEmitted(String... texts) {
        boolean same = emitted.size() == texts.length
                && IntStream.range(0, texts.length).allMatch(i -> emitted.get(i).matches(texts[i]));
        assertThat(same)
                .withFailMessage(() -> "expected\n  " + String.join("\n  ", texts) + "\nfound\n  "
                        + String.join(
                                "\n  ", emitted.stream().map(Emitted::toString).toList()))
                .isTrue();
        emitted.clear();
        return this;
    }

    /** Nothing has been emitted. */
    public Scenario thenNothing() {
        return thenEmitted();
    }

    private void feed(UnsafeBuffer fact) {
        nowNanos += STEP_NANOS;
        long sequence = records.size() + 1L;
        fact.putShort(RecordHeader.SOURCE, (short) OUTSIDE);
        fact.putLong(RecordHeader.SOURCE_SEQUENCE, ++facts);
        fact.putLong(RecordHeader.CORRELATION, sequence);
        fact.putLong(RecordHeader.RECORDED_AT_NANOS, nowNanos);
        fact.putLong(RecordHeader.SEQUENCE, sequence);
        records.add(new Emitted(fact));
        int bound = delivered + MAX_RECORDS_OF_ONE_FACT;
        while (delivered < records.size()) {
            assertThat(delivered).as("records that one fact brought about").isLessThan(bound);
            RecordView next = records.get(delivered++).view();
            processors.forEach(processor -> processor.deliver(next));
        }
    }

    private void append(RecordDraft draft) {
        UnsafeBuffer record = new UnsafeBuffer(new byte[draft.length()]);
        record.putBytes(0, draft.buffer(), 0, record.capacity());
        record.putLong(RecordHeader.SEQUENCE, records.size() + 1L);
        Emitted kept = new Emitted(record);
        records.add(kept);
        emitted.add(kept);
    }
}
