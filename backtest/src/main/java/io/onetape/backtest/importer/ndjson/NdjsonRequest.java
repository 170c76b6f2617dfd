package io.onetape.backtest.importer.ndjson;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to import.
 *
 * @param files exports of one tape that continue each other, in this order
 * @param strict the first rejected line ends the import
 * @param rejectFile where rejected lines are kept; without it they are counted and the first few shown
 */
public record NdjsonRequest(List<Path> files, boolean strict, Optional<Path> rejectFile) {
    public NdjsonRequest {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("expected at least one file to import, found none");
        }
        files = List.copyOf(files);
    }
}
