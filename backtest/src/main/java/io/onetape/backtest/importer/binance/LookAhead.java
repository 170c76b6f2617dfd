package io.onetape.backtest.importer.binance;

import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.binance.capture.LineHead;
import io.onetape.backtest.importer.binance.capture.LineSource;
import io.onetape.backtest.importer.binance.capture.MergedLines;
import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.line.TruncatedInputException;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.listing.Listings;
import java.io.IOException;

/**
 * Reads the first lines of an import once before it begins, so that the first definition of an instrument is a good one and a snapshot without a
 * symbol in the first line is known to be about the only symbol. If one symbol is asked for it reads on until a frame is about it. What is wrong with these lines is told by the import itself.
 */
final class LookAhead {
    private static final int MOST_LINES = 20_000;
    private static final int FEWEST_LINES = 2_000;
    private static final int ENOUGH_NUMBERS = 10_000;

    private final FrameReader frames;
    private final Listings listings;

    LookAhead(FrameReader frames, Listings listings) {
        this.frames = frames;
        this.listings = listings;
    }

    /** Fills the listings. */
    void run(ImportRequest request) throws IOException {
        try (MergedLines lines = new MergedLines(request, bytes -> {})) {
            for (int count = 0; isDue(count) && lines.next(); count++) {
                if (count % FEWEST_LINES == FEWEST_LINES - 1 && isEnough()) {
                    return;
                }
                read(lines.current());
            }
        } catch (TruncatedInputException e) {
            return; // the import meets it again, and has lines to show for it
        }
    }

    private boolean isDue(int count) {
        return count < MOST_LINES || listings.awaitsTheOnlyWanted();
    }

    private void read(LineSource source) {
        LineHead head = source.head();
        if (!head.problem().isEmpty() || !head.skip().isEmpty()) {
            return;
        }
        try {
            if (frames.read(source.line(), head)) {
                frames.listing().countFact();
            }
        } catch (BadLine bad) {
            return; // the import counts it
        }
    }

    private boolean isEnough() {
        return !listings.all().isEmpty()
                && !listings.awaitsTheOnlyWanted()
                && listings.all().stream()
                        .filter(Listing::wanted)
                        .allMatch(l -> l.quantities().seen() >= ENOUGH_NUMBERS);
    }
}
