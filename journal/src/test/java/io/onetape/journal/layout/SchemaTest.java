package io.onetape.journal.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.CycleStartedEncoder;
import io.onetape.journal.schema.OrderChangedEncoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.SourceKind;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;
import org.junit.jupiter.api.Test;

final class SchemaTest {
    private final RecordDraft draft = new RecordDraft();

    @Test
    void everyLayoutIsThatOfItsGeneratedDecoder() throws ReflectiveOperationException {
        assertThat(Schema.tape().messages()).hasSizeGreaterThan(30);
        for (MessageLayout layout : Schema.tape().messages()) {
            Class<?> type = Class.forName("io.onetape.journal.schema." + layout.name() + "Decoder");
            MessageDecoderFlyweight decoder =
                    (MessageDecoderFlyweight) type.getDeclaredConstructor().newInstance();
            assertThat(decoder.sbeTemplateId()).as(layout.name()).isEqualTo(layout.templateId());
            assertThat(decoder.sbeBlockLength()).as(layout.name()).isEqualTo(layout.blockLength());
            for (FieldLayout field : layout.fields()) {
                assertThat(type.getMethod(field.name() + "EncodingOffset").invoke(null))
                        .as(layout.name() + "." + field.name())
                        .isEqualTo(field.offset());
                assertThat(type.getMethod(field.name() + "EncodingLength").invoke(null))
                        .as(layout.name() + "." + field.name())
                        .isEqualTo(field.size());
            }
            for (TextLayout text : layout.texts()) {
                assertThat(type.getMethod(text.name() + "HeaderLength").invoke(null))
                        .isEqualTo(TextLayout.HEADER_LENGTH);
            }
        }
    }

    @Test
    void aBlockIsShownFieldByField() {
        OrderChangedEncoder changed = draft.begin(new OrderChangedEncoder(), 3);
        OrderId.putStrategy(changed.buffer(), changed.offset(), OrderId.strategy("mm1"));
        changed.intent(7)
                .price(Fixed8.parse("64123.1"))
                .quantity(Fixed8.parse("0.010"))
                .leaves(Fixed8.NULL)
                .cumulativeQuantity(0)
                .code(-2010)
                .side(Side.BUY)
                .previous(OrderState.PENDING_SUBMIT)
                .state(OrderState.REJECTED)
                .reason(Reason.NONE)
                .attempt(1)
                .positionSide(PositionSide.BOTH);

        assertThat(shown(view()))
                .containsExactly(
                        "strategy=mm1",
                        "intent=7",
                        "price=64123.1",
                        "quantity=0.01",
                        "leaves=null",
                        "cumulativeQuantity=0",
                        "code=-2010",
                        "side=BUY",
                        "previous=PENDING_SUBMIT",
                        "state=REJECTED",
                        "reason=NONE",
                        "attempt=1",
                        "positionSide=BOTH");
    }

    @Test
    void groupsAndTextsAreShownInTheirOrder() {
        RecordView view = cycleStarted();

        assertThat(shown(view))
                .containsExactly(
                        "tapeId=5",
                        "previousCrc32c=4294967295",
                        "sources[2",
                        "number=1",
                        "kind=SEQUENCER",
                        "lastSourceSequence=9",
                        "name='sequencer'",
                        "number=65535",
                        "kind=OUTSIDE",
                        "lastSourceSequence=0",
                        "name='über'",
                        "]",
                        "instruments[0",
                        "]");
    }

    @Test
    void countsAndTextsAreFoundByTheirPlace() {
        RecordView view = cycleStarted();
        MessageLayout layout = Schema.tape().message("cyclestarted").orElseThrow();

        assertThat(RecordWalk.groupCount(view, layout, layout.groupIndex("sources")))
                .isEqualTo(2);
        assertThat(RecordWalk.groupCount(view, layout, layout.groupIndex("instruments")))
                .isZero();
    }

    @Test
    void fieldsThatAnOlderRecordLacksAreNotKnown() {
        OrderChangedEncoder changed = draft.begin(new OrderChangedEncoder(), 0);
        changed.intent(7);
        draft.buffer().putShort(RecordHeader.BLOCK_LENGTH, (short) 16, ByteOrder.LITTLE_ENDIAN);

        assertThat(shown(view())).contains("intent=7", "price=?", "reason=?");
    }

    @Test
    void aNameIsReadInAnyCaseAndAnUnknownOneIsRefusedWithTheChoice() {
        FieldLayout side =
                Schema.tape().message("fill").orElseThrow().field("side").orElseThrow();

        assertThat(side.parse("sell")).isEqualTo(2);
        assertThatThrownBy(() -> side.parse("BYU")).hasMessage("expected one of BUY, SELL, found 'BYU'");
    }

    private RecordView cycleStarted() {
        CycleStartedEncoder cycle = draft.begin(new CycleStartedEncoder(), 0);
        cycle.tapeId(5).previousCrc32c(0xFFFF_FFFFL);
        CycleStartedEncoder.SourcesEncoder sources = cycle.sourcesCount(2);
        sources.next()
                .number(1)
                .kind(SourceKind.SEQUENCER)
                .lastSourceSequence(9)
                .name("sequencer");
        sources.next()
                .number(65535)
                .kind(SourceKind.OUTSIDE)
                .lastSourceSequence(0)
                .name("über");
        cycle.instrumentsCount(0);
        return view();
    }

    private RecordView view() {
        return new RecordView().wrap(draft.buffer(), 0, draft.length());
    }

    private static List<String> shown(RecordView record) {
        List<String> shown = new ArrayList<>();
        MessageLayout layout = Schema.tape().message(record.templateId()).orElseThrow();
        RecordWalk.visit(record, layout, new RecordVisitor() {
            @Override
            public void field(FieldLayout field, boolean known, long value) {
                String text = field.append(new StringBuilder(), value).toString();
                shown.add(field.name() + "=" + (known || field.isNull(value) ? text : "?"));
            }

            @Override
            public void beginGroup(GroupLayout group, int count) {
                shown.add(group.name() + "[" + count);
            }

            @Override
            public void beginEntry() {}

            @Override
            public void endEntry() {}

            @Override
            public void endGroup() {
                shown.add("]");
            }

            @Override
            public void text(String name, DirectBuffer buffer, int at, int length) {
                byte[] utf8 = new byte[length];
                buffer.getBytes(at, utf8);
                shown.add(name + "='" + new String(utf8, StandardCharsets.UTF_8) + "'");
            }
        });
        return shown;
    }
}
