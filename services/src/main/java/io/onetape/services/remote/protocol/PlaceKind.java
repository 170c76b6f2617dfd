package io.onetape.services.remote.protocol;

/** Which place on a tape is asked for. */
public enum PlaceKind {
    /** The last known record whose number is below the value. */
    BEFORE_NUMBER(0),

    /** The last known record whose time is below the value, nanoseconds. */
    BEFORE_TIME(1),

    /** The first record of the newest cycle. */
    LAST_CYCLE(2);

    private final int code;

    PlaceKind(int code) {
        this.code = code;
    }

    /** Its number in a frame. */
    public int code() {
        return code;
    }

    /** The kind with this number; throws {@link BadFrameException} if there is none. */
    public static PlaceKind of(int code) {
        for (PlaceKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new BadFrameException("expected a kind of place that this version knows, found " + code);
    }
}
