package io.onetape.journal.backup;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * One frame after the other under one key, each with its number as nonce: a frame that is missing, moved or doubled does not open, and neither does one that is
 * marked as the last and is not. Single-threaded.
 */
final class Frames {
    /** Bytes in a frame, before they are encrypted. */
    static final int FRAME_BYTES = 64 << 10;

    static final int TAG_BYTES = 16;
    static final int LAST_BIT = 0x8000_0000;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;

    private final SecretKey key;
    private final int mode;
    private final Cipher cipher = cipher();
    private long number;

    /** {@code mode} is one of Cipher's. */
    Frames(SecretKey key, int mode) {
        this.key = key;
        this.mode = mode;
    }

    /** Encrypts or decrypts the next frame; throws {@link AEADBadTagException} where it is not what was encrypted. */
    byte[] next(byte[] bytes, int length, boolean last) throws AEADBadTagException {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            ByteBuffer.wrap(nonce).putLong(NONCE_BYTES - Long.BYTES, number);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
            cipher.updateAAD(new byte[] {(byte) (last ? 1 : 0)});
            number++;
            return cipher.doFinal(bytes, 0, length);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK's " + CIPHER + " failed", e);
        }
    }

    /** Number of the next frame, from 0. */
    long number() {
        return number;
    }

    static Cipher cipher() {
        try {
            return Cipher.getInstance(CIPHER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + CIPHER, e);
        }
    }
}
