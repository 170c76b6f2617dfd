package io.onetape.tools.detail;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.layout.NamedField;
import io.onetape.journal.record.RecordView;

/**
 * How long after the venue's time a market record was received: receivedNanos less transactionNanos, or less eventNanos where that is not given. Two clocks
 * are subtracted here: a negative one says that they disagree.
 */
public final class FeedLatency {
    private final NamedField received = new NamedField("receivedNanos");
    private final NamedField transaction = new NamedField("transactionNanos");
    private final NamedField event = new NamedField("eventNanos");

    /** Nanoseconds; {@link Fixed8#NULL} if the record has not both times. */
    public long of(RecordView record) {
        long at = received.read(record, Fixed8.NULL);
        if (at == Fixed8.NULL) {
            return Fixed8.NULL;
        }
        long sent = transaction.read(record, Fixed8.NULL);
        if (sent == Fixed8.NULL) {
            sent = event.read(record, Fixed8.NULL);
        }
        return sent == Fixed8.NULL ? Fixed8.NULL : at - sent;
    }
}
