package io.onetape.replay;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.sequencer.Sequencer;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * All processors in one JVM around one tape, first in, first out: a record is read back from the tape, given to every processor in order, and what they emit
 * goes to the end of the tape. So the tape itself is the queue. A fact is run to quiescence before the next one. Single-threaded.
 */
public final class Pipeline implements AutoCloseable {
    /** Sees every record after the processors have, but those that it passes over. */
    public interface Observer {
        /** Sees nothing. */
        Observer NONE = new Observer() {
            @Override
            public boolean passesOver(int templateId) {
                return true;
            }

            @Override
            public void onRecord(RecordView record) {}
        };

        void onRecord(RecordView record);

        /** True if it has no use for records of this type; it may see some nevertheless. */
        default boolean passesOver(int templateId) {
            return false;
        }
    }

    /** Who hears of records of one type. */
    private static final class Audience {
        final Host[] hosts;
        final boolean observed;

        Audience(Host[] hosts, boolean observed) {
            this.hosts = hosts;
            this.observed = observed;
        }

        boolean isNobody() {
            return hosts.length == 0 && !observed;
        }
    }

    private final Sequencer sequencer;
    private final TapeWriter writer;
    private final TapeReader reader;
    private final Host[] hosts;
    private final Audience everybody;
    private @Nullable Audience[] audiences = {}; // by type of record; null: not found out yet
    private long attentiveFromNanos = Long.MIN_VALUE; // of all together
    private final Observer observer;
    private long given; // sequence of the last record that every processor has

    /** Over a tape that {@code writer} has just begun; the processors' sources are defined on it at {@code startNanos}. */
    public Pipeline(Tape tape, TapeWriter writer, List<Processor> processors, long startNanos, Observer observer) {
        this.sequencer = new Sequencer(writer);
        this.writer = writer;
        this.observer = observer;
        this.reader = tape.reader();
        hosts = new Host[processors.size()];
        for (int i = 0; i < hosts.length; i++) {
            int source = writer.define(SourceKind.PROCESSOR, processors.get(i).name(), startNanos);
            hosts[i] = new Host(processors.get(i), source, sequencer::sequence);
        }
        everybody = new Audience(hosts, true);
    }

    /** Sequences a fact that has its source and number, at a time that does not go back, and runs until nothing follows from it any more. */
    public void accept(RecordDraft fact, long nanos) {
        sequencer.sequence(fact, nanos);
        run();
    }

    /** The same of a fact of {@code source} that is bytes already. */
    public void accept(DirectBuffer fact, int length, int source, long nanos) {
        sequencer.sequence(fact, length, source, nanos);
        run();
    }

    /** The same of a record of another tape, as the next fact of {@code source}; on a tape that passes it is not copied. */
    public void acceptFact(RecordView fact, int source, long nanos) {
        if (!writer.passes()) {
            sequencer.sequenceFact(fact, source, nanos);
        } else {
            if (writer.startsCycleAt(nanos)) {
                writer.startCycleAt(nanos);
                run();
            }
            if (passUnread(fact.templateId(), source, 1, nanos)) {
                return;
            }
            give(sequencer.passFact(fact, source, nanos));
        }
        run();
    }

    /**
     * The next {@code count} facts of {@code source}, all of one type and the last of them at {@code lastNanos}, take their places on a tape that passes. False, and nothing done, if it does not, if one of them
     * begins a cycle, or if somebody reads them: then each has to be given to {@link #acceptFact}.
     */
    public boolean passUnread(int templateId, int source, long count, long lastNanos) {
        if (!writer.passes()
                || given != writer.lastSequence()
                || writer.startsCycleAt(lastNanos)
                || !audienceAt(Math.max(lastNanos, writer.lastNanos()), templateId)
                        .isNobody()) {
            return false;
        }
        sequencer.passUnread(source, count, lastNanos);
        given += count;
        return true;
    }

    /** Runs until every record on the tape has been given to every processor. */
    public void run() {
        while (given < writer.lastSequence()) {
            if (!reader.next()) {
                throw new IllegalStateException(
                        "expected sequence " + (given + 1) + " on the tape that was just written");
            }
            give(reader.record());
        }
    }

    private void give(RecordView record) {
        Audience audience = audienceAt(record.recordedAtNanos(), record.templateId());
        Host[] told = audience.hosts;
        for (int i = 0; i < told.length; i++) {
            told[i].deliver(record);
        }
        if (told.length > 0) {
            long earliest = Long.MAX_VALUE;
            for (int i = 0; i < hosts.length; i++) {
                earliest = Math.min(earliest, hosts[i].attentiveFromNanos());
            }
            attentiveFromNanos = earliest;
        }
        if (audience.observed) {
            observer.onRecord(record);
        }
        given = record.sequence();
    }

    private Audience audienceAt(long nanos, int templateId) {
        return nanos < attentiveFromNanos ? audienceOf(templateId) : everybody;
    }

    /** Those that do not pass over records of this type. */
    private Audience audienceOf(int templateId) {
        if (templateId >= audiences.length) {
            audiences = Arrays.copyOf(audiences, templateId + 1);
        }
        Audience found = audiences[templateId];
        if (found == null) {
            Host[] heeding = Arrays.stream(hosts)
                    .filter(host -> !host.processor().passesOver(templateId))
                    .toArray(Host[]::new);
            found = new Audience(heeding, TapeWriter.defines(templateId) || !observer.passesOver(templateId));
            audiences[templateId] = found;
        }
        return found;
    }

    /** The writer of the tape. */
    public TapeWriter tape() {
        return writer;
    }

    @Override
    public void close() {
        reader.close();
    }
}
