package io.onetape.replay.trace;

import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where records name a strategy and an order, by template. Immutable. */
final class OrderFields {
    private static final int ABSENT = -1;

    private final int[] strategies;
    private final int[] intents;

    OrderFields() {
        List<MessageLayout> layouts = Schema.tape().messages();
        int size = layouts.get(layouts.size() - 1).templateId() + 1;
        strategies = offsets(layouts, size, "strategy");
        intents = offsets(layouts, size, "intent");
    }

    /** True if the record is about this order. */
    boolean isAbout(RecordView record, OrderId order) {
        int template = record.templateId();
        return template < intents.length
                && intents[template] != ABSENT
                && strategies[template] != ABSENT
                && record.buffer().getLong(RecordHeader.LENGTH + intents[template]) == order.intent()
                && strategyOf(record) == order.strategy();
    }

    /** The strategy that the record names, packed; 0 if none. */
    long strategyOf(RecordView record) {
        int template = record.templateId();
        return template < strategies.length && strategies[template] != ABSENT
                ? OrderId.getStrategy(record.buffer(), RecordHeader.LENGTH + strategies[template])
                : 0;
    }

    private static int[] offsets(List<MessageLayout> layouts, int size, String name) {
        int[] offsets = new int[size];
        Arrays.fill(offsets, ABSENT);
        for (MessageLayout layout : layouts) {
            Optional<FieldLayout> field = layout.field(name);
            if (field.isPresent()) {
                offsets[layout.templateId()] = field.get().offset();
            }
        }
        return offsets;
    }
}
