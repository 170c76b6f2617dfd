package io.onetape.backtest.venue;

import io.onetape.journal.record.RecordView;

/**
 * Who asks the venue for something: the order's name and the record that asks.
 *
 * @param template of the record that asks: SubmitOrder, SubmitCancel or SubmitAmend
 * @param strategy packed, as in {@link io.onetape.journal.record.OrderId}
 * @param instrument of the order
 * @param sequence of the SubmitOrder, SubmitCancel or SubmitAmend on the result tape
 * @param correlation of that record
 */
public record VenueRequest(
        int template, long strategy, long intent, int attempt, int instrument, long sequence, long correlation) {
    /** What a record asks for, whose body names this order. */
    public static VenueRequest of(RecordView record, long strategy, long intent, int attempt) {
        return new VenueRequest(
                record.templateId(),
                strategy,
                intent,
                attempt,
                record.instrument(),
                record.sequence(),
                record.correlation());
    }
}
