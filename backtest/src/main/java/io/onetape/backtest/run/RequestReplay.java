package io.onetape.backtest.run;

import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.run.clock.DelayedRecords;
import io.onetape.backtest.run.clock.ExchangeFeed;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.TapeReader;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.ExpandableArrayBuffer;

/**
 * The requests that stand on a session's tape, sent once more at their recorded times, to a simulated venue over the recorded market facts. What the session's own venue answered
 * is not looked at, and nothing is decided anew. Memory does not grow with the tape. Single-threaded.
 *
 * @param shiftNanos added to every local time; 0 on our clock
 * @param onOurClock a market fact happens when it is recorded, as for the venue of paper trading; else when it happened at the exchange
 */
public record RequestReplay(SourceScan scan, long shiftNanos, boolean onOurClock) {
    /** Gives the simulated venue's answers in the order in which we would have heard them; those that are under way after the last record are lost. */
    public void run(VenueSettings settings, LatencySettings latency, long seed, Consumer<RecordView> answers) {
        boolean withQuotes = settings.quotesMoveTheBook();
        Supplier<ExchangeFeed> feed = () ->
                onOurClock ? ExchangeFeed.onOurClock(scan, withQuotes) : new ExchangeFeed(scan, shiftNanos, withQuotes);
        try (ExchangeFeed market = feed.get();
                TapeReader reader = scan.checked().reader()) {
            run(new VenueSide(settings, latency, seed, market), reader, answers);
        }
    }

    private void run(VenueSide venue, TapeReader reader, Consumer<RecordView> answers) {
        Sources sources = new Sources();
        Shifted shifted = new Shifted(shiftNanos);
        long lastNanos = Long.MIN_VALUE;
        while (reader.number() < scan.lastSequence() && reader.next()) {
            RecordView record = shifted.of(reader.record());
            sources.apply(record);
            lastNanos = record.recordedAtNanos();
            SourceKind kind = sources.find(record.source()).map(Source::kind).orElse(SourceKind.NULL_VAL);
            if (kind != SourceKind.PROCESSOR) {
                while (venue.isBefore(lastNanos, record.instrument())) {
                    venue.step();
                }
            }
            hear(venue.answers(), lastNanos, answers);
            venue.send(record);
        }
        while (venue.nanos() <= lastNanos) {
            venue.step();
        }
        hear(venue.answers(), lastNanos, answers);
    }

    private static void hear(DelayedRecords under, long nanos, Consumer<RecordView> answers) {
        while (!under.isEmpty() && under.nanos() <= nanos) {
            answers.accept(under.record());
            under.remove();
        }
    }

    /** Records with their local times shifted. */
    private static final class Shifted {
        private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
        private final RecordView view = new RecordView();
        private final long nanos;

        Shifted(long nanos) {
            this.nanos = nanos;
        }

        RecordView of(RecordView record) {
            if (nanos == 0) {
                return record;
            }
            buffer.putBytes(0, record.buffer(), 0, record.length());
            buffer.putLong(RecordHeader.RECORDED_AT_NANOS, record.recordedAtNanos() + nanos);
            return view.wrap(buffer, 0, record.length());
        }
    }
}
