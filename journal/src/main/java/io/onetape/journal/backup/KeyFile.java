package io.onetape.journal.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that a backup's own key is wrapped with: 32 random bytes, or a passphrase in UTF-8, from which the key is derived by PBKDF2. Bytes that are all
 * printable are a passphrase, whatever their number; an end of line behind it does not count. The file must be its owner's alone.
 */
public final class KeyFile {
    /** What the file holds. */
    enum Kind {
        RAW(0),
        PASSPHRASE(1);

        /** How a backup's header says it. */
        final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }
    }

    static final int KEY_BYTES = 32;

    private static final int MIN_PASSPHRASE = 12;
    private static final int MAX_BYTES = 4096;
    private static final String DERIVATION = "PBKDF2WithHmacSHA256";
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private final Kind kind;
    private final byte[] secret;

    private KeyFile(Kind kind, byte[] secret) {
        this.kind = kind;
        this.secret = secret;
    }

    /** Reads a key file; throws {@link BackupException} saying what is wrong with it, and never what is in it. */
    public static KeyFile read(Path file) {
        byte[] bytes;
        try {
            requireOwnersAlone(file);
            if (Files.size(file) > MAX_BYTES) {
                throw refused(file + " has " + Files.size(file) + " bytes; expected a key of " + KEY_BYTES
                        + " bytes, or a passphrase");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BackupException(BackupException.Fault.KEY, "cannot read the key file " + file, e);
        }
        int length = bytes.length;
        while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
            length--;
        }
        boolean printable = true;
        for (int i = 0; i < length; i++) {
            printable &= bytes[i] < 0 || bytes[i] >= ' ';
        }
        if (bytes.length == KEY_BYTES && !(printable && isText(bytes))) {
            return new KeyFile(Kind.RAW, bytes);
        }
        byte[] passphrase = Arrays.copyOf(bytes, length);
        if (!printable || !isText(passphrase)) {
            throw refused(file + " holds " + bytes.length + " bytes that are no text; expected a key of " + KEY_BYTES
                    + " bytes, or a passphrase in UTF-8 on one line");
        }
        if (length < MIN_PASSPHRASE) {
            throw refused(
                    "the passphrase in " + file + " has " + length + " bytes; expected at least " + MIN_PASSPHRASE);
        }
        return new KeyFile(Kind.PASSPHRASE, passphrase);
    }

    Kind kind() {
        return kind;
    }

    /** The key itself; salt and iterations count only for a passphrase. */
    SecretKey derive(byte[] salt, int iterations) {
        if (kind == Kind.RAW) {
            return new SecretKeySpec(secret, "AES");
        }
        CharBuffer characters = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(secret));
        char[] passphrase = new char[characters.remaining()];
        characters.get(passphrase);
        PBEKeySpec spec = new PBEKeySpec(passphrase, salt, iterations, KEY_BYTES * Byte.SIZE);
        try {
            byte[] derived = SecretKeyFactory.getInstance(DERIVATION)
                    .generateSecret(spec)
                    .getEncoded();
            return new SecretKeySpec(derived, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + DERIVATION, e);
        } finally {
            spec.clearPassword();
            Arrays.fill(passphrase, '\0');
        }
    }

    /** A key is never shown. */
    @Override
    public String toString() {
        return "KeyFile(" + kind + ")";
    }

    private static void requireOwnersAlone(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
        if (found.stream().anyMatch(OTHERS::contains)) {
            throw refused("others may read or write the key file " + file
                    + "; expected it to be its owner's alone: chmod 600 " + file);
        }
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static BackupException refused(String message) {
        return new BackupException(BackupException.Fault.KEY, message);
    }
}
