package io.onetape.services.runtime;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.AlertRaisedEncoder;
import io.onetape.journal.schema.OperatorCommandEncoder;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.StrategyPackageSetEncoder;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.services.config.settings.Setting;
import java.util.function.LongSupplier;

/**
 * What an operator has to say, on its way to the tape: the one place where commands write. One command at a time holds it; opening throws
 * {@link io.onetape.journal.excerpt.BusyException} while another does. What was appended is taken by the sequencer, now or at its next start. Single-threaded.
 */
public final class OperatorOutbox implements AutoCloseable {
    private final OutboxFolder outbox;
    private final LongSupplier wallNanos;
    private final RecordDraft draft = new RecordDraft();

    public OperatorOutbox(RunPaths paths, RollCycle roll, LongSupplier wallNanos) {
        this.wallNanos = wallNanos;
        this.outbox = OutboxFolder.open(paths.outbox(Run.OPERATOR), roll);
    }

    /** Who wants what, and why: the audit trail, and what services obey. Returns the record's number. */
    public long command(String who, String what, String why) {
        draft.begin(new OperatorCommandEncoder(), 0).who(who).what(what).why(why);
        return append();
    }

    /** Sets one thing. */
    public long set(Setting setting) {
        setting.draft(draft);
        return append();
    }

    /** A strategy type is a plug-in's from here on, whose JAR is installed already. */
    public long packageSet(String type, String hash, String file) {
        draft.begin(new StrategyPackageSetEncoder(), 0)
                .strategyType(type)
                .hash(hash)
                .file(file);
        return append();
    }

    /** What was commanded last is refused, before any service has seen it. */
    public long refused(String why) {
        draft.begin(new AlertRaisedEncoder(), 0)
                .severity(Severity.WARNING)
                .name("command-refused")
                .detail(why);
        return append();
    }

    /** The last number in the outbox. */
    public long lastNumber() {
        return outbox.lastNumber();
    }

    private long append() {
        long number = outbox.lastNumber() + 1;
        draft.source(0, number);
        outbox.append(draft, wallNanos.getAsLong());
        return number;
    }

    /** On the disk, and free for the next command. */
    @Override
    public void close() {
        try {
            outbox.sync();
        } finally {
            outbox.close();
        }
    }
}
