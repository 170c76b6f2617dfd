package io.onetape.replay.trace;

import io.onetape.journal.layout.NamedField;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;

/** Which strategy and order records name. Immutable. */
final class OrderFields {
    private final NamedField strategies = new NamedField("strategy");
    private final NamedField intents = new NamedField("intent");

    /** True if the record is about this order. */
    boolean isAbout(RecordView record, OrderId order) {
        return intents.isIn(record)
                && strategies.isIn(record)
                && intents.read(record, 0) == order.intent()
                && strategyOf(record) == order.strategy();
    }

    /** The strategy that the record names, packed; 0 if none. */
    long strategyOf(RecordView record) {
        return strategies.read(record, 0);
    }
}
