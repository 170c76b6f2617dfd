package io.onetape.services.ops.metrics;

import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.services.Emitted;
import io.onetape.services.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A tape of records written as text, each with a time and a cause of its own. */
final class TapeText {
    private final List<RecordView> records = new ArrayList<>();
    private final TapeMetrics metrics;

    TapeText(TapeMetrics metrics) {
        this.metrics = metrics;
    }

    /** Appends a record and counts it; returns its sequence. */
    long add(String text, long nanos, long cause) {
        Emitted written = new Scenario().when(text).records().get(0);
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[written.view().length()]);
        bytes.putBytes(0, written.view().buffer(), 0, bytes.capacity());
        long sequence = records.size() + 1L;
        bytes.putLong(RecordHeader.SEQUENCE, sequence);
        bytes.putLong(RecordHeader.RECORDED_AT_NANOS, nanos);
        bytes.putLong(RecordHeader.CAUSED_BY, cause);
        bytes.putLong(
                RecordHeader.CORRELATION,
                cause == 0 ? sequence : records.get((int) cause - 1).correlation());
        RecordView record = new RecordView().wrap(bytes, 0, bytes.capacity());
        records.add(record);
        metrics.onRecord(record);
        return sequence;
    }

    List<RecordView> records() {
        return records;
    }
}
