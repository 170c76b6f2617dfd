package io.onetape.backtest.latency;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.LatencyWay;
import io.onetape.journal.schema.RecordedLatencyDecoder;
import io.onetape.journal.schema.SimulationConfiguredDecoder;

/**
 * The latencies of a simulation.
 *
 * @param entry to the venue
 * @param response back
 * @param jitterNanos a request, and its answers, take up to so much longer each way: even odds from 0 on, by the seed, the kind of request and the
 *     order's attempt
 */
public record LatencySettings(LatencyRule entry, LatencyRule response, long jitterNanos) {
    private static final long MAX_JITTER_NANOS = 60_000_000_000L;

    public LatencySettings {
        if (jitterNanos < 0 || jitterNanos > MAX_JITTER_NANOS) {
            throw new IllegalArgumentException("expected a jitter from 0 to 60 s, found " + jitterNanos + " ns");
        }
    }

    /** The same for every request. */
    public static LatencySettings constant(long entryNanos, long responseNanos) {
        return new LatencySettings(LatencyRule.constant(entryNanos), LatencyRule.constant(responseNanos), 0);
    }

    /** As recorded on a result tape; on one of schema version 1 latencies are constant. */
    public static LatencySettings of(SimulationConfiguredDecoder from) {
        return new LatencySettings(
                new LatencyRule(from.entryLatencyNanos(), orZero(from.entryFeedMultiple())),
                new LatencyRule(from.responseLatencyNanos(), orZero(from.responseFeedMultiple())),
                orZero(from.jitterNanos()));
    }

    /** Each of them multiplied by so much, Fixed8; the largest jitter too. Throws {@link IllegalArgumentException} beyond what a latency may be. */
    public LatencySettings times(long multiple) {
        if (multiple < 0) {
            throw new IllegalArgumentException("expected 0 or more, found " + Fixed8.toString(multiple));
        }
        return multiple == Fixed8.ONE
                ? this
                : new LatencySettings(
                        entry.times(multiple), response.times(multiple), Fixed8.multiply(jitterNanos, multiple));
    }

    /** True if the record that {@link #of} reads says that {@link #with} has to read others. */
    public static boolean areRecorded(SimulationConfiguredDecoder from) {
        return from.entryLatencyRecorded() == Flag.YES || from.responseLatencyRecorded() == Flag.YES;
    }

    /** With what the {@code RecordedLatency} records of a result tape say. */
    public LatencySettings with(Iterable<RecordView> recorded) {
        LatencyCurve.Builder there = new LatencyCurve.Builder();
        LatencyCurve.Builder back = new LatencyCurve.Builder();
        RecordedLatencyDecoder samples = new RecordedLatencyDecoder();
        for (RecordView record : recorded) {
            record.decode(samples);
            LatencyCurve.decode(samples, samples.way() == LatencyWay.ENTRY ? there : back);
        }
        LatencyCurve entryCurve = there.build();
        LatencyCurve responseCurve = back.build();
        return new LatencySettings(
                entryCurve.isEmpty() ? entry : LatencyRule.recorded(entryCurve),
                responseCurve.isEmpty() ? response : LatencyRule.recorded(responseCurve),
                jitterNanos);
    }

    private static long orZero(long value) {
        return value == SimulationConfiguredDecoder.jitterNanosNullValue() ? 0 : value;
    }

    /** True if the feed latency has to be measured. */
    public boolean followFeed() {
        return entry.followsFeed() || response.followsFeed();
    }

    /** Of requests to the venue. */
    public Latency toVenue(long seed) {
        return new Latency(entry, jitterNanos, seed, 1);
    }

    /** Of the answers to them. */
    public Latency back(long seed) {
        return new Latency(response, jitterNanos, seed, 2);
    }
}
