package io.onetape.backtest.paper;

import io.onetape.backtest.venue.VenueRequest;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OperatorCommandDecoder;
import io.onetape.journal.schema.SubmitAmendDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TradingHaltedDecoder;
import io.onetape.journal.schema.TradingResumedDecoder;
import io.onetape.journal.schema.TradingState;
import java.util.Optional;

/**
 * What an operator's {@code halt} means at the venue's door: from that record on, whatever services have sent behind it, no order and no amend passes that may
 * raise exposure, until TradingResumed. A halt of the whole account by risk closes it too. A function of the records; single-threaded.
 */
final class HaltGate {
    private final OperatorCommandDecoder command = new OperatorCommandDecoder();
    private final TradingHaltedDecoder halted = new TradingHaltedDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final SubmitAmendDecoder amend = new SubmitAmendDecoder();
    private boolean closed;

    boolean isClosed() {
        return closed;
    }

    /** As it was when it was written down. */
    void restore(boolean wasClosed) {
        closed = wasClosed;
    }

    void apply(RecordView record) {
        switch (record.templateId()) {
            case OperatorCommandDecoder.TEMPLATE_ID -> {
                record.decode(command).skipWho();
                String what = command.what();
                closed |= what.equals("halt") || what.equals("halt flatten");
            }
            case TradingHaltedDecoder.TEMPLATE_ID ->
                closed |= record.instrument() == 0 && record.decode(halted).state() != TradingState.REDUCE_ONLY;
            case TradingResumedDecoder.TEMPLATE_ID -> closed = false;
            default -> {} // not about this
        }
    }

    /** The submit or amend that does not pass; empty if it does. */
    Optional<VenueRequest> refused(RecordView record) {
        if (!closed) {
            return Optional.empty();
        }
        return switch (record.templateId()) {
            case SubmitOrderDecoder.TEMPLATE_ID -> {
                record.decode(submit);
                long strategy = OrderId.getStrategy(
                        submit.buffer(), submit.offset() + SubmitOrderDecoder.strategyEncodingOffset());
                yield submit.reduceOnly() == Flag.YES
                        ? Optional.empty()
                        : Optional.of(request(record, strategy, submit.intent(), submit.attempt()));
            }
            case SubmitAmendDecoder.TEMPLATE_ID -> {
                record.decode(amend);
                long strategy = OrderId.getStrategy(
                        amend.buffer(), amend.offset() + SubmitAmendDecoder.strategyEncodingOffset());
                yield Optional.of(request(record, strategy, amend.intent(), amend.attempt()));
            }
            default -> Optional.empty();
        };
    }

    private static VenueRequest request(RecordView record, long strategy, long intent, int attempt) {
        return new VenueRequest(
                strategy, intent, attempt, record.instrument(), record.sequence(), record.correlation());
    }
}
