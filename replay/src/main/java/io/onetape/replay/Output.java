package io.onetape.replay;

import io.onetape.journal.record.RecordDraft;

/** Takes what a processor emits: appends it, compares it, or drops it. */
public interface Output {
    /** Outputs of a run whose result is a state. */
    Output NONE = (draft, nanos) -> {};

    /** One record with its source, number and cause; valid during the call. {@code nanos} is the time of what caused it. */
    void accept(RecordDraft draft, long nanos);
}
