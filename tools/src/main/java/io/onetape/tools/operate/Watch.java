package io.onetape.tools.operate;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.AlertRaisedDecoder;
import io.onetape.journal.schema.OperatorCommandDecoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TradingResumedDecoder;
import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.runtime.HaltLatch;
import io.onetape.services.runtime.Run;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.runtime.RunStatus;
import io.onetape.tools.format.Json;
import io.onetape.tools.format.JsonRecord;
import io.onetape.tools.format.RecordLine;
import io.onetape.tools.format.References;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Follows a tape until certain records of the operator are on it and every service has dealt with them. What follows from a halt latch belongs to it: the
 * sequencer's process may have put that on the tape before the record arrives. Reads only; single-threaded.
 */
final class Watch implements AutoCloseable {
    private static final int LINES = 40;
    private static final long LOOK_NANOS = 5_000_000;

    private final RunPaths paths;
    private final boolean json;
    private final TapeReader reader;
    private final References references;
    private final RecordLine line;
    private final JsonRecord object;
    private final AlertRaisedDecoder alert = new AlertRaisedDecoder();
    private final Sources sources;
    private final List<Long> sequences = new ArrayList<>();
    private final List<Long> causes = new ArrayList<>();
    private final OperatorCommandDecoder command = new OperatorCommandDecoder();
    private final List<String> lines = new ArrayList<>();
    private Optional<String> refusal = Optional.empty();
    private final Set<String> hosted = new HashSet<>(); // looked up, never iterated
    private boolean resumed;

    /** From the tape's end on, or from {@code fromNanos}. */
    Watch(RunPaths paths, boolean json, long fromNanos) {
        this.paths = paths;
        this.json = json;
        TapeFolder tape = TapeFolder.open(paths.tape());
        this.reader = tape.follower();
        reader.seekLast();
        long end = reader.number();
        if (fromNanos < Long.MAX_VALUE) {
            reader.seekTime(fromNanos);
        }
        this.sources = tape.sources();
        this.references = new References(tape);
        this.line = new RecordLine(references, false, end, List.of());
        this.object = new JsonRecord(references, new Json());
    }

    /** What became of the operator's records with these numbers, by now or within so many seconds. */
    Answer await(long first, long last, int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        boolean complete = false;
        while (!complete && System.nanoTime() < end) {
            while (reader.next()) {
                take(reader.record(), first, last);
            }
            complete = sequences.size() > last - first && isQuiet();
            if (!complete) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        return new Answer(List.copyOf(sequences), List.copyOf(lines), refusal, complete, resumed);
    }

    private void take(RecordView record, long first, long last) {
        sources.apply(record);
        int operator = sources.byName(Run.OPERATOR).map(Source::number).orElse(-1);
        boolean ours =
                record.source() == operator && record.sourceSequence() >= first && record.sourceSequence() <= last;
        if (ours) {
            sequences.add(record.sequence());
        }
        if (ours || isOfLatch(record)) {
            causes.add(record.sequence());
        } else if (causes.contains(record.causedBy())) {
            answered(record);
        } else if (!causes.contains(record.correlation())) {
            return;
        }
        if (lines.size() < LINES) {
            lines.add((json ? object.write(record) : line.of(record)).toString());
        }
    }

    private boolean isOfLatch(RecordView record) {
        return record.templateId() == OperatorCommandDecoder.TEMPLATE_ID
                && record.decode(command).who().equals(HaltLatch.SOURCE);
    }

    private void answered(RecordView record) {
        resumed |= record.templateId() == TradingResumedDecoder.TEMPLATE_ID;
        if (record.templateId() == AlertRaisedDecoder.TEMPLATE_ID && refusal.isEmpty()) {
            record.decode(alert);
            String name = alert.name(); // in the order of the record
            String detail = alert.detail();
            refusal = name.equals("trading-halted") ? refusal : Optional.of(name + ": " + detail);
        }
    }

    /** Every service has consumed the last of our records, and what it emitted by then is on the tape. */
    private boolean isQuiet() {
        if (isStarting()) {
            return false;
        }
        long wanted = sequences.get(sequences.size() - 1);
        for (Source source : sources.all()) {
            boolean asked = source.kind() == SourceKind.PROCESSOR && hosted.contains(source.name());
            if (asked && !isQuiet(source, wanted)) {
                return false;
            }
        }
        return true;
    }

    /** True if a process has not said yet which services it hosts. */
    private boolean isStarting() {
        for (RunStatus.ProcessLine process : RunStatus.processes(paths)) {
            List<RunStatus.ServiceLine> services = RunStatus.services(paths, process.process());
            services.forEach(service -> hosted.add(service.service()));
            if (services.isEmpty() && process.comesOrRuns()) {
                return true;
            }
        }
        return false;
    }

    private boolean isQuiet(Source source, long wanted) {
        try (Progress progress = Progress.open(paths.progress(source.name()))) {
            return progress.consumed() >= wanted && progress.emitted() <= sources.last(source.number());
        }
    }

    @Override
    public void close() {
        references.close();
        reader.close();
    }
}
