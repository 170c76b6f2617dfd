package io.onetape.services.remote.client;

/**
 * How long a reader waits, and how often it connects again after a cut.
 *
 * @param requestMillis for an answer, and for a connection
 * @param attempts at connecting again, 0 for none
 * @param firstMillis before the first of these; doubled before each further one
 * @param longestMillis but never longer than that
 */
public record Patience(long requestMillis, int attempts, long firstMillis, long longestMillis) {
    private static final long REQUEST_MILLIS = 10_000;

    /** Of a command that reads to an end: what is cut ends it. */
    public static final Patience ONCE = new Patience(REQUEST_MILLIS, 0, 0, 0);

    /** Of a command that follows: about half a minute for an endpoint that starts again. */
    public static final Patience FOLLOWING = new Patience(REQUEST_MILLIS, 12, 100, 5_000);

    /** Of a command that asks one thing. */
    public static Patience once(long requestMillis) {
        return new Patience(requestMillis, 0, 0, 0);
    }

    long beforeAttempt(int attempt) {
        return Math.min(longestMillis, firstMillis << Math.min(attempt, 20));
    }
}
