package io.onetape.services.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopEncoder;
import io.onetape.journal.schema.FillEncoder;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.OrderChangedEncoder;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Side;
import io.onetape.replay.Emitter;
import io.onetape.services.Processors;
import io.onetape.services.Scenario;
import java.lang.management.ManagementFactory;
import org.agrona.sbe.MessageEncoderFlyweight;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A market that swings, and a venue that fills every second order and ends every other: no kind leaves garbage behind. */
final class KindsAllocationTest {
    private static final long K1 = OrderId.strategy("k1");
    private static final byte[] NO_TEXT = {};

    /** Holds back what is requested until the venue's turn. */
    private static final class Loop implements Emitter {
        private final Strategies strategies;
        private final RecordDraft draft = new RecordDraft();
        private final RecordDraft fact = new RecordDraft();
        private final RecordView view = new RecordView();
        private final OrderRequestedDecoder requested = new OrderRequestedDecoder();
        private final BookTopEncoder top = new BookTopEncoder();
        private final FillEncoder fill = new FillEncoder();
        private final OrderChangedEncoder changed = new OrderChangedEncoder();
        private final long[] intents = new long[16];
        private final long[] quantities = new long[16];
        private final int[] instruments = new int[16];
        private final Side[] sides = new Side[16];
        private int waiting;
        private long nanos;
        private long records;
        private long orders;

        Loop(Strategies strategies, long nanos) {
            this.strategies = strategies;
            this.nanos = nanos;
        }

        void drive(int steps) {
            for (int i = 0; i < steps; i++) {
                nanos += 250_000_000;
                for (int instrument = 1; instrument <= 2; instrument++) {
                    top(instrument, 10_000 + (instrument == 1 ? (i / 5) % 2 * 9 + i % 3 : i % 2));
                }
                strategies.onTimer(0, nanos, this);
                while (waiting > 0) {
                    answer(--waiting);
                }
            }
        }

        private void top(int instrument, long tick) {
            long bid = tick * (Fixed8.ONE / 10);
            fact.begin(top, instrument)
                    .bid(bid)
                    .bidQuantity(Fixed8.ONE)
                    .ask(bid + Fixed8.ONE / 10)
                    .askQuantity(Fixed8.ONE)
                    .spread(Fixed8.ONE / 10)
                    .mid(bid + Fixed8.ONE / 20)
                    .imbalance(tick % 3 == 0 ? Fixed8.ONE : 0)
                    .microprice(bid + Fixed8.ONE / 20)
                    .updateId(tick)
                    .exchangeNanos(nanos)
                    .status(BookStatus.VALID);
            deliver();
        }

        private void answer(int at) {
            if (++orders % 2 == 0) {
                fact.begin(fill, instruments[at]);
                OrderId.putStrategy(fill.buffer(), fill.offset() + FillEncoder.strategyEncodingOffset(), K1);
                fill.intent(intents[at])
                        .price(1_000 * Fixed8.ONE)
                        .quantity(quantities[at])
                        .cumulativeQuantity(quantities[at])
                        .fee(0)
                        .venueOrderId(1)
                        .venueTradeId(1)
                        .exchangeNanos(nanos)
                        .receivedNanos(nanos)
                        .side(sides[at])
                        .liquidity(Liquidity.MAKER)
                        .positionSide(PositionSide.BOTH)
                        .putFeeAsset(NO_TEXT, 0, 0);
                deliver();
                return;
            }
            fact.begin(changed, instruments[at]);
            OrderId.putStrategy(changed.buffer(), changed.offset() + OrderChangedEncoder.strategyEncodingOffset(), K1);
            changed.intent(intents[at])
                    .price(1_000 * Fixed8.ONE)
                    .quantity(quantities[at])
                    .leaves(0)
                    .cumulativeQuantity(0)
                    .code(0)
                    .side(sides[at])
                    .previous(OrderState.SUBMITTED)
                    .state(OrderState.CANCELED)
                    .reason(Reason.REQUESTED)
                    .attempt(1)
                    .positionSide(PositionSide.BOTH);
            deliver();
        }

        private void deliver() {
            fact.recordedAtNanos(nanos);
            records++;
            strategies.onRecord(view.wrap(fact.buffer(), 0, fact.length()), this);
        }

        @Override
        public <E extends MessageEncoderFlyweight> E begin(E encoder, int instrument) {
            return draft.begin(encoder, instrument);
        }

        @Override
        public void emit() {
            view.wrap(draft.buffer(), 0, draft.length());
            if (view.templateId() == OrderRequestedDecoder.TEMPLATE_ID) {
                view.decode(requested);
                intents[waiting] = requested.intent();
                quantities[waiting] = requested.quantity();
                instruments[waiting] = view.instrument();
                sides[waiting++] = requested.side();
            }
        }

        @Override
        public void setTimer(long timer, long dueNanos) {}

        @Override
        public void cancelTimer(long timer) {}
    }

    @ParameterizedTest
    @CsvSource({
        "momentum, fast=1 slow=3 threshold=0.00001 cooldown=0s",
        "meanreversion, window=8 entryDeviations=0.5 exitDeviations=0.2 minDistance=0 cooldown=0s",
        "scalping, imbalance=0.6 cooldown=0s",
        "arbitrage, symbol2=ETHUSDT window=8 entryDeviations=0.5 exitDeviations=0.2 cooldown=0s"
    })
    void tradingLeavesNoGarbage(String kind, String settings) {
        Strategies strategies = new Strategies(Processors.strategyTypes());
        Scenario scenario = new Scenario(strategies);
        scenario.given(
                KindScenario.define(1, "BTCUSDT"),
                KindScenario.define(2, "ETHUSDT"),
                "ConfigSet key=strategies.combine value=true");
        for (String setting :
                ("type=" + kind + " symbol=BTCUSDT quantity=0.010 maxPosition=0.020 " + settings).split(" ", -1)) {
            scenario.given(KindScenario.set(setting));
        }
        scenario.given(KindScenario.set("enabled=true"));
        Loop loop = new Loop(strategies, scenario.nowNanos());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        loop.drive(6_000); // until nothing grows any more
        long recordsBefore = loop.records;
        long ordersBefore = loop.orders;
        long before = threads.getCurrentThreadAllocatedBytes();
        loop.drive(2_000);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        long records = loop.records - recordsBefore;
        assertThat(loop.orders - ordersBefore).isGreaterThan(100);
        assertThat(bytes).as("bytes over %d records", records).isLessThan(records / 2);
    }
}
