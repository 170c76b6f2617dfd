package io.onetape.backtest.paper;

import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.AccountSnapshotEncoder;
import io.onetape.journal.schema.FillEncoder;
import io.onetape.journal.schema.FundingPaidEncoder;
import io.onetape.journal.schema.VenueReplyEncoder;
import io.onetape.replay.Emitter;
import org.agrona.sbe.MessageEncoderFlyweight;

/** Emits answers that were written down earlier, byte for byte: only their header is new. */
final class Answers {
    private final VenueReplyEncoder reply = new VenueReplyEncoder();
    private final FillEncoder fill = new FillEncoder();
    private final FundingPaidEncoder funding = new FundingPaidEncoder();
    private final AccountSnapshotEncoder snapshot = new AccountSnapshotEncoder();

    void emit(RecordView answer, Emitter out) {
        MessageEncoderFlyweight encoder = switch (answer.templateId()) {
            case VenueReplyEncoder.TEMPLATE_ID -> out.begin(reply, answer.instrument());
            case FillEncoder.TEMPLATE_ID -> out.begin(fill, answer.instrument());
            case FundingPaidEncoder.TEMPLATE_ID -> out.begin(funding, answer.instrument());
            case AccountSnapshotEncoder.TEMPLATE_ID -> out.begin(snapshot, answer.instrument());
            default ->
                throw new IllegalStateException(
                        "expected a reply, a fill, a payment or a snapshot, found template " + answer.templateId());
        };
        int body = answer.length() - RecordHeader.LENGTH;
        encoder.buffer().putBytes(encoder.offset(), answer.buffer(), RecordHeader.LENGTH, body);
        encoder.limit(encoder.offset() + body);
        out.emit();
    }
}
