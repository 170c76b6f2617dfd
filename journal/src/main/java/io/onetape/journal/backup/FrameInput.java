package io.onetape.journal.backup;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Reads encrypted frames; gives no byte that was not proven. What is missing or changed throws {@link BackupException}. Single-threaded. */
final class FrameInput extends InputStream {
    private final DataInputStream in;
    private final Frames frames;
    private byte[] frame = new byte[0];
    private int at;
    private boolean last;

    FrameInput(InputStream in, SecretKey key) {
        this.in = new DataInputStream(in);
        this.frames = new Frames(key, Cipher.DECRYPT_MODE);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (at == frame.length) {
            if (last) {
                return -1;
            }
            next();
        }
        int part = Math.min(length, frame.length - at);
        System.arraycopy(frame, at, bytes, offset, part);
        at += part;
        return part;
    }

    /** Reads what is left; throws unless the last frame is there, and nothing behind it. */
    void requireEnd() throws IOException {
        while (!last) {
            next();
        }
        if (in.read() >= 0) {
            throw damaged("found something behind the last frame");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void next() throws IOException {
        try {
            int word = in.readInt();
            int length = word & ~Frames.LAST_BIT;
            if (length < Frames.TAG_BYTES || length > Frames.FRAME_BYTES + Frames.TAG_BYTES) {
                throw damaged("frame " + frames.number() + " has a length of " + length);
            }
            byte[] sealed = new byte[length];
            in.readFully(sealed);
            boolean isLast = word != length;
            frame = frames.next(sealed, length, isLast);
            at = 0;
            last = isLast;
        } catch (EOFException e) {
            throw new BackupException(
                    BackupException.Fault.DAMAGED,
                    "the backup is cut off in frame " + frames.number() + "; expected one that is marked as the last",
                    e);
        } catch (AEADBadTagException e) {
            throw new BackupException(
                    BackupException.Fault.DAMAGED,
                    "the backup is damaged: frame " + (frames.number() - 1) + " is not what was written",
                    e);
        }
    }

    private static BackupException damaged(String found) {
        return new BackupException(BackupException.Fault.DAMAGED, "the backup is damaged: " + found);
    }
}
