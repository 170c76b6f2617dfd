package io.onetape.tools.check;

import io.onetape.backtest.run.SimulationCheck;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.replay.ParityCheck;
import io.onetape.services.Processors;
import io.onetape.tools.console.Out;
import io.onetape.tools.format.RecordLine;
import io.onetape.tools.format.References;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What regenerating a tape's outputs says: the processors', record by record, then the simulated venue's. Single-threaded. */
final class ReplayVerdict {
    /** Nothing was regenerated. */
    static final ReplayVerdict NONE = new ReplayVerdict(new ParityCheck(new Sources(), name -> Optional.empty()));

    private final ParityCheck parity;
    private ParityCheck.@Nullable Difference difference;
    private long simulated;

    private ReplayVerdict(ParityCheck parity) {
        this.parity = parity;
    }

    static ReplayVerdict of(TapeFolder tape) {
        Sources sources = new Sources();
        try {
            sources = tape.sources();
        } catch (DamagedTapeException e) {
            return NONE; // the verification that follows names it
        }
        return new ReplayVerdict(new ParityCheck(
                sources,
                name -> Processors.all().stream()
                        .filter(processor -> processor.name().equals(name))
                        .findFirst()));
    }

    void accept(RecordView record) {
        if (this != NONE && difference == null) {
            difference = parity.accept(record).orElse(null);
        }
    }

    void finish(SimulationCheck simulation) {
        if (difference == null) {
            difference = simulation.run().orElse(null);
            simulated = simulation.compared();
        }
    }

    Optional<ParityCheck.Difference> difference() {
        return Optional.ofNullable(difference);
    }

    /** Derived records and the simulated venue's answers. */
    long compared() {
        return parity.compared() + simulated;
    }

    long missing() {
        return difference == null ? parity.missing() : 0;
    }

    SortedSet<String> unknown() {
        return parity.unknown();
    }

    void print(TapeFolder tape, Out out) {
        ParityCheck.Difference found = difference;
        if (found == null) {
            out.line(String.format(Locale.ROOT, "replay: %,d outputs regenerated, all equal", compared()));
        } else {
            out.line(
                    "replay: the first different output is at sequence " + found.sequence() + ", of " + found.source());
            try (References references = new References(tape)) {
                out.line("  on the tape  " + text(Optional.of(found.found()), references, found.sequence()));
                out.line("  regenerated  " + text(found.expected(), references, found.sequence()));
            }
        }
        if (missing() > 0) {
            out.line(String.format(Locale.ROOT, "replay: %,d outputs are not on the tape", missing()));
        }
        if (!unknown().isEmpty()) {
            out.line("replay: not checked, because this build does not have them: " + String.join(", ", unknown()));
        }
    }

    private static String text(Optional<RecordCopy> copy, References references, long at) {
        return copy.map(one -> new RecordLine(
                                references, true, at, Schema.tape().messages())
                        .of(one.view())
                        .toString())
                .orElse("nothing");
    }
}
