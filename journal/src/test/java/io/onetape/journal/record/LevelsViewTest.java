package io.onetape.journal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.DepthUpdateEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class LevelsViewTest {
    private final RecordDraft draft = new RecordDraft();
    private final DepthUpdateDecoder update = new DepthUpdateDecoder();
    private final LevelsView levels = new LevelsView();

    @Test
    void bothSidesAreReadAsTheDecoderReadsThem() {
        write(3, 2);
        new RecordView().wrap(draft.buffer(), 0, draft.length()).decode(update);

        int asks = levels.wrap(update.buffer(), update.limit());
        assertThat(levels.count()).isEqualTo(3);
        int level = 0;
        for (DepthUpdateDecoder.BidsDecoder bid : update.bids()) {
            assertThat(levels.price(level)).isEqualTo(bid.price());
            assertThat(levels.quantity(level++)).isEqualTo(bid.quantity());
        }
        assertThat(asks).isEqualTo(update.limit());

        int end = levels.wrap(update.buffer(), asks);
        assertThat(levels.count()).isEqualTo(2);
        level = 0;
        for (DepthUpdateDecoder.AsksDecoder ask : update.asks()) {
            assertThat(levels.price(level)).isEqualTo(ask.price());
            assertThat(levels.quantity(level++)).isEqualTo(ask.quantity());
        }
        assertThat(end).isEqualTo(update.limit()).isEqualTo(draft.length() - update.offset() + RecordHeader.LENGTH);
    }

    @Test
    void aSideWithoutLevelsIsEmpty() {
        write(0, 1);
        new RecordView().wrap(draft.buffer(), 0, draft.length()).decode(update);
        int asks = levels.wrap(update.buffer(), update.limit());
        assertThat(levels.count()).isZero();
        levels.wrap(update.buffer(), asks);
        assertThat(levels.price(0)).isEqualTo(1_000);
    }

    @Test
    void aGroupThatIsNotAllThereIsRefused() {
        write(3, 2);
        int groups = RecordHeader.LENGTH + DepthUpdateDecoder.BLOCK_LENGTH;
        UnsafeBuffer cut = new UnsafeBuffer(draft.buffer(), 0, groups + 4 + 3 * 16 - 1);
        assertThatThrownBy(() -> levels.wrap(cut, groups)).isInstanceOf(IndexOutOfBoundsException.class);
        draft.buffer().putShort(groups, (short) 8); // entries that are too short for a price and a quantity
        assertThatThrownBy(() -> levels.wrap(draft.buffer(), groups))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("expected entries of at least 16 bytes, found 8");
    }

    private void write(int bids, int asks) {
        DepthUpdateEncoder encoder = draft.begin(new DepthUpdateEncoder(), 1);
        DepthUpdateEncoder.BidsEncoder bid = encoder.bidsCount(bids);
        for (int i = 0; i < bids; i++) {
            bid.next().price(100 - i).quantity(7 + i);
        }
        DepthUpdateEncoder.AsksEncoder ask = encoder.asksCount(asks);
        for (int i = 0; i < asks; i++) {
            ask.next().price(1_000 + i).quantity(70 + i);
        }
    }
}
