package io.onetape.backtest.latency;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The latencies of a tape's own orders: to the venue by the time of the request, from {@code SubmitOrder} to the venue's time of its first answer; back by that time, until the answer was
 * received. Single-threaded.
 *
 * @param entry to the venue
 * @param response back
 * @param negative samples that were left out, because one of the two ways would have taken less than nothing
 */
public record RecordedLatencies(LatencyCurve entry, LatencyCurve response, long negative) {
    /** Orders that wait for an answer; beyond them the eldest is not waited for any more. */
    private static final int MAX_WAITING = 1 << 16;

    private static final class Waiting extends LinkedHashMap<String, Long> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_WAITING;
        }
    }

    /** Reads the tape, with its local times shifted by so much. */
    public static RecordedLatencies of(Tape tape, long shiftNanos) {
        SubmitOrderDecoder submit = new SubmitOrderDecoder();
        VenueReplyDecoder reply = new VenueReplyDecoder();
        Waiting waiting = new Waiting();
        Pairs pairs = new Pairs();
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                if (record.templateId() == SubmitOrderDecoder.TEMPLATE_ID) {
                    record.decode(submit);
                    long strategy = OrderId.getStrategy(
                            submit.buffer(), submit.offset() + SubmitOrderDecoder.strategyEncodingOffset());
                    waiting.put(key(strategy, submit.intent(), submit.attempt()), record.recordedAtNanos());
                } else if (record.templateId() == VenueReplyDecoder.TEMPLATE_ID) {
                    record.decode(reply);
                    long strategy = OrderId.getStrategy(
                            reply.buffer(), reply.offset() + VenueReplyDecoder.strategyEncodingOffset());
                    Long asked = answers(reply.kind())
                            ? waiting.remove(key(strategy, reply.intent(), reply.attempt()))
                            : null;
                    if (asked != null && reply.exchangeNanos() != Fixed8.NULL && reply.receivedNanos() != Fixed8.NULL) {
                        pairs.add(asked + shiftNanos, reply.exchangeNanos(), reply.receivedNanos() + shiftNanos);
                    }
                }
            }
        }
        return pairs.build();
    }

    private static boolean answers(ReplyKind kind) {
        return kind == ReplyKind.ACCEPTED || kind == ReplyKind.REJECTED;
    }

    private static String key(long strategy, long intent, int attempt) {
        return strategy + "-" + intent + "-" + attempt;
    }

    /** Answers come in the order of their local time; samples are taken in the order of request and answer, and one that would step back is passed over. */
    private static final class Pairs {
        private final LatencyCurve.Builder entry = new LatencyCurve.Builder();
        private final LatencyCurve.Builder response = new LatencyCurve.Builder();
        private long lastAsked = Long.MIN_VALUE;
        private long lastAnswered = Long.MIN_VALUE;
        private long negative;

        void add(long asked, long answered, long received) {
            if (answered < asked || received < answered) {
                negative++;
            } else if (asked >= lastAsked && answered >= lastAnswered) {
                lastAsked = asked;
                lastAnswered = answered;
                entry.add(asked, answered - asked);
                response.add(answered, received - answered);
            }
        }

        RecordedLatencies build() {
            return new RecordedLatencies(entry.build(), response.build(), negative);
        }
    }
}
