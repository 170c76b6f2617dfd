package io.onetape.benchmarks.backtest;

import io.onetape.backtest.run.BacktestRun;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.LevelsView;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.sequencer.Sequencer;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.agrona.ExpandableArrayBuffer;

/**
 * A recording several times over, one tile behind the other: times and ids are shifted, so that each tile's snapshot is loaded again and nothing is missing in between. A row is one level
 * change or one print.
 */
public final class TiledMarket {
    private static final long BETWEEN_NANOS = 1_000_000;

    private final LevelsView levels = new LevelsView();
    private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(1 << 20);
    private final TapeWriter writer;
    private final Sequencer sequencer;
    private long shiftNanos;
    private long shiftId;
    private long lastUpdateId;
    private long rows;
    private int tiles;

    private TiledMarket(TapeWriter writer) {
        this.writer = writer;
        sequencer = new Sequencer(writer);
    }

    /** {@code args}: the recording's tape, a new folder, rows at least. */
    public static void main(String[] args) {
        try (TapeWriter writer = TapeFolder.create(Path.of(args[1]), BacktestSpeed.TAPE_ID, BacktestRun.ROLL)) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%,d rows",
                    write(TapeFolder.open(Path.of(args[0])), writer, Long.parseLong(args[2]))));
        }
    }

    /** Writes tiles until there are this many rows; returns how many there are. */
    static long write(Tape recording, TapeWriter writer, long rows) {
        TiledMarket market = new TiledMarket(writer);
        while (market.rows < rows) {
            market.tile(recording);
            if (market.rows == 0) {
                throw new IllegalArgumentException("expected a recording with depth or prints, found none");
            }
        }
        return market.rows;
    }

    private void tile(Tape recording) {
        try (TapeReader reader = recording.reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                if (tiles > 0 && reader.number() == 1) {
                    shiftNanos = writer.lastNanos() + BETWEEN_NANOS - record.recordedAtNanos();
                    shiftId = lastUpdateId;
                }
                put(record);
            }
        }
        tiles++;
    }

    private void put(RecordView record) {
        bytes.putBytes(0, record.buffer(), 0, record.length());
        switch (record.templateId()) {
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                if (tiles > 0) {
                    return;
                }
            }
            case DepthSnapshotDecoder.TEMPLATE_ID -> {
                shiftTimes();
                shiftId(DepthSnapshotDecoder.lastUpdateIdEncodingOffset());
                rows += levelsFrom(RecordHeader.LENGTH + record.blockLength());
            }
            case DepthUpdateDecoder.TEMPLATE_ID -> {
                shiftTimes();
                shiftId(DepthUpdateDecoder.firstUpdateIdEncodingOffset());
                shiftId(DepthUpdateDecoder.previousUpdateIdEncodingOffset());
                lastUpdateId = shiftId(DepthUpdateDecoder.lastUpdateIdEncodingOffset());
                rows += levelsFrom(RecordHeader.LENGTH + record.blockLength());
            }
            case QuoteUpdateDecoder.TEMPLATE_ID -> {
                shiftTimes();
                shiftId(QuoteUpdateDecoder.updateIdEncodingOffset());
            }
            case TradePrintDecoder.TEMPLATE_ID -> {
                shiftTimes();
                rows++;
            }
            default -> {
                return; // housekeeping is made anew
            }
        }
        append(record.length(), record.recordedAtNanos() + shiftNanos);
    }

    private int levelsFrom(int groups) {
        int bids = levels.wrap(bytes, groups);
        int count = levels.count();
        levels.wrap(bytes, bids);
        return count + levels.count();
    }

    /** All market facts begin with the same times. */
    private void shiftTimes() {
        shift(DepthUpdateDecoder.receivedNanosEncodingOffset(), shiftNanos);
        shift(DepthUpdateDecoder.eventNanosEncodingOffset(), shiftNanos);
        shift(DepthUpdateDecoder.transactionNanosEncodingOffset(), shiftNanos);
    }

    private long shiftId(int field) {
        return shift(field, shiftId);
    }

    private long shift(int field, long by) {
        long value = bytes.getLong(RecordHeader.LENGTH + field);
        long shifted = value == Fixed8.NULL ? value : value + by;
        bytes.putLong(RecordHeader.LENGTH + field, shifted);
        return shifted;
    }

    private void append(int length, long nanos) {
        int source = writer.define(SourceKind.OUTSIDE, "importer", nanos);
        bytes.putLong(RecordHeader.SOURCE_SEQUENCE, writer.sources().last(source) + 1);
        bytes.putLong(RecordHeader.CAUSED_BY, 0);
        bytes.putLong(RecordHeader.CORRELATION, 0);
        sequencer.sequence(bytes, length, source, nanos);
    }
}
