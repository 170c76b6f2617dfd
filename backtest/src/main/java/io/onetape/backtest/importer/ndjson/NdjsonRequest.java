package io.onetape.backtest.importer.ndjson;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * What to import.
 *
 * @param files exports of one tape that continue each other, in this order
 * @param strict the first rejected line ends the import
 * @param rejectFile where rejected lines are kept; without it they are counted and the first few shown
 * @param read hears of each further piece of the files, packed as they are, how many bytes it has
 */
public record NdjsonRequest(List<Path> files, boolean strict, Optional<Path> rejectFile, LongConsumer read) {
    public NdjsonRequest {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("expected at least one file to import, found none");
        }
        files = List.copyOf(files);
    }

    /** Nobody hears how far it is. */
    public NdjsonRequest(List<Path> files, boolean strict, Optional<Path> rejectFile) {
        this(files, strict, rejectFile, bytes -> {});
    }
}
