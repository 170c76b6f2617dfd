package io.onetape.backtest.likelive;

import io.onetape.backtest.paper.PaperVenue;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.SourceKind;

/** Who filled the orders of a tape. */
public enum SessionKind {
    /** A venue, which lives in exchange time. */
    LIVE,
    /** The simulated venue of paper trading, which lives on our clock. */
    PAPER,
    /** The simulated venue of a backtest, which lives in exchange time. */
    BACKTEST;

    static SessionKind of(Sources sources) {
        for (Source source : sources.all()) {
            if (source.kind() == SourceKind.SIMULATED_VENUE) {
                return BACKTEST;
            }
            if (source.kind() == SourceKind.PROCESSOR && source.name().equals(PaperVenue.NAME)) {
                return PAPER;
            }
        }
        return LIVE;
    }
}
