package io.onetape.journal.tape;

import io.onetape.journal.excerpt.MappedCursor;
import io.onetape.journal.excerpt.MappedCycles;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.seal.Base;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Places in mapped cycle files: a binary search over the cycles' first records, so that none of those before is read, then one over the cycle's index. What an index says is checked against the
 * record that it points to; without one the place is the cycle's start. Single-threaded.
 */
final class MappedPlaces implements Places {
    private final Path folder;
    private final MappedCursor cursor;
    private final MappedCursor search; // looks around: the other one stays where there is no such place
    private final RecordView view = new RecordView();

    /** Places of {@code cursor}, which goes over these cycles. */
    MappedPlaces(Path folder, MappedCycles cycles, MappedCursor cursor) {
        this.folder = folder;
        this.cursor = cursor;
        this.search = new MappedCursor(cycles);
    }

    @Override
    public OptionalLong beforeNumber(long number) {
        return before(number, TimeIndex.NUMBER);
    }

    @Override
    public OptionalLong beforeTime(long nanos) {
        return before(nanos, TimeIndex.NANOS);
    }

    @Override
    public OptionalLong lastCycle() {
        for (int cycle = search.cycles() - 1; cycle >= 0; cycle--) {
            if (isHead(cycle)) {
                return toHead(cycle);
            }
        }
        return OptionalLong.empty();
    }

    @Override
    public void start() {
        if (search.cycles() > 0) {
            cursor.moveTo(0);
        }
    }

    /** Readers of checked tapes count from the first record that is there. */
    @Override
    public Optional<Base> base() {
        return Optional.empty();
    }

    private OptionalLong before(long bound, int field) {
        int low = 0;
        int high = search.cycles();
        while (low < high) { // the first cycle that begins at or after the bound
            int middle = (low + high) >>> 1;
            if (isHead(middle) && valueOf(field) < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? OptionalLong.empty() : within(low - 1, bound, field);
    }

    private OptionalLong within(int cycle, long bound, int field) {
        Optional<TimeIndex.Entry> found = TimeIndex.lastEntry(folder, search.file(cycle), bound, field);
        if (found.isPresent() && isTrue(cycle, found.get())) {
            cursor.moveTo(cycle, found.get().offset());
            return OptionalLong.of(found.get().number());
        }
        return toHead(cycle);
    }

    private boolean isTrue(int cycle, TimeIndex.Entry entry) {
        return search.moveTo(cycle, entry.offset())
                && isRecord()
                && view.schemaId() == RecordHeader.SCHEMA_ID
                && view.sequence() == entry.number()
                && view.recordedAtNanos() == entry.nanos();
    }

    /** Looks at the first record of a cycle, or if it has none of the one behind it. False if there is none. */
    private boolean isHead(int cycle) {
        search.moveTo(cycle);
        return isRecord();
    }

    private boolean isRecord() {
        if (!search.advance() || search.length() < RecordHeader.LENGTH) {
            return false;
        }
        view.wrap(search.address(), search.length());
        return true;
    }

    private long valueOf(int field) {
        return field == TimeIndex.NUMBER ? view.sequence() : view.recordedAtNanos();
    }

    private OptionalLong toHead(int cycle) {
        isHead(cycle);
        cursor.moveTo(cycle);
        return OptionalLong.of(view.sequence());
    }
}
