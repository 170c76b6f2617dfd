package io.onetape.backtest.latency;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pairs each attempt of an order with the venue's first answer to it, accepted or rejected. Hears a tape's records in their order. Single-threaded. */
public final class FirstAnswers {
    /** Orders that wait for an answer; beyond them the eldest is not waited for any more. */
    private static final int MAX_WAITING = 1 << 16;

    /**
     * Both ends of an order's way. Local times as recorded.
     *
     * @param askedNanos local time of the request
     * @param feedNanos what the feed took then, as it was told
     * @param exchangeNanos when the venue answered
     * @param receivedNanos local time at which the answer was received, else recorded
     */
    public record Answer(long askedNanos, long feedNanos, long exchangeNanos, long receivedNanos) {}

    private record Asked(long nanos, long feedNanos) {}

    private static final class Waiting extends LinkedHashMap<String, Asked> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > MAX_WAITING;
        }
    }

    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final VenueReplyDecoder reply = new VenueReplyDecoder();
    private final Waiting waiting = new Waiting();

    /** Takes the next record; null unless it is the first answer to an order, with the venue's time. */
    public @Nullable Answer accept(RecordView record, long feedNanos) {
        if (record.templateId() == SubmitOrderDecoder.TEMPLATE_ID) {
            record.decode(submit);
            long strategy =
                    OrderId.getStrategy(submit.buffer(), submit.offset() + SubmitOrderDecoder.strategyEncodingOffset());
            waiting.put(
                    key(strategy, submit.intent(), submit.attempt()), new Asked(record.recordedAtNanos(), feedNanos));
        } else if (record.templateId() == VenueReplyDecoder.TEMPLATE_ID) {
            record.decode(reply);
            if (reply.kind() == ReplyKind.ACCEPTED || reply.kind() == ReplyKind.REJECTED) {
                return answered(record.recordedAtNanos());
            }
        }
        return null;
    }

    private @Nullable Answer answered(long recordedNanos) {
        long strategy =
                OrderId.getStrategy(reply.buffer(), reply.offset() + VenueReplyDecoder.strategyEncodingOffset());
        Asked asked = waiting.remove(key(strategy, reply.intent(), reply.attempt()));
        if (asked == null || reply.exchangeNanos() == Fixed8.NULL) {
            return null;
        }
        long received = reply.receivedNanos() == Fixed8.NULL ? recordedNanos : reply.receivedNanos();
        return new Answer(asked.nanos(), asked.feedNanos(), reply.exchangeNanos(), received);
    }

    private static String key(long strategy, long intent, int attempt) {
        return strategy + "-" + intent + "-" + attempt;
    }
}
