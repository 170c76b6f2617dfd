package io.onetape.services.config.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** A secret's bytes, for as short as possible. Whoever opened it closes it, which overwrites them. Single-threaded. */
public final class Secret implements AutoCloseable {
    private static final int SHOWN = 4;
    private static final int SHORTEST_SHOWN = 12; // of fewer, four would be too much of it

    private final byte[] bytes;
    private boolean closed;

    /** Takes the bytes over: the caller forgets them. */
    Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The secret itself, not a copy: valid until it is closed. Throws {@link IllegalStateException} after that. */
    public byte[] bytes() {
        if (closed) {
            throw new IllegalStateException("expected an open secret, found a closed one");
        }
        return bytes;
    }

    /** True if what somebody offers is the secret; takes the same time whichever byte differs. */
    public boolean matches(byte[] offered) {
        return MessageDigest.isEqual(bytes(), offered);
    }

    /** The first four characters and a mask; the mask alone of a short secret or a closed one. */
    @Override
    public String toString() {
        if (closed || bytes.length < SHORTEST_SHOWN) {
            return "****";
        }
        return new String(bytes, 0, SHOWN, StandardCharsets.US_ASCII) + "****";
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
        closed = true;
    }
}
