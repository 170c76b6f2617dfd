package io.onetape.replay.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** One snapshot in one file: eight bytes that name the layout, SHA-256 of the rest, the rest. After a crash a file is there whole or not at all. */
final class SnapshotFile {
    /** The last character is the layout's version: a file of another one is not read. */
    static final String LAYOUT = "ONETAPE1";

    private static final int HASH_BYTES = 32;
    private static final int HEAD_BYTES = LAYOUT.length() + HASH_BYTES;
    private static final long MAX_BYTES = 1L << 30;

    private SnapshotFile() {}

    /** Writes beside it, forces it to the disk, then gives it its name. */
    static void write(Path file, Snapshot snapshot) {
        byte[] encoded = snapshot.encode();
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + encoded.length);
        bytes.put(LAYOUT.getBytes(StandardCharsets.US_ASCII))
                .put(sha256(encoded))
                .put(encoded)
                .flip();
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + next, e);
        }
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            folder.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Throws {@link BadSnapshotException} saying what is wrong with the file. */
    static Snapshot read(Path file) {
        byte[] all;
        try {
            long size = Files.size(file);
            if (size < HEAD_BYTES || size > MAX_BYTES) {
                throw new BadSnapshotException("expected " + HEAD_BYTES + " to " + MAX_BYTES + " bytes, found " + size);
            }
            all = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        String layout = new String(all, 0, LAYOUT.length(), StandardCharsets.ISO_8859_1);
        if (!layout.equals(LAYOUT)) {
            throw new BadSnapshotException("expected layout " + LAYOUT + ", found " + layout);
        }
        byte[] encoded = Arrays.copyOfRange(all, HEAD_BYTES, all.length);
        if (!Arrays.equals(sha256(encoded), Arrays.copyOfRange(all, LAYOUT.length(), HEAD_BYTES))) {
            throw new BadSnapshotException("its SHA-256 does not match");
        }
        return Snapshot.decode(encoded);
    }

    private static byte[] sha256(byte[] of) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(of);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
