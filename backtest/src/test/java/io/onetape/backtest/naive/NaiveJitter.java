package io.onetape.backtest.naive;

import io.onetape.journal.schema.SubmitAmendDecoder;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import java.util.SplittableRandom;

/**
 * How much longer one request takes one way. A hash of the way, then of the kind of request, the strategy, the intent and the attempt, one after the other, modulo the
 * largest jitter + 1 nanosecond. The hash is SplitMix64's, which the JDK's own generator has: its first number from the seed {@code s} is the hash of s + the golden
 * gamma. The way's own is the seed's first number (there) or its second one (back).
 */
final class NaiveJitter {
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private final long way;
    private final long largestNanos;
    private final Hits hits;

    private NaiveJitter(long way, long largestNanos, Hits hits) {
        this.way = way;
        this.largestNanos = largestNanos;
        this.hits = hits;
    }

    static NaiveJitter there(NaiveSettings settings, Hits hits) {
        return new NaiveJitter(new SplittableRandom(settings.seed()).nextLong(), settings.jitterNanos(), hits);
    }

    static NaiveJitter back(NaiveSettings settings, Hits hits) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        random.nextLong();
        return new NaiveJitter(random.nextLong(), settings.jitterNanos(), hits);
    }

    long nanos(Request request) {
        if (largestNanos == 0 || request.isLiquidation()) {
            return 0;
        }
        int kind = switch (request.kind()) {
            case SUBMIT -> SubmitOrderDecoder.TEMPLATE_ID;
            case CANCEL -> SubmitCancelDecoder.TEMPLATE_ID;
            case AMEND -> SubmitAmendDecoder.TEMPLATE_ID;
        };
        long hash = way;
        for (long part :
                new long[] {kind, request.order().strategy(), request.order().intent(), request.attempt()}) {
            hash = new SplittableRandom((hash ^ part) - GOLDEN_GAMMA).nextLong();
        }
        hits.hit(Rule.JITTER);
        return Long.remainderUnsigned(hash, largestNanos + 1);
    }
}
