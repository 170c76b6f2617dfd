package io.onetape.backtest.importer.tardis;

import io.onetape.backtest.importer.fact.BookFact;
import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.line.Levels;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.backtest.importer.row.CsvHeader;
import io.onetape.backtest.importer.row.Track;
import io.onetape.journal.record.RecordDraft;

/** The best levels after each change, as many as the file has columns for: each row is a whole snapshot, counted by the import. Single-threaded. */
final class SnapshotRows extends TardisFormat {
    private final Side bids;
    private final Side asks;
    private final BookFact book = new BookFact();

    SnapshotRows(CsvHeader header, Listings listings) {
        super(header, listings);
        bids = new Side(header, "bids");
        asks = new Side(header, "asks");
    }

    /** The columns of one side, and a row's levels. */
    private final class Side {
        private final int[] prices;
        private final int[] amounts;
        private final String name;
        private final Levels levels = new Levels();

        Side(CsvHeader header, String name) {
            this.name = name;
            int depth = 0;
            while (header.has(name + "[" + depth + "].price", name + "[" + depth + "].amount")) {
                depth++;
            }
            prices = new int[depth];
            amounts = new int[depth];
            for (int i = 0; i < depth; i++) {
                prices[i] = column(name + "[" + i + "].price");
                amounts[i] = column(name + "[" + i + "].amount");
            }
        }

        /** A thin book leaves the columns of its missing levels empty. */
        Levels read() {
            levels.clear();
            for (int i = 0; i < prices.length; i++) {
                if (row.isEmpty(prices[i]) != row.isEmpty(amounts[i])) {
                    throw new BadLine(name + "[" + i + "]: expected a price and an amount, found one of them");
                }
                if (!row.isEmpty(prices[i])) {
                    levels.add(row.decimal(prices[i], name), row.decimal(amounts[i], name));
                }
            }
            return levels;
        }
    }

    @Override
    boolean readRest() {
        bids.read();
        asks.read();
        return true;
    }

    @Override
    public boolean write(RecordDraft draft, Track track) {
        book.snapshot(draft, times(), track.nextCounted(), bids.levels, asks.levels, listing());
        return true;
    }
}
