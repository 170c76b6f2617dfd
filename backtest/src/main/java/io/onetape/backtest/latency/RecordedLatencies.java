package io.onetape.backtest.latency;

import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;

/**
 * The latencies of a tape's own orders: to the venue by the time of the request, from {@code SubmitOrder} to the venue's time of its first answer; back by that time, until the answer was
 * received. Single-threaded.
 *
 * @param entry to the venue
 * @param response back
 * @param negative samples that were left out, because one of the two ways would have taken less than nothing
 */
public record RecordedLatencies(LatencyCurve entry, LatencyCurve response, long negative) {
    /** Reads the tape, with its local times shifted by so much. */
    public static RecordedLatencies of(Tape tape, long shiftNanos) {
        FirstAnswers answers = new FirstAnswers();
        Pairs pairs = new Pairs();
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                FirstAnswers.Answer answer = answers.accept(reader.record(), 0);
                if (answer != null) {
                    pairs.add(
                            answer.askedNanos() + shiftNanos,
                            answer.exchangeNanos(),
                            answer.receivedNanos() + shiftNanos);
                }
            }
        }
        return pairs.build();
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
