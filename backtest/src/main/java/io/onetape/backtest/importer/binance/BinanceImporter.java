package io.onetape.backtest.importer.binance;

import io.onetape.backtest.importer.FactSink;
import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.Tally;
import io.onetape.backtest.importer.UnfinishedImportException;
import io.onetape.backtest.importer.binance.capture.LineHead;
import io.onetape.backtest.importer.binance.capture.LineSource;
import io.onetape.backtest.importer.binance.capture.MergedLines;
import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.line.TruncatedInputException;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.backtest.importer.listing.Listings;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import java.io.IOException;

/**
 * Imports recordings of Binance. The result is a function of the files' content, their order and the request: no clock, zone or locale reaches it. A
 * record's time is its line's receive stamp, or that of the record before it if the stamp runs backwards. Exchange times stay as the venue sent them,
 * also where they lie ahead of the receive clock. Each instrument is defined in front of its first fact, by the venue's own list if the recording holds
 * one and else by what its first lines tell, and again as soon as more is known. One use, one thread.
 */
public final class BinanceImporter {
    private final ImportRequest request;
    private final FactSink sink;
    private final Listings listings;
    private final FrameReader frames;
    private final RecordDraft definition = new RecordDraft();
    private final InstrumentDefinedEncoder defined = new InstrumentDefinedEncoder();
    private int instruments;
    private long recordedAtNanos = Long.MIN_VALUE;

    public BinanceImporter(ImportRequest request, FactSink sink) {
        this.request = request;
        this.sink = sink;
        this.listings = new Listings(request);
        this.frames = new FrameReader(listings);
    }

    /**
     * Imports everything.
     *
     * @throws UnfinishedImportException if a compressed file ends early; what came before that has reached the sink
     * @throws io.onetape.backtest.importer.RejectedLineException if the request is strict and a line is rejected
     * @throws IOException if a file cannot be read, or the reject file not be written
     */
    public ImportResult run() throws IOException {
        new LookAhead(frames, listings).run(request);
        try (Tally tally = new Tally(request.strict(), request.rejectFile());
                MergedLines lines = new MergedLines(request, request.read())) {
            try {
                while (lines.next()) {
                    importLine(lines.current(), tally);
                }
            } catch (TruncatedInputException e) {
                throw new UnfinishedImportException(e, tally.result());
            }
            return tally.result().with(listings.symbols());
        }
    }

    private void importLine(LineSource source, Tally tally) throws IOException {
        LineHead head = source.head();
        if (!head.problem().isEmpty()) {
            tally.reject(source.line(), head.problem());
        } else if (!head.skip().isEmpty()) {
            tally.skip(head.skip());
        } else {
            importFrame(source, head, tally);
        }
    }

    private void importFrame(LineSource source, LineHead head, Tally tally) throws IOException {
        boolean made;
        try {
            made = frames.read(source.line(), head);
        } catch (BadLine bad) {
            tally.reject(source.line(), bad.getMessage());
            return;
        }
        if (!made) {
            tally.skip(frames.skip());
            return;
        }
        recordedAtNanos = Math.max(recordedAtNanos, head.stampNanos());
        emit(frames.listing(), tally);
        tally.record();
    }

    private void emit(Listing listing, Tally tally) {
        if (listing.takeOutdated()) {
            int id = listing.instrument() > 0 ? listing.instrument() : ++instruments;
            listing.define(definition, defined, id);
            sink.accept(definition, recordedAtNanos);
            tally.instrument();
        }
        listing.countFact();
        RecordDraft fact = frames.draft();
        fact.buffer().putInt(RecordHeader.INSTRUMENT, listing.instrument());
        sink.accept(fact, recordedAtNanos);
    }
}
