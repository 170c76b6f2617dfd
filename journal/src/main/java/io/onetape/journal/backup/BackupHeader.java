package io.onetape.journal.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.CRC32C;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The first bytes of a backup: magic, version, kind of key, iterations, salt, nonce, the wrapped key of the file, and a CRC-32C that tells a damaged header from
 * a wrong key. Everything before the wrapped key is authenticated with it.
 */
final class BackupHeader {
    private static final byte[] MAGIC = "OTBACKUP".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final int ITERATIONS = 600_000;
    private static final int MAX_ITERATIONS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int OPEN_BYTES = MAGIC.length + 2 + Integer.BYTES + SALT_BYTES + NONCE_BYTES;
    private static final int WRAPPED_BYTES = KeyFile.KEY_BYTES + Frames.TAG_BYTES;
    private static final int BYTES = OPEN_BYTES + WRAPPED_BYTES + Integer.BYTES;

    private BackupHeader() {}

    /** Writes a header with a new random key, and returns that. */
    static SecretKey write(OutputStream out, KeyFile keyFile) throws IOException {
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[SALT_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] fileKey = new byte[KeyFile.KEY_BYTES];
        random.nextBytes(salt);
        random.nextBytes(nonce);
        random.nextBytes(fileKey);
        ByteBuffer header = ByteBuffer.allocate(BYTES);
        header.put(MAGIC)
                .put(VERSION)
                .put(keyFile.kind().code)
                .putInt(ITERATIONS)
                .put(salt)
                .put(nonce);
        try {
            header.put(wrap(Cipher.ENCRYPT_MODE, keyFile.derive(salt, ITERATIONS), nonce, header.array(), fileKey));
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("encryption checks no tag", e);
        }
        header.putInt(crc(header.array()));
        out.write(header.array());
        return new SecretKeySpec(fileKey, "AES");
    }

    /** Reads a header and unwraps the file's key; throws {@link BackupException} saying whether the header or the key is wrong. */
    static SecretKey read(InputStream in, KeyFile keyFile) throws IOException {
        byte[] bytes = in.readNBytes(BYTES);
        if (!Arrays.equals(Arrays.copyOf(bytes, MAGIC.length), MAGIC)) {
            throw new BackupException(
                    BackupException.Fault.DAMAGED, "expected a file that tape backup wrote, found another");
        }
        if (bytes.length < BYTES) {
            throw new BackupException(
                    BackupException.Fault.DAMAGED,
                    "the backup is cut off in its header",
                    new EOFException("expected " + BYTES + " bytes, found " + bytes.length));
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (header.getInt(BYTES - Integer.BYTES) != crc(bytes)) {
            throw new BackupException(BackupException.Fault.DAMAGED, "the backup is damaged: its header is");
        }
        header.position(MAGIC.length);
        byte version = header.get();
        int kind = header.get();
        int iterations = header.getInt();
        if (version != VERSION || iterations < 1 || iterations > MAX_ITERATIONS) {
            throw new BackupException(
                    BackupException.Fault.DAMAGED,
                    "expected a backup of version " + VERSION + ", found version " + version + " and " + iterations
                            + " iterations");
        }
        if (kind != keyFile.kind().code) {
            throw new BackupException(
                    BackupException.Fault.KEY,
                    "the key file holds a " + (keyFile.kind() == KeyFile.Kind.RAW ? "key" : "passphrase")
                            + "; expected the "
                            + (kind == KeyFile.Kind.RAW.code ? "key" : "passphrase")
                            + " that the backup was made with");
        }
        byte[] salt = new byte[SALT_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] wrapped = new byte[WRAPPED_BYTES];
        header.get(salt).get(nonce).get(wrapped);
        try {
            byte[] fileKey = wrap(Cipher.DECRYPT_MODE, keyFile.derive(salt, iterations), nonce, bytes, wrapped);
            return new SecretKeySpec(fileKey, "AES");
        } catch (AEADBadTagException e) {
            throw new BackupException(
                    BackupException.Fault.KEY,
                    "the key file is not the one that the backup was made with: it does not open it",
                    e);
        }
    }

    private static byte[] wrap(int mode, SecretKey key, byte[] nonce, byte[] header, byte[] fileKey)
            throws AEADBadTagException {
        try {
            Cipher cipher = Frames.cipher();
            cipher.init(mode, key, new GCMParameterSpec(Frames.TAG_BYTES * Byte.SIZE, nonce));
            cipher.updateAAD(header, 0, OPEN_BYTES);
            return cipher.doFinal(fileKey);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK's cipher failed", e);
        }
    }

    private static int crc(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, BYTES - Integer.BYTES);
        return (int) crc.getValue();
    }
}
