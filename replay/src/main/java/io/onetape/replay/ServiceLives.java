package io.onetape.replay;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ServiceStartedDecoder;
import io.onetape.journal.schema.ServiceStoppedDecoder;
import java.util.HashMap;
import java.util.Map;

/** Which services have stopped, by the records seen so far, and through which record each had consumed. Single-threaded. */
final class ServiceLives {
    private final ServiceStoppedDecoder stopped = new ServiceStoppedDecoder();
    private final ServiceStartedDecoder started = new ServiceStartedDecoder();
    private final Map<String, Long> stoppedAt = new HashMap<>(); // looked up, never iterated

    void accept(RecordView record) {
        if (record.templateId() == ServiceStoppedDecoder.TEMPLATE_ID) {
            record.decode(stopped);
            long consumedThrough = stopped.consumedThrough();
            stoppedAt.put(stopped.service(), consumedThrough);
        } else if (record.templateId() == ServiceStartedDecoder.TEMPLATE_ID) {
            stoppedAt.remove(record.decode(started).service());
        }
    }

    /** What would follow from later records a service has never emitted; the largest number of one that has not stopped. */
    long consumedThrough(String service) {
        return stoppedAt.getOrDefault(service, Long.MAX_VALUE);
    }
}
