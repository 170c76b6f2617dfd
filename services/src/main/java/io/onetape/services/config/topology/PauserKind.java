package io.onetape.services.config.topology;

/** What a loop does that found nothing to do. */
public enum PauserKind {
    /** Goes on at once: the shortest delay, a whole core. */
    BUSY,
    /** Lets other threads run first: a whole core if there are none. */
    YIELDING,
    /** Parks for {@link PauserSpec#parkNanos()}. */
    PARKING,
    /** Sleeps, for services that nothing waits for. */
    SLEEPY
}
