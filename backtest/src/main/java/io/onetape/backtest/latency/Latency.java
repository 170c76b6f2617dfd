package io.onetape.backtest.latency;

/**
 * One way's latency of one request after the other. The jitter is drawn from the seed, the kind of request and the order's attempt, not from how many came before it: so
 * another setting that adds a request changes no other one's latency. Further amends of one attempt take as long as its first. Mutable, single-threaded.
 */
public final class Latency {
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final LatencyRule rule;
    private final long jitterNanos;
    private final long seed;
    private long baseNanos;

    Latency(LatencyRule rule, long jitterNanos, long seed, int way) {
        this.rule = rule;
        this.jitterNanos = jitterNanos;
        this.seed = mix(seed + way * GOLDEN);
        baseNanos = rule.nanosAt(0);
    }

    public boolean followsFeed() {
        return rule.followsFeed();
    }

    /** No request takes less. */
    public long leastNanos() {
        return rule.followsFeed() || rule.curve() != null ? 0 : baseNanos;
    }

    /** The feed latency is this from now on; 0 before the first. */
    public void measured(long feedNanos) {
        baseNanos = rule.nanosAt(feedNanos);
    }

    /** What is sent now is sent at this time. */
    public void at(long nanos) {
        if (rule.curve() != null) {
            baseNanos = rule.recordedNanosAt(nanos);
        }
    }

    /** Without jitter. */
    public long nanos() {
        return baseNanos;
    }

    /** Of this request, whose kind is its template. */
    public long nanos(int template, long strategy, long intent, int attempt) {
        return jitterNanos == 0 ? baseNanos : baseNanos + jitter(template, strategy, intent, attempt);
    }

    private long jitter(int template, long strategy, long intent, int attempt) {
        long drawn = mix(mix(mix(mix(seed ^ template) ^ strategy) ^ intent) ^ attempt);
        return Long.remainderUnsigned(drawn, jitterNanos + 1);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): each bit of the result depends on each bit. */
    private static long mix(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
