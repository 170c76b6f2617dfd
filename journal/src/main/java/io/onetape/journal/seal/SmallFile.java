package io.onetape.journal.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Small text files that are replaced whole: after a crash the old or the new one is there. */
public final class SmallFile {
    private static final String NEXT = ".next";
    private static final long MAX_BYTES = 256L << 20;

    private SmallFile() {}

    /** The file's text, byte by byte a character; empty if there is no such file. */
    public static Optional<String> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("expected at most " + MAX_BYTES + " bytes, found " + Files.size(file));
            }
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Replaces the file; on return the new one is on the disk. */
    public static void replace(Path file, String text) {
        Path next = file.resolveSibling(file.getFileName() + NEXT);
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + next, e);
        }
        install(next, file);
    }

    /** Gives a file that is complete and on the disk its name, in place of an older one. */
    public static void install(Path next, Path file) {
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot replace " + file, e);
        }
        syncFolder(file);
    }

    /** Forces the names in a file's folder to the disk. */
    public static void syncFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot sync the folder " + folder, e);
        }
    }
}
