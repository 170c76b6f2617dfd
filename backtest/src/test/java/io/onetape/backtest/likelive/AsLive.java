package io.onetape.backtest.likelive;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import io.onetape.journal.schema.SourceDefinedDecoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import org.agrona.ExpandableArrayBuffer;

/** A backtest's tape as if a venue outside had answered: nothing says that it was simulated, and the local clock may be wrong. */
final class AsLive {
    private AsLive() {}

    static MemoryTape of(Tape backtest, long clockNanos) {
        MemoryTape live = new MemoryTape(5, RollCycle.DAY);
        Sources sources = new Sources();
        ExpandableArrayBuffer bytes = new ExpandableArrayBuffer();
        try (TapeReader reader = backtest.reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                long nanos = record.recordedAtNanos() + clockNanos;
                sources.apply(record);
                switch (record.templateId()) {
                    case CycleStartedDecoder.TEMPLATE_ID,
                            SourceDefinedDecoder.TEMPLATE_ID,
                            SimulationConfiguredDecoder.TEMPLATE_ID -> {
                        // the live tape's own, or none
                    }
                    default -> {
                        Source from = sources.find(record.source()).orElseThrow();
                        boolean processor = from.kind() == SourceKind.PROCESSOR;
                        int source = live.writer()
                                .define(processor ? SourceKind.PROCESSOR : SourceKind.OUTSIDE, from.name(), nanos);
                        bytes.putBytes(0, record.buffer(), 0, record.length());
                        bytes.putLong(
                                RecordHeader.SOURCE_SEQUENCE,
                                live.writer().sources().last(source) + 1);
                        live.writer().append(bytes, record.length(), source, nanos);
                    }
                }
            }
        }
        return live;
    }
}
