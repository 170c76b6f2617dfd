package io.onetape.services.runtime;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.AlertRaisedEncoder;
import io.onetape.journal.schema.OperatorCommandEncoder;
import io.onetape.journal.schema.ServiceStartedEncoder;
import io.onetape.journal.schema.ServiceStoppedEncoder;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.StrategyChange;
import io.onetape.journal.schema.StrategyChangedEncoder;
import io.onetape.journal.schema.StrategyMode;
import io.onetape.journal.sequencer.FactsOutbox;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeTail;
import java.nio.file.Files;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one process has to say about its services, on the tape: facts, from a source of its own. Single-threaded. */
public final class RuntimeJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeJournal.class);
    private static final String PREFIX = "runtime-";

    private final String source;
    private final RunPaths paths;
    private final LongSupplier wallNanos;
    private final OutboxFolder outbox;
    private final RecordDraft draft = new RecordDraft();

    public RuntimeJournal(String process, RunPaths paths, RollCycle roll, LongSupplier wallNanos) {
        this.source = sourceOf(process);
        this.paths = paths;
        this.wallNanos = wallNanos;
        List<String> losses = fit();
        this.outbox = OutboxFolder.open(paths.outbox(source), roll);
        for (String loss : losses) {
            LOG.error("{}", loss);
            alert("tail-lost", loss);
        }
    }

    /** After a loss of power. Whoever opens the tape does it for outboxes that nobody holds, and this one is going to be held. */
    private List<String> fit() {
        if (new TapeReady(paths).isSaid() || !Files.exists(paths.tape().resolve(Manifest.FILE))) {
            return List.of();
        }
        TapeFolder tape = TapeFolder.open(paths.tape());
        try {
            TapeTail tail = tape.atRest();
            return FactsOutbox.fit(paths.outbox(source), source, tape, tail.sources(), tail.sequence());
        } catch (DamagedTapeException e) {
            LOG.error("outbox {} stays as it is: the sequencer will refuse the tape", source, e);
            return List.of();
        }
    }

    /** The name of a process's source. */
    public static String sourceOf(String process) {
        return PREFIX + process;
    }

    /** A service goes on after this sequence. */
    void started(String service, long resumesAfter, String build, String configurationHash, String snapshotHash) {
        draft.begin(new ServiceStartedEncoder(), 0)
                .resumesAfter(resumesAfter)
                .service(service)
                .build(build)
                .configurationHash(configurationHash)
                .snapshotHash(snapshotHash);
        append();
    }

    /** A service was stopped in order. */
    void stopped(String service, long consumedThrough, String stateHash) {
        draft.begin(new ServiceStoppedEncoder(), 0)
                .consumedThrough(consumedThrough)
                .service(service)
                .stateHash(stateHash);
        append();
    }

    /** A strategy failed on a record; returns the number under which that is said. */
    long quarantined(long strategy, long fromSequence, String detail) {
        StrategyChangedEncoder changed = draft.begin(new StrategyChangedEncoder(), 0);
        OrderId.putStrategy(
                changed.buffer(), changed.offset() + StrategyChangedEncoder.strategyEncodingOffset(), strategy);
        changed.fromSequence(fromSequence)
                .change(StrategyChange.QUARANTINED)
                .mode(StrategyMode.NULL_VAL)
                .hash("")
                .detail(detail);
        return append();
    }

    /** The halt latch is set. */
    void latched(String latch) {
        draft.begin(new OperatorCommandEncoder(), 0)
                .who(HaltLatch.SOURCE)
                .what("halt")
                .why(latch);
        append();
    }

    /** Something that an operator should know at once. */
    void alert(String name, String detail) {
        draft.begin(new AlertRaisedEncoder(), 0)
                .severity(Severity.CRITICAL)
                .name(name)
                .detail(detail);
        append();
    }

    /** True once what was said under this number is on the tape. Reads what came since the last hint, or the newest cycle: for rare use. */
    boolean isSequenced(long number) {
        Sources sources = TapeFolder.open(paths.tape()).sources();
        return sources.byName(source).map(Source::number).map(sources::last).orElse(0L) >= number;
    }

    @Override
    public void close() {
        outbox.close();
    }

    private long append() {
        long number = outbox.lastNumber() + 1;
        draft.source(0, number);
        outbox.append(draft, wallNanos.getAsLong());
        return number;
    }
}
