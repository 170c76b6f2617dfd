package io.onetape.journal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.CancelRequestedEncoder;
import io.onetape.journal.schema.TickEncoder;
import org.junit.jupiter.api.Test;

final class NamedFieldTest {
    private final NamedField strategy = new NamedField("strategy");
    private final NamedField intent = new NamedField("intent");
    private final RecordDraft draft = new RecordDraft();

    @Test
    void aFieldIsReadWhereARecordHasIt() {
        RecordView cancel = cancel();

        assertThat(strategy.isIn(cancel)).isTrue();
        assertThat(strategy.read(cancel, 0)).isEqualTo(OrderId.strategy("mm1"));
        assertThat(intent.read(cancel, 0)).isEqualTo(7);
    }

    @Test
    void aRecordWithoutItOrOfAnUnknownTypeHasNone() {
        draft.begin(new TickEncoder(), 0).wallNanos(5);
        assertThat(intent.isIn(view())).isFalse();
        assertThat(intent.read(view(), -3)).isEqualTo(-3);
        draft.buffer().putShort(RecordHeader.TEMPLATE_ID, (short) 0xFFFF);
        assertThat(intent.isIn(view())).isFalse();
    }

    @Test
    void aRecordWhoseBlockEndsBeforeItHasNone() {
        cancel();
        draft.buffer().putShort(RecordHeader.BLOCK_LENGTH, (short)
                (CancelRequestedEncoder.intentEncodingOffset() + Long.BYTES - 1));

        assertThat(intent.isIn(view())).isFalse();
        assertThat(strategy.isIn(view())).isTrue();
    }

    private RecordView cancel() {
        CancelRequestedEncoder encoder = draft.begin(new CancelRequestedEncoder(), 1);
        OrderId.putStrategy(
                encoder.buffer(),
                encoder.offset() + CancelRequestedEncoder.strategyEncodingOffset(),
                OrderId.strategy("mm1"));
        encoder.intent(7);
        return view();
    }

    private RecordView view() {
        return new RecordView().wrap(draft.buffer(), 0, draft.length());
    }
}
