package io.onetape.backtest.importer.line;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens a file as text; its first bytes, not its name, say whether it is gzipped. Several gzip members in one file are one text. */
final class Input {
    private static final int BLOCK = 1 << 16;
    private static final int GZIP = 0x1f8b;

    private Input() {}

    static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BLOCK);
        try {
            raw.mark(4);
            int magic = raw.read() << 8 | raw.read();
            int more = raw.read() << 8 | raw.read();
            raw.reset();
            if (magic == GZIP) {
                return new GZIPInputStream(raw, BLOCK);
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

    private static void refuseOtherArchives(Path file, int magic, int more) throws IOException {
        String found = switch (magic << 16 | more) {
            case 0x28b52ffd -> "zstd";
            case 0xfd377a58 -> "xz";
            case 0x504b0304 -> "zip";
            default -> magic == 0x425a && more >>> 8 == 'h' ? "bzip2" : "";
        };
        if (!found.isEmpty()) {
            throw new IOException(file + ": found a " + found + " file, expected text or gzip");
        }
    }
}
