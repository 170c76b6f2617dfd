package io.onetape.journal.tape;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes now and then what a writer has to know of its tape, so that whoever goes on with it reads what came since and not a whole cycle. The file is a cache: it has
 * a checksum, what it says of its record is compared with the tape, and it is done without. Little endian: version, number, time, checksum of the record; the sources'
 * numbers with the last number and the last sequence of each; a CycleStarted record as it would stand behind that record; CRC-32C of all that.
 */
final class TailHint {
    static final String FILE = "tail.hint";

    /** A hint costs an appender about 0.1 ms. */
    static final int RECORDS_PER_HINT = 1 << 18;

    private static final Logger LOG = LoggerFactory.getLogger(TailHint.class);
    private static final int VERSION = 1;
    private static final int HEAD_BYTES = 28;
    private static final int SOURCE_BYTES = 20;

    private TailHint() {}

    /** Writes a new one, whole or not at all; if that fails, the old one serves. */
    static void write(Path folder, TapeWriter writer) {
        RecordDraft state = new RecordDraft();
        new CycleStart().begin(state, writer.tapeId(), writer.lastCrc32c(), writer.sources(), writer.instruments());
        List<Source> sources = writer.sources().all();
        int length = HEAD_BYTES + sources.size() * SOURCE_BYTES + Integer.BYTES + state.length() + Integer.BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(VERSION).putLong(writer.lastSequence()).putLong(writer.lastNanos());
        bytes.putInt(writer.lastCrc32c()).putInt(sources.size());
        for (Source source : sources) {
            int number = source.number();
            bytes.putInt(number);
            bytes.putLong(writer.sources().last(number));
            bytes.putLong(writer.sources().lastSequence(number));
        }
        bytes.putInt(state.length());
        state.buffer().getBytes(0, bytes, state.length());
        bytes.putInt(crcOf(bytes.array(), bytes.position()));
        Path next = folder.resolve(FILE + Manifest.NEXT);
        try {
            Files.write(next, bytes.array());
            Files.move(next, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("the next start reads more of the tape: cannot write {}", folder.resolve(FILE), e);
        }
    }

    /**
     * Puts a reader behind the hint's record and returns what is known there; before the newest cycle, knowing nothing, if no hint fits or there is none in that cycle:
     * files before the newest may be archived, and are not needed.
     */
    static TapeTail seek(Path folder, TapeReader reader) {
        reader.seekLastCycle();
        long begin = reader.number();
        Optional<TapeTail> hint = read(folder.resolve(FILE)).filter(tail -> tail.sequence > begin);
        if (hint.isPresent()) {
            TapeTail tail = hint.get();
            reader.seek(tail.sequence);
            if (reader.next() && reader.number() == tail.sequence && reader.crc32c() == tail.crc32c) {
                return tail;
            }
            reader.seekLastCycle();
        }
        return new TapeTail();
    }

    private static Optional<TapeTail> read(Path file) {
        try {
            byte[] all = Files.readAllBytes(file);
            ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
            boolean whole = all.length > HEAD_BYTES
                    && bytes.getInt(all.length - Integer.BYTES) == crcOf(all, all.length - Integer.BYTES);
            return whole && bytes.getInt() == VERSION ? Optional.of(tail(bytes)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | BufferUnderflowException | IllegalArgumentException e) {
            LOG.warn("{} is not used", file, e);
            return Optional.empty();
        }
    }

    private static TapeTail tail(ByteBuffer bytes) {
        TapeTail tail = new TapeTail();
        tail.sequence = bytes.getLong();
        tail.nanos = bytes.getLong();
        tail.crc32c = bytes.getInt();
        int count = bytes.getInt();
        ByteBuffer sources = bytes.slice(bytes.position(), count * SOURCE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int record = bytes.position() + count * SOURCE_BYTES + Integer.BYTES;
        int length = bytes.getInt(record - Integer.BYTES);
        RecordView state = new RecordView();
        state.wrap(new UnsafeBuffer(bytes), record, length);
        tail.sources.apply(state);
        tail.instruments.apply(state);
        for (int i = 0; i < count; i++) {
            tail.sources.met(sources.getInt(), sources.getLong(), sources.getLong());
        }
        return tail;
    }

    private static int crcOf(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
