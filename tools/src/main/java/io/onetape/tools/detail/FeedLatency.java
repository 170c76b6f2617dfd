package io.onetape.tools.detail;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import java.util.Arrays;
import java.util.List;

/**
 * How long after the venue's time a market record was received: receivedNanos less transactionNanos, or less eventNanos where that is not given. Two clocks
 * are subtracted here: a negative one says that they disagree.
 */
public final class FeedLatency {
    private static final int ABSENT = -1;

    private final int[] received;
    private final int[] transaction;
    private final int[] event;

    public FeedLatency() {
        List<MessageLayout> layouts = Schema.tape().messages();
        int size = layouts.get(layouts.size() - 1).templateId() + 1;
        received = offsets(layouts, size, "receivedNanos");
        transaction = offsets(layouts, size, "transactionNanos");
        event = offsets(layouts, size, "eventNanos");
    }

    /** Nanoseconds; {@link Fixed8#NULL} if the record has not both times. */
    public long of(RecordView record) {
        int template = record.templateId();
        if (template >= received.length || received[template] == ABSENT) {
            return Fixed8.NULL;
        }
        long at = read(record, received[template]);
        long sent = read(record, transaction[template]);
        if (sent == Fixed8.NULL) {
            sent = read(record, event[template]);
        }
        return at == Fixed8.NULL || sent == Fixed8.NULL ? Fixed8.NULL : at - sent;
    }

    private static long read(RecordView record, int offset) {
        return offset == ABSENT || offset + Long.BYTES > record.blockLength()
                ? Fixed8.NULL
                : record.buffer().getLong(RecordHeader.LENGTH + offset);
    }

    private static int[] offsets(List<MessageLayout> layouts, int size, String field) {
        int[] offsets = new int[size];
        Arrays.fill(offsets, ABSENT);
        for (MessageLayout layout : layouts) {
            layout.field(field).map(FieldLayout::offset).ifPresent(at -> offsets[layout.templateId()] = at);
        }
        return offsets;
    }
}
