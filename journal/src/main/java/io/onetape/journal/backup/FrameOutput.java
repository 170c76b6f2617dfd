package io.onetape.journal.backup;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Writes bytes as encrypted frames. {@link #close} marks the last one, and leaves the stream behind it open: without it the file is not whole. Single-threaded. */
final class FrameOutput extends OutputStream {
    private final DataOutputStream out;
    private final Frames frames;
    private final byte[] frame = new byte[Frames.FRAME_BYTES];
    private int used;
    private boolean closed;

    FrameOutput(OutputStream out, SecretKey key) {
        this.out = new DataOutputStream(out);
        this.frames = new Frames(key, Cipher.ENCRYPT_MODE);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (used == frame.length) {
                put(false);
            }
            int part = Math.min(left, frame.length - used);
            System.arraycopy(bytes, from, frame, used, part);
            used += part;
            from += part;
            left -= part;
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        put(true);
        out.flush();
    }

    private void put(boolean last) throws IOException {
        try {
            byte[] sealed = frames.next(frame, used, last);
            out.writeInt(sealed.length | (last ? Frames.LAST_BIT : 0));
            out.write(sealed);
            used = 0;
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("encryption checks no tag", e);
        }
    }
}
