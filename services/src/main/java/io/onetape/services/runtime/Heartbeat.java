package io.onetape.services.runtime;

import io.onetape.journal.record.OrderId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How often a process has turned its parts and which strategy it is calling, in a mapped file that its supervisor reads and that outlives both: what a process was
 * at when it was killed is read after its end. The process writes, without a clock and without a fence, a few nanoseconds a call; the supervisor writes only while
 * the process does not run, and what hung stays noted until the process has said so on the tape.
 */
final class Heartbeat implements AutoCloseable {
    /**
     * A call of a strategy.
     *
     * @param sequence the record that is handled, above 0
     * @param strategy the strategy's name as the tape has it
     */
    record Call(long sequence, long strategy) {
        @Override
        public String toString() {
            return "strategy " + OrderId.strategyName(strategy) + " on record " + sequence;
        }
    }

    private static final int BEATS = 0;
    private static final int CALL = 64; // a cache line of its own
    private static final int HUNG = 128;
    private static final int BYTES = 192;
    private static final long NONE = 0;

    private final MappedByteBuffer mapped;
    private final UnsafeBuffer buffer;

    private Heartbeat(MappedByteBuffer mapped) {
        this.mapped = mapped;
        this.buffer = new UnsafeBuffer(mapped);
    }

    /** Opens the file of a process, or creates it. */
    static Heartbeat open(RunPaths paths, String process) {
        Path file = paths.control().resolve(process + ".beat");
        try {
            Files.createDirectories(paths.control());
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return new Heartbeat(channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + file, e);
        }
    }

    void beat() {
        buffer.putLongOrdered(BEATS, buffer.getLong(BEATS) + 1);
    }

    long beats() {
        return buffer.getLongVolatile(BEATS);
    }

    /** From here on this strategy is called, on this record. */
    void enter(long sequence, long strategy) {
        put(CALL, sequence, strategy);
    }

    /** It has come back, or a new process begins. */
    void leave() {
        buffer.putLongOrdered(CALL, NONE);
    }

    /** The call that the process is in; empty if it is in none. While the process runs, the strategy may be that of the same record's next call. */
    Optional<Call> call() {
        return get(CALL);
    }

    /** Notes a call that did not come back. The process has ended. */
    void noteHung(Call call) {
        put(HUNG, call.sequence, call.strategy);
    }

    /** The call that did not come back, if that was not said yet. */
    Optional<Call> hung() {
        return get(HUNG);
    }

    /** It is said. */
    void forgetHung() {
        buffer.putLongOrdered(HUNG, NONE);
    }

    private void put(int at, long sequence, long strategy) {
        buffer.putLong(at + Long.BYTES, strategy);
        buffer.putLongOrdered(at, sequence);
    }

    private Optional<Call> get(int at) {
        long sequence = buffer.getLongVolatile(at);
        return sequence == NONE
                ? Optional.empty()
                : Optional.of(new Call(sequence, buffer.getLongVolatile(at + Long.BYTES)));
    }

    @Override
    public void close() {
        IoUtil.unmap(mapped);
    }
}
