package io.onetape.services.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.FillEncoder;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Side;
import java.util.ArrayDeque;
import java.util.Random;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;
import org.junit.jupiter.api.Test;

final class SeenFillsTest {
    private final RecordDraft draft = new RecordDraft();
    private final FillDecoder decoder = new FillDecoder();
    private SeenFills seen = new SeenFills();

    @Test
    void theSameFillIsNewOnce() {
        assertThat(isNew(1, 7, 71, 4)).isTrue();
        assertThat(isNew(1, 7, 71, 4)).isFalse();
    }

    @Test
    void whatDiffersInAnythingIsAnotherFill() {
        assertThat(isNew(1, 7, 71, 4)).isTrue();
        assertThat(isNew(1, 7, 71, 8)).isTrue(); // one print filled the order twice
        assertThat(isNew(1, 8, 71, 4)).isTrue(); // another order of ours
        assertThat(isNew(1, 7, 72, 4)).isTrue();
        assertThat(isNew(2, 7, 71, 4)).isTrue(); // another instrument's numbers
    }

    @Test
    void aFillThatCannotBeToldFromOthersIsAlwaysNew() {
        for (int i = 0; i < 2; i++) {
            assertThat(isNew(1, Fixed8.NULL, 71, 4)).isTrue();
            assertThat(isNew(1, 7, Fixed8.NULL, 4)).isTrue();
            assertThat(isNew(1, 7, 71, Fixed8.NULL)).isTrue();
        }
    }

    @Test
    void itAgreesWithAPlainListAlsoAfterARestore() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ArrayDeque<String> plain = new ArrayDeque<>();
        for (int step = 0; step < 6_000; step++) {
            int order = random.nextInt(40);
            int trade = random.nextInt(60);
            String fill = order + "/" + trade;
            boolean known = plain.contains(fill);
            if (!known) {
                plain.add(fill);
            }
            if (plain.size() > SeenFills.KEPT) {
                plain.remove();
            }
            assertThat(isNew(1, order, trade, 4))
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(!known);
            if (step % 2_000 == 1_999) {
                seen = copy(seen);
            }
        }
    }

    private boolean isNew(int instrument, long venueOrderId, long venueTradeId, long cumulative) {
        FillEncoder fill = draft.begin(new FillEncoder(), instrument);
        OrderId.putStrategy(
                fill.buffer(), fill.offset() + FillEncoder.strategyEncodingOffset(), OrderId.strategy("mm1"));
        fill.intent(1)
                .price(100)
                .quantity(4)
                .cumulativeQuantity(cumulative)
                .fee(0)
                .venueOrderId(venueOrderId)
                .venueTradeId(venueTradeId)
                .exchangeNanos(0)
                .receivedNanos(0)
                .side(Side.SELL)
                .liquidity(Liquidity.MAKER)
                .positionSide(PositionSide.BOTH)
                .feeAsset("USDT");
        RecordView view = new RecordView().wrap(draft.buffer(), 0, draft.length());
        return seen.isNew(instrument, view.decode(decoder));
    }

    private static SeenFills copy(SeenFills from) {
        Wire wire = WireType.BINARY.apply(Bytes.allocateElasticOnHeap());
        from.writeState(wire);
        SeenFills to = new SeenFills();
        to.readState(wire);
        return to;
    }
}
