package io.onetape.backtest.importer.line;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells of each piece of a file that is read how many bytes it has. Single-threaded. */
final class HeardInput extends FilterInputStream {
    private final LongConsumer read;

    HeardInput(InputStream file, LongConsumer read) {
        super(file);
        this.read = read;
    }

    @Override
    public int read() throws IOException {
        int found = super.read();
        tell(found < 0 ? 0 : 1);
        return found;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int count = super.read(to, offset, length);
        tell(count);
        return count;
    }

    private void tell(int count) {
        if (count > 0) {
            read.accept(count);
        }
    }
}
