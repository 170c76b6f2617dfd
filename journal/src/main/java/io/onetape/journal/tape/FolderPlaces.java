package io.onetape.journal.tape;

import io.onetape.journal.excerpt.DamagedExcerptException;
import io.onetape.journal.excerpt.FileCursor;
import io.onetape.journal.seal.Base;
import java.util.Optional;
import java.util.OptionalLong;

/** Places in a folder of cycle files, found by its index. */
final class FolderPlaces implements Places {
    private final FileCursor cursor;
    private final TimeIndex index;

    FolderPlaces(FileCursor cursor, TimeIndex index) {
        this.cursor = cursor;
        this.index = index;
    }

    @Override
    public OptionalLong beforeNumber(long number) {
        return moveTo(index.beforeNumber(number));
    }

    @Override
    public OptionalLong beforeTime(long nanos) {
        return moveTo(index.beforeTime(nanos));
    }

    @Override
    public OptionalLong lastCycle() {
        return moveTo(index.lastCycle());
    }

    @Override
    public void start() {
        cursor.restart();
    }

    @Override
    public Optional<Base> base() {
        return cursor.base();
    }

    private OptionalLong moveTo(Optional<TimeIndex.Place> found) {
        if (found.isEmpty()) {
            return OptionalLong.empty();
        }
        TimeIndex.Place place = found.get();
        try {
            cursor.moveTo(place.file(), place.documentOffset());
        } catch (DamagedExcerptException e) { // what was archived is not what was sealed
            throw new DamagedTapeException(place.number(), String.valueOf(e.getMessage()));
        }
        return OptionalLong.of(place.number());
    }
}
