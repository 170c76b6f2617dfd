package io.onetape.backtest.importer;

import java.util.List;

/**
 * What an import found, by the venue's names, each list in their order.
 *
 * @param inferred on the tape, with tick and lot sizes that the venue's own list did not tell
 * @param absent asked for, but no line was about them
 * @param leftOut in the recording, but not asked for
 */
public record ImportedSymbols(List<String> inferred, List<String> absent, List<String> leftOut) {
    /** Where nobody looked. */
    public static final ImportedSymbols NONE = new ImportedSymbols(List.of(), List.of(), List.of());

    public ImportedSymbols {
        inferred = List.copyOf(inferred);
        absent = List.copyOf(absent);
        leftOut = List.copyOf(leftOut);
    }
}
