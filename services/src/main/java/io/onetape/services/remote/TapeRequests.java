package io.onetape.services.remote;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.remote.protocol.Frame;
import io.onetape.services.remote.protocol.FrameType;
import io.onetape.services.remote.protocol.FrameWriter;
import io.onetape.services.remote.protocol.PlaceKind;
import org.jspecify.annotations.Nullable;

/** Answers what one reader wants of the tape, with a reader of its own on it. Single-threaded. */
final class TapeRequests implements AutoCloseable {
    private static final int MOST_BYTES = 48 * 1024; // fits a socket's buffer
    private static final int COUNT = Long.BYTES;
    private static final int MORE = COUNT + Integer.BYTES;

    private final TapeFolder tape;
    private @Nullable TapeReader reader;

    TapeRequests(TapeFolder tape) {
        this.tape = tape;
    }

    /** Appends the answer. Damage is an answer; what else goes wrong is thrown. */
    void answer(Frame frame, FrameWriter answers) {
        try {
            switch (frame.type()) {
                case READ -> read(frame, answers);
                case PLACE -> place(frame, answers);
                default -> check(frame, answers);
            }
        } catch (DamagedTapeException e) {
            close(); // the next request begins afresh
            answers.begin(FrameType.DAMAGED, frame.request())
                    .int64(e.sequence())
                    .text(e.found())
                    .end();
        }
    }

    private void read(Frame frame, FrameWriter answers) {
        long from = frame.int64(0);
        int credit = Math.min(frame.int32(Long.BYTES), MOST_BYTES);
        TapeReader open = reader();
        if (open.number() + 1 != from) {
            open.seek(from);
        }
        if (open.number() + 1 != from) {
            answers.begin(FrameType.FAILED, frame.request())
                    .text("expected records from sequence " + from + " on, found that the tape has "
                            + (open.number() + 1 < from ? "none after " + open.number() : "moved them away"))
                    .end();
            return;
        }
        answers.begin(FrameType.RECORDS, frame.request()).int64(from).int32(0).int32(0);
        int count = append(open, credit, answers);
        answers.replaceInt32(COUNT, count);
        answers.replaceInt32(MORE, answers.bodyLength() >= credit ? 1 : 0);
        answers.end();
    }

    /** One record at least, then as many as the credit allows. What is damaged behind them is told to who asks for it. */
    private int append(TapeReader open, int credit, FrameWriter answers) {
        int count = 0;
        try {
            while ((count == 0 || answers.bodyLength() < credit) && open.next()) {
                RecordView record = open.record();
                answers.record(record.buffer(), record.length());
                count++;
            }
        } catch (DamagedTapeException e) {
            if (count == 0) {
                answers.drop();
                throw e;
            }
            close();
        }
        return count;
    }

    private void place(Frame frame, FrameWriter answers) {
        PlaceKind kind = PlaceKind.of(frame.int32(0));
        long value = frame.int64(Long.BYTES);
        TapeReader open = reader();
        long found = switch (kind) {
            case BEFORE_NUMBER -> beforeNumber(open, value);
            case BEFORE_TIME -> {
                open.seekTime(value);
                yield open.number();
            }
            case LAST_CYCLE -> {
                open.seekLastCycle();
                yield open.next() ? open.number() : 0;
            }
        };
        boolean isRecord = found > tape.base().map(Base::sequence).orElse(0L);
        answers.begin(FrameType.PLACED, frame.request())
                .int64(isRecord ? found : 0)
                .end();
    }

    private static long beforeNumber(TapeReader open, long number) {
        if (number == Long.MAX_VALUE) {
            open.seekLast();
            return open.number();
        }
        if (number < 2) {
            return 0;
        }
        open.seek(number - 1);
        open.next(); // the record itself, or there is none and the last one stays
        return open.number();
    }

    private void check(Frame frame, FrameWriter answers) {
        boolean busy = tape.isBusy();
        if (frame.int32(Long.BYTES + Integer.BYTES) != 0) {
            tape.requireEnd(frame.int64(0), frame.int32(Long.BYTES));
        }
        answers.begin(FrameType.CHECKED, frame.request()).int32(busy ? 1 : 0).end();
    }

    private TapeReader reader() {
        TapeReader open = reader;
        if (open == null) {
            open = tape.reader();
            reader = open;
        }
        return open;
    }

    @Override
    public void close() {
        TapeReader open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }
}
