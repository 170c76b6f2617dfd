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
 * raise exposure, until a TradingResumed that answers something later. A halt of the whole account by risk closes it too. A function of the records; single-threaded.
 */
final class HaltGate {
    private final OperatorCommandDecoder command = new OperatorCommandDecoder();
    private final TradingHaltedDecoder halted = new TradingHaltedDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final SubmitAmendDecoder amend = new SubmitAmendDecoder();
    private long halt; // sequence of the last record that halted; 0: open

    boolean isClosed() {
        return halt > 0;
    }

    /** The sequence of the record that closed it last; 0 while it is open. */
    long haltedBy() {
        return halt;
    }

    /** As it was when it was written down. */
    void restore(long haltedBy) {
        halt = haltedBy;
    }

    void apply(RecordView record) {
        switch (record.templateId()) {
            case OperatorCommandDecoder.TEMPLATE_ID -> {
                record.decode(command).skipWho();
                String what = command.what();
                if (what.equals("halt") || what.equals("halt flatten")) {
                    halt = record.sequence();
                }
            }
            case TradingHaltedDecoder.TEMPLATE_ID -> {
                if (record.instrument() == 0 && record.decode(halted).state() != TradingState.REDUCE_ONLY) {
                    long by = record.causedBy() == 0 ? record.sequence() : record.causedBy(); // 0: of the sequencer
                    halt = Math.max(halt, by);
                }
            }
            case TradingResumedDecoder.TEMPLATE_ID -> {
                if (record.causedBy()
                        > halt) { // else it answers a resume from before the halt, and risk has not met that yet
                    halt = 0;
                }
            }
            default -> {} // not about this
        }
    }

    /** The submit or amend that does not pass; empty if it does. */
    Optional<VenueRequest> refused(RecordView record) {
        if (!isClosed()) {
            return Optional.empty();
        }
        return switch (record.templateId()) {
            case SubmitOrderDecoder.TEMPLATE_ID -> {
                record.decode(submit);
                long strategy = OrderId.getStrategy(
                        submit.buffer(), submit.offset() + SubmitOrderDecoder.strategyEncodingOffset());
                yield submit.reduceOnly() == Flag.YES
                        ? Optional.empty()
                        : Optional.of(VenueRequest.of(record, strategy, submit.intent(), submit.attempt()));
            }
            case SubmitAmendDecoder.TEMPLATE_ID -> {
                record.decode(amend);
                long strategy = OrderId.getStrategy(
                        amend.buffer(), amend.offset() + SubmitAmendDecoder.strategyEncodingOffset());
                yield Optional.of(VenueRequest.of(record, strategy, amend.intent(), amend.attempt()));
            }
            default -> Optional.empty();
        };
    }
}
