package io.onetape.services.remote.protocol;

/** Why an endpoint ends a connection. */
public enum Refusal {
    /** No frame of this protocol, or not the one that was due. */
    PROTOCOL(0),

    /** Another token than the endpoint's. */
    TOKEN(1),

    /** As many readers are there as may be. */
    FULL(2),

    /** The reader began with another tape. */
    OTHER_TAPE(3),

    /** The endpoint itself has failed, or ends. */
    FAILED(4);

    private final int code;

    Refusal(int code) {
        this.code = code;
    }

    /** Its number in a frame. */
    public int code() {
        return code;
    }

    /** The one with this number; PROTOCOL if this version knows none. */
    public static Refusal of(int code) {
        for (Refusal why : values()) {
            if (why.code == code) {
                return why;
            }
        }
        return PROTOCOL;
    }
}
