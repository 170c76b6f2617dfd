package io.onetape.journal.reference;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.SourceDefinedDecoder;
import io.onetape.journal.schema.SourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sources of a tape and the last number that each has on it. A function of the records seen so far; single-threaded. */
public final class Sources {
    private final SourceDefinedDecoder defined = new SourceDefinedDecoder();
    private final CycleStartedDecoder cycle = new CycleStartedDecoder();
    private final @Nullable Source[] byNumber = new Source[Source.MAX_SOURCES];
    private final long[] lastSourceSequence = new long[Source.MAX_SOURCES];
    private final long[] lastSequence = new long[Source.MAX_SOURCES];

    /** Learns the number of a record on the tape, and what a SourceDefined or CycleStarted says. */
    public void apply(RecordView record) {
        apply(record, record.source(), record.sequence());
    }

    /** Learns a record that stands on the tape under this source and sequence, whatever its own header says. */
    public void apply(RecordView record, int source, long sequence) {
        int templateId = record.templateId();
        if (templateId == CycleStartedDecoder.TEMPLATE_ID) {
            restore(record.decode(cycle));
        } else if (templateId == SourceDefinedDecoder.TEMPLATE_ID) {
            record.decode(defined);
            byNumber[defined.number()] = new Source(defined.number(), defined.kind(), defined.name());
        }
        met(source, record.sourceSequence(), sequence);
    }

    /** Learns the number of a record that defines nothing. */
    public void met(int source, long sourceSequence, long sequence) {
        lastSourceSequence[source] = sourceSequence;
        lastSequence[source] = sequence;
    }

    /** The sequence of the last record of this source that was seen; 0 if none was, although earlier cycles may have some. */
    public long lastSequence(int source) {
        return lastSequence[source];
    }

    /** The last number that this source has on the tape, 0 if none. */
    public long last(int source) {
        return lastSourceSequence[source];
    }

    public Optional<Source> find(int number) {
        return Optional.ofNullable(number >= 0 && number < byNumber.length ? byNumber[number] : null);
    }

    public Optional<Source> byName(String name) {
        return all().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** True if a processor of this number emitted the record: a replay regenerates it. */
    public boolean isDerived(int number) {
        Source source = byNumber[number];
        return source != null && source.kind() == SourceKind.PROCESSOR;
    }

    /** True if the records of this number are facts from outside. */
    public boolean isOutside(int number) {
        Source source = byNumber[number];
        return source != null && source.kind() == SourceKind.OUTSIDE;
    }

    /** All, by number. */
    public List<Source> all() {
        List<Source> all = new ArrayList<>();
        for (Source source : byNumber) {
            if (source != null) {
                all.add(source);
            }
        }
        return all;
    }

    private void restore(CycleStartedDecoder from) {
        for (CycleStartedDecoder.SourcesDecoder source : from.sources()) {
            int number = source.number();
            SourceKind kind = source.kind();
            lastSourceSequence[number] = source.lastSourceSequence();
            byNumber[number] = new Source(number, kind, source.name());
        }
    }
}
