package io.onetape.backtest.run;

import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.run.clock.DelayedRecords;
import io.onetape.backtest.run.clock.ExchangeFeed;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.RecordedLatencyDecoder;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.ParityCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the simulated venue of a backtest's tape again, from the settings, market facts and requests that are on the tape, and compares its answers with the
 * recorded ones, byte for byte but for sequence and checksum. With the parity check of the processors, which takes the answers as given, every record of a
 * backtest is then checked but the recorded facts. Single-threaded; one use.
 */
public final class SimulationCheck {
    private final SimulationConfiguredDecoder configured = new SimulationConfiguredDecoder();
    private final Tape tape;
    private final Sources sources = new Sources();
    private long compared;

    public SimulationCheck(Tape tape) {
        this.tape = tape;
    }

    /** The first answer that the venue would not give now, or does not give at this place; empty if there is none, or no simulation on the tape. */
    public Optional<ParityCheck.Difference> run() {
        SourceScan scan = SourceScan.of(tape);
        if (scan.sources().all().stream().noneMatch(source -> source.kind() == SourceKind.SIMULATED_VENUE)) {
            return Optional.empty(); // paper trading: the venue is a processor, and checked as one
        }
        try (TapeReader reader = tape.reader()) {
            while (reader.number() < scan.lastSequence() && reader.next()) {
                RecordView record = reader.record();
                sources.apply(record);
                if (record.templateId() == SimulationConfiguredDecoder.TEMPLATE_ID) {
                    record.decode(configured);
                    VenueSettings settings = VenueSettings.of(configured);
                    boolean withQuotes = settings.quotesMoveTheBook();
                    try (ExchangeFeed market = new ExchangeFeed(scan, 0, withQuotes)) {
                        VenueSide venue =
                                new VenueSide(settings, latency(record.sequence()), configured.seed(), market);
                        return compare(reader, scan, venue);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** As configured; recorded ones are the facts behind that record. */
    private LatencySettings latency(long sequence) {
        LatencySettings latency = LatencySettings.of(configured);
        if (!LatencySettings.areRecorded(configured)) {
            return latency;
        }
        List<RecordView> recorded = new ArrayList<>();
        try (TapeReader behind = tape.reader()) {
            behind.seek(sequence + 1);
            boolean more = true;
            while (more && behind.next()) {
                RecordView record = behind.record();
                boolean derived = record.causedBy() != 0;
                more = derived || record.templateId() == RecordedLatencyDecoder.TEMPLATE_ID;
                if (more && !derived) {
                    recorded.add(new RecordCopy(record).view());
                }
            }
        }
        return latency.with(recorded);
    }

    /** Answers that were compared. */
    public long compared() {
        return compared;
    }

    private Optional<ParityCheck.Difference> compare(TapeReader reader, SourceScan scan, VenueSide venue) {
        DelayedRecords answers = venue.answers();
        while (reader.number() < scan.lastSequence() && reader.next()) {
            RecordView record = reader.record();
            sources.apply(record);
            SourceKind kind = sources.find(record.source()).map(Source::kind).orElse(SourceKind.NULL_VAL);
            if (kind == SourceKind.OUTSIDE || kind == SourceKind.SIMULATED_VENUE) {
                while (venue.isBefore(record.recordedAtNanos(), record.instrument())) {
                    venue.step();
                }
            }
            if (kind == SourceKind.SIMULATED_VENUE) {
                // Without latency an answer is heard when it is given, so that what it answers does not come before it.
                while (answers.isEmpty() && venue.nanos() <= record.recordedAtNanos()) {
                    venue.step();
                }
                if (answers.isEmpty() || !isSame(answers, record)) {
                    return Optional.of(difference(record, answers));
                }
                compared++;
                answers.remove();
            } else if (kind == SourceKind.OUTSIDE && isOverdue(answers, record)) {
                return Optional.of(difference(record, answers));
            }
            venue.send(record);
        }
        return Optional.empty();
    }

    private static boolean isOverdue(DelayedRecords answers, RecordView fact) {
        return !answers.isEmpty()
                && (answers.nanos() < fact.recordedAtNanos()
                        || (answers.nanos() == fact.recordedAtNanos() && answers.instrument() < fact.instrument()));
    }

    private static ParityCheck.Difference difference(RecordView found, DelayedRecords answers) {
        return new ParityCheck.Difference(
                found.sequence(),
                ResultTape.VENUE,
                new RecordCopy(found),
                answers.isEmpty() ? Optional.empty() : Optional.of(new RecordCopy(answers.record())));
    }

    private static boolean isSame(DelayedRecords answers, RecordView record) {
        RecordView answer = answers.record();
        long correlation = answer.correlation() == 0 ? record.sequence() : answer.correlation(); // as the tape's writer
        return answer.templateId() == record.templateId()
                && answer.instrument() == record.instrument()
                && answers.nanos() == record.recordedAtNanos()
                && answer.causedBy() == record.causedBy()
                && correlation == record.correlation()
                && answer.hasSameBytesFrom(record, RecordHeader.LENGTH);
    }
}
