package io.onetape.services.remote.protocol;

/** Why an endpoint ends a connection. */
public enum Refusal {
    /** No frame of this protocol, or not the one that was due. */
    PROTOCOL,
    /** Another token than the endpoint's. */
    TOKEN,
    /** As many readers are there as may be. */
    FULL,
    /** The reader began with another tape. */
    OTHER_TAPE,
    /** The endpoint itself has failed, or ends. */
    FAILED;

    /** The one with this number; PROTOCOL if there is none. */
    public static Refusal of(int code) {
        return code >= 0 && code < values().length ? values()[code] : PROTOCOL;
    }
}
