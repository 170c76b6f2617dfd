package io.onetape.backtest.importer.line;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Opens a file as text; its first bytes, not its name, say whether it is packed. Several gzip members in one file are one text; a zip holds one file, as
 * those of archives do.
 */
final class Input {
    private static final int BLOCK = 1 << 16;
    private static final int GZIP = 0x1f8b;
    private static final int ZIP_HIGH = 0x504b;
    private static final int ZIP_LOW = 0x0304;

    private Input() {}

    /** {@code read} hears of each piece how many bytes of the file it has. */
    static InputStream open(Path file, LongConsumer read) throws IOException {
        InputStream raw = new BufferedInputStream(new HeardInput(Files.newInputStream(file), read), BLOCK);
        try {
            raw.mark(4);
            int magic = raw.read() << 8 | raw.read();
            int more = raw.read() << 8 | raw.read();
            raw.reset();
            if (magic == GZIP) {
                return new GZIPInputStream(raw, BLOCK);
            }
            if (magic == ZIP_HIGH && more == ZIP_LOW) {
                return zip(file, raw);
            }
            refuseOtherArchives(file, magic, more);
            return raw;
        } catch (EOFException e) {
            raw.close();
            throw new TruncatedInputException(file, 0, "the end inside the gzip header", e);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** It is read from its beginning: so what is damaged is found out by its checksum, and what comes before a cut is not lost. */
    private static InputStream zip(Path file, InputStream raw) throws IOException {
        requireOneFile(file);
        ZipInputStream zip = new ZipInputStream(raw);
        ZipEntry entry = zip.getNextEntry();
        while (entry != null && entry.isDirectory()) {
            entry = zip.getNextEntry();
        }
        return zip;
    }

    private static void requireOneFile(Path file) throws IOException {
        long files;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            files = zip.stream().filter(entry -> !entry.isDirectory()).count();
        } catch (ZipException e) {
            return; // cut off in front of its list of files: the reading finds that out
        }
        if (files != 1) {
            throw new IOException(file + ": found a zip of " + files + " files, expected one; unpack it and give them");
        }
    }

    private static void refuseOtherArchives(Path file, int magic, int more) throws IOException {
        String found = switch (magic << 16 | more) {
            case 0x28b52ffd -> "zstd";
            case 0xfd377a58 -> "xz";
            default -> magic == 0x425a && more >>> 8 == 'h' ? "bzip2" : "";
        };
        if (!found.isEmpty()) {
            throw new IOException(file + ": found a " + found + " file, expected text, gzip or zip");
        }
    }
}
