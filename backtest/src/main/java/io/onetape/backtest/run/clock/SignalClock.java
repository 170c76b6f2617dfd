package io.onetape.backtest.run.clock;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ExternalSignalDecoder;
import io.onetape.journal.schema.ExternalSignalEncoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * When signals that were computed elsewhere became known is told on the recording's local clock: where that is shifted it is shifted with it, so that a signal is known neither earlier nor
 * later than it was beside the market. Single-threaded.
 */
public final class SignalClock {
    private static final int AVAILABLE = RecordHeader.LENGTH + ExternalSignalEncoder.availableNanosEncodingOffset();

    private final ExpandableArrayBuffer copy = new ExpandableArrayBuffer(1 << 10);
    private final RecordView view = new RecordView();

    /** True of a record that has to be shifted. */
    public static boolean isSignal(RecordView record) {
        return record.templateId() == ExternalSignalDecoder.TEMPLATE_ID;
    }

    /** Moves a signal's time in its bytes. */
    public static void shift(MutableDirectBuffer signal, long nanos) {
        long available = signal.getLong(AVAILABLE);
        signal.putLong(AVAILABLE, available == Fixed8.NULL ? available : available + nanos);
    }

    /** The signal, or with a shift a copy of it, until the next call. */
    public RecordView shifted(RecordView signal, long nanos) {
        if (nanos == 0) {
            return signal;
        }
        copy.putBytes(0, signal.buffer(), 0, signal.length());
        shift(copy, nanos);
        return view.wrap(copy, 0, signal.length());
    }
}
