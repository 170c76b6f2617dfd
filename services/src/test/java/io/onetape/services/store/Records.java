package io.onetape.services.store;

import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.services.Emitted;
import io.onetape.services.Scenario;
import org.agrona.concurrent.UnsafeBuffer;

/** Records written as text, numbered one after the other. */
final class Records {
    private long sequence;

    RecordView of(String text, long nanos) {
        Emitted written = new Scenario().when(text).records().get(0);
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[written.view().length()]);
        bytes.putBytes(0, written.view().buffer(), 0, bytes.capacity());
        bytes.putLong(RecordHeader.SEQUENCE, ++sequence);
        bytes.putLong(RecordHeader.RECORDED_AT_NANOS, nanos);
        return new RecordView().wrap(bytes, 0, bytes.capacity());
    }

    /** Gives a record to the cache and says so. */
    RecordView put(CacheWriter cache, String text, long nanos) {
        RecordView record = of(text, nanos);
        cache.accept(record);
        cache.note(record.sequence(), nanos);
        return record;
    }
}
