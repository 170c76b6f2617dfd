package io.onetape.services.remote.protocol;

import java.util.HexFormat;

/** A frame that is not as it was sent. */
public final class ChangedFrameException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ChangedFrameException(int expected, int found) {
        super("expected checksum " + HexFormat.of().toHexDigits(expected) + ", found "
                + HexFormat.of().toHexDigits(found));
    }
}
