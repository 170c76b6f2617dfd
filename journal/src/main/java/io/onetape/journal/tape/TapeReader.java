package io.onetape.journal.tape;

import io.onetape.journal.excerpt.DamagedExcerptException;
import io.onetape.journal.excerpt.ExcerptCursor;
import io.onetape.journal.excerpt.FileCursor;
import io.onetape.journal.excerpt.MappedCursor;
import io.onetape.journal.excerpt.PlacedCursor;
import io.onetape.journal.record.RecordCrc;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.seal.Base;
import io.onetape.journal.seal.DamagedSealsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads records in order, in place, and checks each: its number follows the one before, its time is not before it, its checksum is right. What cannot be so
 * throws {@link DamagedTapeException}, naming the sequence; only where this process has checked or written the records itself they are not checked again. A reader of a tape that is being written follows it, across rolls. Single-threaded.
 */
public final class TapeReader implements AutoCloseable {
    private final ExcerptCursor cursor;
    private final @Nullable MappedCursor mapped; // the same: its calls are compiled in
    private final Numbering numbering;
    private final @Nullable Places places;
    private final boolean trusts;
    private final RecordView record = new RecordView();
    private final CycleStartedDecoder cycleStarted = new CycleStartedDecoder();
    private long before; // the number before the first record: 0, or the base's
    private long number;
    private long nanos = Long.MIN_VALUE;
    private int crc;
    private boolean held;

    private TapeReader(ExcerptCursor cursor, Numbering numbering, @Nullable Places places, boolean trusts) {
        this.cursor = cursor;
        this.mapped = cursor instanceof MappedCursor known ? known : null;
        this.numbering = numbering;
        this.places = places;
        this.trusts = trusts;
    }

    /** Over a tape's records from wherever they come, checked like those of a folder. Closing the reader closes the cursor. */
    public static TapeReader ofPlaces(ExcerptCursor cursor, Places places) {
        TapeReader reader = new TapeReader(cursor, Numbering.SEQUENCE, places, false);
        reader.begin(places.base());
        return reader;
    }

    /** Over a folder of cycle files; one empty {@link #next} is enough to know the end. */
    public static TapeReader ofFolder(Path folder, Numbering numbering) {
        return ofFolder(folder, numbering, false);
    }

    /** Over a folder that a live appender writes to: an empty {@link #next} is cheap, and may pass over a new cycle a few hundred times. */
    public static TapeReader following(Path folder, Numbering numbering) {
        return ofFolder(folder, numbering, true);
    }

    private static TapeReader ofFolder(Path folder, Numbering numbering, boolean follows) {
        try {
            FileCursor cursor = new FileCursor(folder, follows);
            TapeReader reader = new TapeReader(
                    cursor, numbering, new FolderPlaces(cursor, new TimeIndex(folder, numbering)), false);
            reader.begin(cursor.base());
            return reader;
        } catch (DamagedSealsException e) { // the base
            throw new DamagedTapeException(1, String.valueOf(e.getMessage()));
        }
    }

    /** Over records that are only walked from their start. */
    static TapeReader ofCursor(ExcerptCursor cursor, Numbering numbering) {
        return new TapeReader(cursor, numbering, null, false);
    }

    /** The same over records that nothing can have happened to since they were checked or written: in this process's own memory. */
    static TapeReader trusting(ExcerptCursor cursor, Numbering numbering) {
        return new TapeReader(cursor, numbering, null, true);
    }

    /** The same where places can be found. */
    static TapeReader trusting(ExcerptCursor cursor, Numbering numbering, Places places) {
        return new TapeReader(cursor, numbering, places, true);
    }

    /** Goes to the next record; false if there is none yet, and a later call may find one. */
    public boolean next() {
        if (held) {
            held = false;
            return true;
        }
        if (!advance()) {
            return false;
        }
        if (trusts) {
            accept(numbering.of(record));
        } else {
            check(crc);
        }
        return true;
    }

    /** The current record, valid until the next call: also one that finds no further record may leave the file that it stands in. */
    public RecordView record() {
        return record;
    }

    /** The current record's number; before the first the number before it: 0, or, of a tape or an outbox whose first cycles were moved away, its base's. */
    public long number() {
        return held ? number - 1 : number;
    }

    /** The current record's checksum. */
    public int crc32c() {
        return crc;
    }

    /** Where the current record ends, for {@link #skipTo} of another reader of the same checked tape; {@link PlacedCursor#NOWHERE} if this is a reader that goes from record to record only. Not between a seek and {@link #next}. */
    public long placeBehind() {
        return trusts && cursor instanceof PlacedCursor placed ? placed.place() : PlacedCursor.NOWHERE;
    }

    /** Goes behind the record of this number, which ends at a place that another reader of the same checked tape has told. {@link #record} is the one before until {@link #next}. */
    public void skipTo(long place, long lastNumber) {
        if (!trusts || !(cursor instanceof PlacedCursor placed)) {
            throw new IllegalStateException("expected a reader of a checked tape");
        }
        placed.goTo(place);
        number = lastNumber;
        held = false;
    }

    /** Where the last record stands that was read; empty if none was, or if the reader has gone on into another file since. */
    Optional<TimeIndex.Place> place() {
        return number == before ? Optional.empty() : refused();
    }

    /** The same, also of the first record if it was refused. */
    Optional<TimeIndex.Place> refused() {
        if (!(cursor instanceof FileCursor file) || !file.isInFile() || file.documentOffset() <= 0) {
            return Optional.empty();
        }
        return Optional.of(new TimeIndex.Place(file.path(), file.documentOffset(), number));
    }

    /** Goes before the record with this number, or to the end if it is not there yet; {@link #next} gives it. */
    public void seek(long wanted) {
        held = false;
        if (wanted <= number || (places != null && wanted > number + 1)) {
            moveTo(places == null ? OptionalLong.empty() : places.beforeNumber(wanted));
        }
        while (number < wanted && next()) {
            held = number == wanted;
        }
    }

    /** Goes before the first record whose time is at or after {@code fromNanos}, or to the end; {@link #next} gives it. */
    public void seekTime(long fromNanos) {
        held = false;
        moveTo(places == null ? OptionalLong.empty() : places.beforeTime(fromNanos));
        held = false; // the record at that place is before the time
        while (!held && next()) {
            held = nanos >= fromNanos;
        }
    }

    /** Goes before the first record of the newest cycle that has one. */
    public void seekLastCycle() {
        held = false;
        moveTo(places == null ? OptionalLong.empty() : places.lastCycle());
    }

    /** Goes to the last record that is there now; {@link #record} gives it. False if there is none. */
    public boolean seekLast() {
        held = false;
        moveTo(places == null ? OptionalLong.empty() : places.beforeNumber(Long.MAX_VALUE));
        long from = number;
        skipAll();
        if (number == from && from > before) { // the place itself is the last: only from before it can it be checked
            moveTo(places == null ? OptionalLong.empty() : places.beforeNumber(from));
            skipAll();
        }
        if (number > before && places != null) { // the look behind it may have left its file
            seek(number);
            next();
        }
        return number > before;
    }

    @Override
    public void close() {
        cursor.close();
    }

    private void skipAll() {
        while (next()) {
            // each record is checked on the way
        }
    }

    /** The cursor is before the record with this number, or, if there is none, goes to the start. */
    private void moveTo(OptionalLong found) {
        if (found.isEmpty()) {
            restart();
            return;
        }
        long place = found.getAsLong();
        number = place - 1;
        nanos = Long.MIN_VALUE;
        if (!advance()) {
            throw new DamagedTapeException(place, "the record is gone that was here a moment ago");
        }
        // The checksum before this record is not known here, except where a cycle begins with it; the record after this
        // one is checked in full.
        boolean cycleBegins = numbering == Numbering.SEQUENCE && record.templateId() == CycleStartedDecoder.TEMPLATE_ID;
        if (cycleBegins && !trusts) {
            check((int) record.decode(cycleStarted).previousCrc32c());
        } else {
            accept(numbering.of(record));
        }
        held = true;
    }

    private void restart() {
        if (number == before) {
            return;
        }
        if (places == null) {
            throw new IllegalStateException("this reader only goes forward: take a new one");
        }
        places.start();
        begin(places.base());
    }

    /** Stands before the first record. */
    private void begin(Optional<Base> base) {
        before = base.map(Base::sequence).orElse(0L);
        crc = base.map(Base::crc32c).orElse(0);
        number = before;
        nanos = Long.MIN_VALUE;
    }

    private boolean advance() {
        if (mapped != null) {
            return mapped.advance() && take(mapped.address(), mapped.length());
        }
        try {
            if (!cursor.advance()) {
                return false;
            }
        } catch (DamagedExcerptException e) {
            throw new DamagedTapeException(number + 1, e.getMessage() == null ? "a wrong length" : e.getMessage());
        }
        return take(cursor.address(), cursor.length());
    }

    private boolean take(long address, int length) {
        if (length < RecordHeader.LENGTH) {
            throw new DamagedTapeException(
                    number + 1, "expected at least " + RecordHeader.LENGTH + " bytes, found " + length);
        }
        record.wrap(address, length);
        return true;
    }

    private void check(int previousCrc) {
        long expected = number + 1;
        long found = numbering.of(record);
        if (RecordCrc.compute(previousCrc, cursor.address(), record.length()) != record.crc32c()) {
            throw new DamagedTapeException(
                    expected,
                    found == expected
                            ? "the checksum does not match"
                            : "expected " + numbering.fieldName() + " " + expected + ", found " + found
                                    + " and a checksum that does not match");
        }
        if (found != expected) {
            throw new DamagedTapeException(
                    expected, "expected " + numbering.fieldName() + " " + expected + ", found " + found);
        }
        if (record.schemaId() != RecordHeader.SCHEMA_ID) {
            throw new DamagedTapeException(
                    expected, "expected schema " + RecordHeader.SCHEMA_ID + ", found " + record.schemaId());
        }
        if (record.recordedAtNanos() < nanos) {
            throw new DamagedTapeException(
                    expected, "expected a time from " + nanos + " on, found " + record.recordedAtNanos());
        }
        accept(found);
    }

    private void accept(long found) {
        number = found;
        nanos = record.recordedAtNanos();
        crc = record.crc32c();
    }
}
