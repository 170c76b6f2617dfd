package io.onetape.backtest.latency;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.fixed.SpanText;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One way's latency: a constant, and a multiple of the feed latency at that moment, together a minute at most. With a multiple of 0 it is constant.
 *
 * @param constantNanos up to a minute
 * @param multiple Fixed8, up to 1000
 * @param curve latencies that were recorded; null if none are: else the others are 0
 */
public record LatencyRule(
        long constantNanos, long multiple, @Nullable LatencyCurve curve) {
    /** The longest constant. */
    public static final long MAX_NANOS = 60_000_000_000L;

    /** The largest multiple, Fixed8. */
    public static final long MAX_MULTIPLE = 1_000 * Fixed8.ONE;

    private static final Pattern OF_FEED =
            Pattern.compile("(?:(?<multiple>\\d{1,4}(?:\\.\\d{1,8})?)\\*)?feed(?:\\+(?<constant>.+))?");

    public LatencyRule {
        if (constantNanos < 0 || constantNanos > MAX_NANOS) {
            throw new IllegalArgumentException("expected a latency from 0 to 60 s, found " + constantNanos + " ns");
        }
        if (multiple < 0 || multiple > MAX_MULTIPLE) {
            throw new IllegalArgumentException(
                    "expected 0 to 1000 times the feed latency, found " + Fixed8.toString(multiple));
        }
    }

    /** Without recorded latencies. */
    public LatencyRule(long constantNanos, long multiple) {
        this(constantNanos, multiple, null);
    }

    /** As recorded, by the time of the request, or of the answer; a minute at most. The curve has a sample. */
    public static LatencyRule recorded(LatencyCurve curve) {
        if (curve.isEmpty()) {
            throw new IllegalArgumentException("expected a recorded latency, found none");
        }
        return new LatencyRule(0, 0, curve);
    }

    /** Always the same. */
    public static LatencyRule constant(long nanos) {
        return new LatencyRule(nanos, 0);
    }

    /** Reads {@code 10ms}, {@code feed}, {@code 1.5*feed} or {@code 2*feed+500us}; throws {@link IllegalArgumentException} naming what it found. */
    public static LatencyRule parse(String text) {
        Matcher ofFeed = OF_FEED.matcher(text);
        if (ofFeed.matches()) {
            String multiple = ofFeed.group("multiple");
            String constant = ofFeed.group("constant");
            return new LatencyRule(
                    constant == null ? 0 : SpanText.parse(constant),
                    multiple == null ? Fixed8.ONE : Fixed8.parse(multiple));
        }
        if (!SpanText.isSpan(text)) {
            throw new IllegalArgumentException(
                    "expected a span such as 10ms or 500us, or feed, 1.5*feed or 2*feed+500us, found '" + text + "'");
        }
        return constant(SpanText.parse(text));
    }

    /** Multiplied by so much, Fixed8. */
    LatencyRule times(long by) {
        return new LatencyRule(
                Fixed8.multiply(constantNanos, by),
                Fixed8.multiply(multiple, by),
                curve == null ? null : curve.times(by));
    }

    /** What {@link #parse} reads; {@code recorded} of a curve. */
    public String toText() {
        if (curve != null) {
            return "recorded";
        }
        if (multiple == 0) {
            return SpanText.toText(constantNanos);
        }
        return (multiple == Fixed8.ONE ? "" : Fixed8.toString(multiple) + "*") + "feed"
                + (constantNanos == 0 ? "" : "+" + SpanText.toText(constantNanos));
    }

    /** True if the feed latency has to be measured. */
    public boolean followsFeed() {
        return multiple != 0;
    }

    /** Recorded at this time; only with a curve. */
    long recordedNanosAt(long nanos) {
        return Math.min(
                MAX_NANOS, Objects.requireNonNull(curve, "recorded latencies").at(nanos));
    }

    /** At this feed latency; half-even to the nanosecond, and a minute at most: a recording may hold a fact that came very late. */
    long nanosAt(long feedNanos) {
        return Math.min(MAX_NANOS, constantNanos + Fixed8.multiply(Math.min(feedNanos, MAX_NANOS), multiple));
    }
}
