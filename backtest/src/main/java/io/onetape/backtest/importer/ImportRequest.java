package io.onetape.backtest.importer;

import io.onetape.journal.schema.Market;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * What to import.
 *
 * @param files recordings that continue each other, in this order
 * @param snapshotFiles recordings of REST replies, merged into {@code files} by their receive stamps
 * @param symbols the venue's names to keep, in any case; empty keeps all
 * @param strict the first rejected line ends the import
 * @param rejectFile where rejected lines are kept; without it they are counted and the first few shown
 * @param read hears of each further piece of the files, packed as they are, how many bytes it has
 */
public record ImportRequest(
        List<Path> files,
        List<Path> snapshotFiles,
        Market market,
        Set<String> symbols,
        boolean strict,
        Optional<Path> rejectFile,
        LongConsumer read) {
    public ImportRequest {
        if (files.isEmpty() && snapshotFiles.isEmpty()) {
            throw new IllegalArgumentException("expected at least one file to import, found none");
        }
        files = List.copyOf(files);
        snapshotFiles = List.copyOf(snapshotFiles);
        symbols = Set.copyOf(symbols);
    }

    /** Nobody hears how far it is. */
    public ImportRequest(
            List<Path> files,
            List<Path> snapshotFiles,
            Market market,
            Set<String> symbols,
            boolean strict,
            Optional<Path> rejectFile) {
        this(files, snapshotFiles, market, symbols, strict, rejectFile, bytes -> {});
    }

    /** Everything in {@code files}, lenient, without a reject file. */
    public static ImportRequest of(Market market, List<Path> files) {
        return new ImportRequest(files, List.of(), market, Set.of(), false, Optional.empty());
    }
}
