package io.onetape.tools.console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Data on stdout: UTF-8, buffered until {@link #flush}. A reader that has gone away ends the command by {@link ClosedPipeException}; anything else that
 * goes wrong is an {@link UncheckedIOException}. Single-threaded.
 */
public final class Out {
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream stream;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used;

    public Out(OutputStream stream) {
        this.stream = stream;
    }

    /** Writes text and ends the line. */
    public Out line(CharSequence text) {
        text(text);
        return text("\n");
    }

    public Out text(CharSequence text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                byte[] rest = text.subSequence(i, length).toString().getBytes(StandardCharsets.UTF_8);
                for (byte next : rest) {
                    put(next);
                }
                return this;
            }
            put((byte) c);
        }
        return this;
    }

    public void flush() {
        try {
            int length = used;
            used = 0;
            stream.write(buffer, 0, length);
            stream.flush();
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("Broken pipe")
                    || message.contains("Pipe closed")
                    || message.contains("reset by peer")) {
                throw new ClosedPipeException(e);
            }
            throw new UncheckedIOException("cannot write to stdout", e);
        }
    }

    private void put(byte next) {
        if (used == BUFFER_BYTES) {
            flush();
        }
        buffer[used++] = next;
    }
}
