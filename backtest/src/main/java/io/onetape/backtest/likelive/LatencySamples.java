package io.onetape.backtest.likelive;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.latency.FirstAnswers;
import io.onetape.backtest.run.clock.ExchangeFeed;
import io.onetape.backtest.run.clock.ExchangeTime;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.TapeReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How long a session's orders took to the venue, and the first answers back, each beside the feed latency at that moment: for a request that of the last fact received before it, for an answer that of
 * the last fact that had happened when it was given, quotes left out. Samples below 0 are left out and counted. One use; single-threaded.
 */
public final class LatencySamples {
    private record Answered(long nanos, long latencyNanos) {}

    private final ExchangeTime exchangeTime = new ExchangeTime();
    private final FirstAnswers answers = new FirstAnswers();
    private final List<long[]> entries = new ArrayList<>(); // feed, latency
    private final List<long[]> responses = new ArrayList<>();
    private final List<Answered> answered = new ArrayList<>();
    private final Session session;
    private long feedNanos;
    private long negative;

    private LatencySamples(Session session) {
        this.session = session;
    }

    /** Reads the session's tape; throws {@link RefusedException} if no order on it has an answer with the venue's time. */
    public static LatencySamples of(Session session) {
        LatencySamples samples = new LatencySamples(session);
        try (TapeReader reader = session.scan().checked().reader()) {
            while (reader.number() < session.scan().lastSequence() && reader.next()) {
                samples.accept(reader.record());
            }
        }
        samples.measureResponses();
        if (samples.entries.isEmpty()) {
            throw new RefusedException(
                    "no order with the venue's answer and its time on the tape",
                    "some, to fit latencies to",
                    "tape backtest --like-live TAPE   without --fit");
        }
        return samples;
    }

    private void accept(RecordView record) {
        long shift = session.shiftNanos();
        long happened = exchangeTime.of(record);
        if (happened != Fixed8.NULL) {
            feedNanos = record.recordedAtNanos() + shift - happened;
            return;
        }
        FirstAnswers.Answer answer = answers.accept(record, feedNanos);
        if (answer == null) {
            return;
        }
        long there = answer.exchangeNanos() - answer.askedNanos() - shift;
        long back = answer.receivedNanos() + shift - answer.exchangeNanos();
        if (there < 0 || back < 0) {
            negative++;
        } else {
            entries.add(new long[] {answer.feedNanos(), there});
            answered.add(new Answered(answer.exchangeNanos(), back));
        }
    }

    private void measureResponses() {
        answered.sort(Comparator.comparingLong(Answered::nanos));
        long latency = 0;
        boolean onOurClock = session.kind() == SessionKind.PAPER;
        try (ExchangeFeed feed = onOurClock
                ? ExchangeFeed.onOurClock(session.scan(), false)
                : new ExchangeFeed(session.scan(), session.shiftNanos(), false)) {
            for (Answered each : answered) {
                while (feed.hasNext() && feed.nanos() <= each.nanos()) {
                    long measured = feed.latencyNanos();
                    latency = measured == Fixed8.NULL ? latency : measured;
                    feed.remove();
                }
                responses.add(new long[] {latency, each.latencyNanos()});
            }
        }
    }

    public LatencyFit entry() {
        return fit(entries);
    }

    public LatencyFit response() {
        return fit(responses);
    }

    /** Left out, because one of the two ways would have taken less than nothing. */
    public long negative() {
        return negative;
    }

    private static LatencyFit fit(List<long[]> samples) {
        return LatencyFit.of(
                samples.stream().mapToLong(sample -> sample[0]).toArray(),
                samples.stream().mapToLong(sample -> sample[1]).toArray());
    }
}
