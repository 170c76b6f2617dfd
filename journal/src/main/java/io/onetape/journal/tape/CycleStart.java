package io.onetape.journal.tape;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.CycleStartedEncoder;
import java.util.List;

/** Writes the record that a cycle begins with: what numbers mean from here on, and how far each source has come. Single-threaded. */
final class CycleStart {
    private final CycleStartedEncoder encoder = new CycleStartedEncoder();

    /** Begins {@code draft} with it; the header's numbers stay the caller's. */
    void begin(RecordDraft draft, long tapeId, int previousCrc32c, Sources sources, Instruments instruments) {
        CycleStartedEncoder record = draft.begin(encoder, 0);
        record.tapeId(tapeId).previousCrc32c(previousCrc32c & 0xFFFF_FFFFL);
        List<Source> known = sources.all();
        CycleStartedEncoder.SourcesEncoder sourceGroup = record.sourcesCount(known.size());
        for (Source source : known) {
            sourceGroup.next().number(source.number()).kind(source.kind());
            sourceGroup.lastSourceSequence(sources.last(source.number())).name(source.name());
        }
        List<Instrument> all = instruments.all();
        CycleStartedEncoder.InstrumentsEncoder group = record.instrumentsCount(all.size());
        for (Instrument one : all) {
            one.encode(group.next());
        }
    }
}
