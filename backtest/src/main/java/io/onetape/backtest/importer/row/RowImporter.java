package io.onetape.backtest.importer.row;

import io.onetape.backtest.importer.FactSink;
import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.Tally;
import io.onetape.backtest.importer.UnfinishedImportException;
import io.onetape.backtest.importer.line.TruncatedInputException;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.FeedStatusChangedEncoder;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Imports files of rows. The result is a function of the files' content, their order and the request. A record's time is its message's receive stamp, where
 * the file has none the venue's time, or that of the record before it if the time runs backwards. Each instrument is defined in front of its first fact, by
 * what the first rows tell. Memory is bounded by the longest message and the number of files that overlap in time. One use, one thread.
 */
public final class RowImporter {
    private static final int MOST_ROWS_AHEAD = 20_000;

    private final ImportRequest request;
    private final RowFormats formats;
    private final Listings listings;
    private final FactSink sink;
    private final RecordDraft fact = new RecordDraft();
    private final RecordDraft other = new RecordDraft();
    private final InstrumentDefinedEncoder defined = new InstrumentDefinedEncoder();
    private final FeedStatusChangedEncoder feed = new FeedStatusChangedEncoder();
    private Map<Listing, Track> tracks = new HashMap<>(); // looked up, never iterated
    private int instruments;
    private long recordedAtNanos = Long.MIN_VALUE;

    /** {@code formats} find their symbols in {@code listings}. */
    public RowImporter(ImportRequest request, RowFormats formats, Listings listings, FactSink sink) {
        this.request = request;
        this.formats = formats;
        this.listings = listings;
        this.sink = sink;
    }

    /**
     * Imports everything.
     *
     * @throws UnusableFileException if a file is of no format that is known here; nothing has reached the sink then
     * @throws UnfinishedImportException if a compressed file ends early; what came before that has reached the sink
     * @throws io.onetape.backtest.importer.RejectedLineException if the request is strict and a line is rejected
     * @throws IOException if a file cannot be read, or the reject file not be written
     */
    public ImportResult run() throws IOException {
        lookAhead();
        tracks = new HashMap<>();
        try (MergedRows rows = new MergedRows(request.files(), formats, request.read());
                Tally tally = new Tally(request.strict(), request.rejectFile())) {
            try {
                while (rows.next(tally)) {
                    importMessage(rows.current(), tally);
                }
            } catch (TruncatedInputException e) {
                throw new UnfinishedImportException(e, tally.result());
            }
            return tally.result().with(listings.symbols());
        }
    }

    /** Reads the first rows once before the import begins, so that the first definition of an instrument is a good one. */
    private void lookAhead() throws IOException {
        try (MergedRows rows = new MergedRows(request.files(), formats, bytes -> {});
                Tally uncounted = new Tally(false, Optional.empty())) {
            int count = 0;
            while (count < MOST_ROWS_AHEAD && rows.next(uncounted)) {
                RowSource source = rows.current();
                count += source.rows();
                if (!source.isSpoiled()) {
                    source.format().write(fact, track(source.format().listing()));
                }
            }
        } catch (TruncatedInputException e) {
            return; // the import meets it again, and has lines to show for it
        }
    }

    private void importMessage(RowSource source, Tally tally) {
        RowFormat format = source.format();
        if (source.isSpoiled()) {
            tally.skip("message beside a rejected row", source.rows());
            return;
        }
        Listing listing = format.listing();
        Track track = track(listing);
        if (source.takeDamage(listing)) {
            track.miss();
        }
        String restart = format.restart(track);
        if (!format.write(fact, track)) {
            tally.skip(format.skip(), source.rows());
            return;
        }
        recordedAtNanos = Math.max(recordedAtNanos, source.orderNanos());
        define(listing, tally);
        if (!restart.isEmpty()) {
            report(FeedStatus.DISCONNECTED, restart, listing);
            report(FeedStatus.CONNECTED, restart, listing);
        }
        fact.buffer().putInt(RecordHeader.INSTRUMENT, listing.instrument());
        sink.accept(fact, recordedAtNanos);
        tally.record();
        tally.joined(source.rows() - 1);
    }

    private Track track(Listing listing) {
        return tracks.computeIfAbsent(listing, l -> new Track());
    }

    private void define(Listing listing, Tally tally) {
        if (listing.takeOutdated()) {
            int id = listing.instrument() > 0 ? listing.instrument() : ++instruments;
            listing.define(other, defined, id);
            sink.accept(other, recordedAtNanos);
            tally.instrument();
        }
    }

    private void report(FeedStatus status, String why, Listing listing) {
        other.begin(feed, listing.instrument()).status(status).detail(why);
        sink.accept(other, recordedAtNanos);
    }
}
