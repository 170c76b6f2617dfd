package io.onetape.services.trading;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopEncoder;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.VenueReplyEncoder;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.services.Emitted;
import io.onetape.services.Processors;
import io.onetape.services.Scenario;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;
import org.junit.jupiter.api.Test;

/** A market that moves, and a market maker that requotes at every move it may follow, leave no garbage behind. */
final class AllocationTest {
    private static final long MM1 = OrderId.strategy("mm1");
    private static final byte[] NO_TEXT = {};

    /** Queues what processors emit in one buffer and delivers it, first in, first out; the caller answers the cancels. */
    private static final class Loop implements Emitter {
        private final RecordDraft draft = new RecordDraft();
        private final UnsafeBuffer queue = new UnsafeBuffer(new byte[1 << 20]);
        private final RecordView view = new RecordView();
        private final VenueReplyEncoder reply = new VenueReplyEncoder();
        private final SubmitCancelDecoder cancel = new SubmitCancelDecoder();
        private final long[] cancelled = new long[16];
        private final List<Processor> processors;
        private int cancels;
        private int end;
        private long now;
        private long emitted;

        Loop(List<Processor> processors) {
            this.processors = processors;
        }

        void run(RecordDraft fact, long nanos) {
            end = 0;
            now = nanos;
            fact.recordedAtNanos(nanos);
            append(fact);
            for (int at = 0; at < end; at += queue.getInt(at) + Integer.BYTES) {
                view.wrap(queue, at + Integer.BYTES, queue.getInt(at));
                if (view.templateId() == SubmitCancelDecoder.TEMPLATE_ID) {
                    cancelled[cancels++] = view.decode(cancel).intent();
                }
                for (int i = 0; i < processors.size(); i++) {
                    processors.get(i).onRecord(view, this);
                }
            }
        }

        /** The venue cancels what it was asked to. */
        void answer(RecordDraft fact, long nanos) {
            while (cancels > 0) {
                fact.begin(reply, 1);
                OrderId.putStrategy(reply.buffer(), reply.offset() + VenueReplyEncoder.strategyEncodingOffset(), MM1);
                reply.intent(cancelled[--cancels])
                        .attempt(1)
                        .code(0)
                        .venueOrderId(Fixed8.NULL)
                        .exchangeNanos(nanos)
                        .receivedNanos(nanos)
                        .price(Fixed8.NULL)
                        .leaves(0)
                        .queueAhead(Fixed8.NULL)
                        .kind(ReplyKind.CANCELED)
                        .reason(Reason.REQUESTED)
                        .putDetail(NO_TEXT, 0, 0);
                run(fact, nanos);
            }
        }

        private void append(RecordDraft record) {
            int length = (record.length() + 7) & -8;
            queue.putInt(end, length);
            queue.putBytes(end + Integer.BYTES, record.buffer(), 0, length);
            end += length + Integer.BYTES;
        }

        @Override
        public <E extends MessageEncoderFlyweight> E begin(E encoder, int instrument) {
            return draft.begin(encoder, instrument);
        }

        @Override
        public void emit() {
            draft.recordedAtNanos(now);
            append(draft);
            emitted++;
        }

        @Override
        public void setTimer(long timer, long dueNanos) {}

        @Override
        public void cancelTimer(long timer) {}
    }

    @Test
    void requotingLeavesNoGarbage() {
        List<Processor> processors = Processors.all();
        Scenario scenario = new Scenario(processors.toArray(Processor[]::new));
        scenario.given(
                "CycleStarted tapeId=77 sources= instruments=",
                "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT tickSize=0.1 lotSize=0.001",
                "RiskLimitsSet instrument=0 maximumPosition=1 maximumNotional=100000 maximumOpenOrders=4",
                "ConfigSet key=strategy.mm1.type value=market-maker",
                "ConfigSet key=strategy.mm1.symbol value=BTCUSDT",
                "ConfigSet key=strategy.mm1.quantity value=0.010",
                "ConfigSet key=strategy.mm1.maxPosition value=0.020",
                "ConfigSet key=strategy.mm1.enabled value=true");
        assertThat(scenario.emitted("AlertRaised")).map(Emitted::toString).isEmpty();
        Loop loop = new Loop(processors);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long nanos = scenario.nowNanos();
        nanos = drive(loop, nanos, 3_000); // until nothing grows any more
        long emittedBefore = loop.emitted;
        long before = threads.getCurrentThreadAllocatedBytes();
        drive(loop, nanos, 1_000);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        long records = loop.emitted - emittedBefore;
        assertThat(records).isGreaterThan(5_000);
        assertThat(bytes)
                .as("bytes over %d records", records)
                .isLessThan(records / 2); // an object an order would be 32,000
    }

    private static long drive(Loop loop, long from, int moves) {
        RecordDraft fact = new RecordDraft();
        BookTopEncoder top = new BookTopEncoder();
        long nanos = from;
        for (int i = 0; i < moves; i++) {
            nanos += 200_000_000;
            long bid = (600_000 + (i % 7)) * (Fixed8.ONE / 10);
            fact.begin(top, 1)
                    .bid(bid)
                    .bidQuantity(Fixed8.ONE)
                    .ask(bid + Fixed8.ONE / 10)
                    .askQuantity(Fixed8.ONE)
                    .spread(Fixed8.ONE / 10)
                    .mid(bid + Fixed8.ONE / 20)
                    .imbalance(0)
                    .microprice(bid + Fixed8.ONE / 20)
                    .updateId(i)
                    .exchangeNanos(nanos)
                    .status(BookStatus.VALID);
            loop.run(fact, nanos);
            loop.answer(fact, nanos + 1);
        }
        return nanos;
    }
}
