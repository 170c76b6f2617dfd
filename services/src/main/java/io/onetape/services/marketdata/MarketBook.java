package io.onetape.services.marketdata;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookTopEncoder;
import io.onetape.journal.schema.Market;
import io.onetape.replay.Emitter;

/** One instrument's book and what was last said of it. Mutable, single-threaded. */
final class MarketBook {
    final int instrument;
    final Market market;
    final BookSync sync;
    final TopOfBook top = new TopOfBook();
    String symbol;
    long seenNanos = Fixed8.NULL; // when something of it came last; null while silence does not count

    MarketBook(int instrument, Market market, String symbol) {
        this(instrument, market, symbol, new BookSync(market));
    }

    MarketBook(int instrument, Market market, String symbol, BookSync sync) {
        this.instrument = instrument;
        this.market = market;
        this.symbol = symbol;
        this.sync = sync;
    }

    /** Emits a BookTop if the top has changed. */
    void emitTop(BookTopEncoder encoder, Emitter out) {
        if (top.update(sync.book, sync.status())) {
            top.encode(out.begin(encoder, instrument), sync.lastUpdateId, sync.exchangeNanos);
            out.emit();
        }
    }
}
