package io.onetape.backtest.likelive;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.run.clock.ExchangeFeed;
import io.onetape.backtest.run.clock.ExchangeTime;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.journal.tape.TapeReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a session's orders took to the venue, and the first answers back, each beside the feed latency at that moment: for a request that of the last fact received before it, for an answer that of
 * the last fact that had happened when it was given, quotes left out. Samples below 0 are left out and counted. One use; single-threaded.
 */
public final class LatencySamples {
    private record Asked(long nanos, long feedNanos) {}

    private record Answered(long nanos, long latencyNanos) {}

    private final ExchangeTime exchangeTime = new ExchangeTime();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final VenueReplyDecoder reply = new VenueReplyDecoder();
    private final Map<String, Asked> waiting = new HashMap<>(); // looked up, never iterated
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
        } else if (record.templateId() == SubmitOrderDecoder.TEMPLATE_ID) {
            record.decode(submit);
            long strategy =
                    OrderId.getStrategy(submit.buffer(), submit.offset() + SubmitOrderDecoder.strategyEncodingOffset());
            waiting.put(
                    key(strategy, submit.intent(), submit.attempt()),
                    new Asked(record.recordedAtNanos() + shift, feedNanos));
        } else if (record.templateId() == VenueReplyDecoder.TEMPLATE_ID) {
            record.decode(reply);
            if (reply.kind() == ReplyKind.ACCEPTED || reply.kind() == ReplyKind.REJECTED) {
                long strategy = OrderId.getStrategy(
                        reply.buffer(), reply.offset() + VenueReplyDecoder.strategyEncodingOffset());
                Asked asked = waiting.remove(key(strategy, reply.intent(), reply.attempt()));
                if (asked != null && reply.exchangeNanos() != Fixed8.NULL) {
                    answered(asked, record.recordedAtNanos() + shift);
                }
            }
        }
    }

    private void answered(Asked asked, long recordedNanos) {
        long received =
                reply.receivedNanos() == Fixed8.NULL ? recordedNanos : reply.receivedNanos() + session.shiftNanos();
        long there = reply.exchangeNanos() - asked.nanos();
        long back = received - reply.exchangeNanos();
        if (there < 0 || back < 0) {
            negative++;
        } else {
            entries.add(new long[] {asked.feedNanos(), there});
            answered.add(new Answered(reply.exchangeNanos(), back));
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

    private static String key(long strategy, long intent, int attempt) {
        return Session.key(strategy, intent) + "-" + attempt;
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
