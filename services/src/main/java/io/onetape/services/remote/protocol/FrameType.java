package io.onetape.services.remote.protocol;

/** What a frame says. Requests have codes below 64, answers above. */
public enum FrameType {
    /** int64 tape id, int32 1 if that tape is meant and 0 if any, int32 length of the token, the token. */
    HELLO(1),

    /** int64 first sequence, int32 bytes of records that the reader takes now: its credit. */
    READ(2),

    /** int32 kind of {@link PlaceKind}, int32 0, int64 value. */
    PLACE(3),

    /** int64 last sequence, int32 its checksum, int32 1 if the tape has to end there and 0 if only its appender is asked for. */
    CHECK(4),

    /** Nothing: the account's state at the tape's end. */
    ACCOUNT(5),

    /** int64 tape id, int64 sequence of the base, int32 its checksum, int32 schema version. */
    WELCOME(65),

    /** int64 first sequence, int32 count, int32 1 if there is more, then each: int32 length, int32 0, the record, filled up to 8 bytes. */
    RECORDS(66),

    /** int64 sequence, 0 if there is no such place. */
    PLACED(67),

    /** int32 1 while a process appends. */
    CHECKED(68),

    /** int64 sequence, the state as JSON. */
    STATE(69),

    /** int64 sequence, text: the tape does not hold there what was written. */
    DAMAGED(70),

    /** int32 code of {@link Refusal}, int32 0, text. The connection ends. */
    REFUSED(71),

    /** Text: this request cannot be answered; others can. */
    FAILED(72);

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static FrameType of(int code) {
        for (FrameType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new BadFrameException("expected a type of frame that this version knows, found " + code);
    }
}
