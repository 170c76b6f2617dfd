package io.onetape.tools.detail;

import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordView;

/** Words for every type of record: own ones for what people look at most, names and values for the rest. Single-threaded. */
public final class Details {
    private final MarketDetails market = new MarketDetails();
    private final OrderDetails orders = new OrderDetails();
    private final ReplyDetails replies = new ReplyDetails();
    private final FieldsDetail fields = new FieldsDetail();

    /** Appends the words of one record. */
    public void append(StringBuilder to, RecordView record) {
        if (market.append(to, record) || orders.append(to, record) || replies.append(to, record)) {
            return;
        }
        Schema.tape()
                .message(record.templateId())
                .ifPresentOrElse(
                        layout -> fields.append(to, record, layout),
                        () -> to.append(record.length()).append(" bytes of a newer schema"));
    }
}
