package io.onetape.services.remote.protocol;

/** Which place on a tape is asked for. */
public enum PlaceKind {
    /** The last known record whose number is below the value. */
    BEFORE_NUMBER,

    /** The last known record whose time is below the value, nanoseconds. */
    BEFORE_TIME,

    /** The first record of the newest cycle. */
    LAST_CYCLE;

    /** The kind with this number. */
    public static PlaceKind of(int code) {
        if (code < 0 || code >= values().length) {
            throw new BadFrameException(
                    "expected a kind of place from 0 to " + (values().length - 1) + ", found " + code);
        }
        return values()[code];
    }
}
