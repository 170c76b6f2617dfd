package io.onetape.tools.check;

import io.onetape.backtest.run.SimulationCheck;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.TapeRepairedDecoder;
import io.onetape.journal.seal.GoesOn;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.ParityCheck;
import io.onetape.replay.Quarantines;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Out;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Columns;
import io.onetape.tools.format.Json;
import io.onetape.tools.format.RecordLine;
import io.onetape.tools.format.References;
import io.onetape.tools.live.LiveProcessors;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What regenerating a tape's outputs says: the processors', record by record, then the simulated venue's. Single-threaded. */
public final class ReplayVerdict {
    /** Nothing was regenerated. */
    static final ReplayVerdict NONE =
            new ReplayVerdict(new ParityCheck(new Sources(), name -> Optional.empty()), ReplayStart.OF_TAPE);

    private static final String REPAIRED =
            "replay: the tape was repaired. Client order ids are made of the tape's id, and a repaired tape has a new one: from the first order on"
                    + " its outputs differ (docs/operating.md)";
    private static final String CUT_SHORT =
            ": it ends between a record and what that record led to, as after a full disk or a kill. What is on the tape is as it was written";

    private static final String GOES_ON =
            ": its cycles were moved here from a tape that goes on behind them, where these stand: ";

    private final ParityCheck parity;
    private final ReplayStart start;
    private ParityCheck.@Nullable Difference difference;
    private long simulated;
    private boolean repaired;

    private ReplayVerdict(ParityCheck parity, ReplayStart start) {
        this.parity = parity;
        this.start = start;
    }

    /** Throws {@link io.onetape.tools.console.CommandException} where there is nothing to start a service from. */
    public static ReplayVerdict of(TapeFolder tape) {
        try {
            Sources sources = tape.sources();
            ParityCheck check = new ParityCheck(sources, new LiveProcessors(tape.folder())::find);
            ReplayStart start = ReplayStart.of(tape, sources, check);
            try (TapeReader ahead = tape.reader()) {
                check.honour(Quarantines.ahead(ahead));
            }
            return new ReplayVerdict(check, start);
        } catch (DamagedTapeException e) {
            return NONE; // the verification that follows names it
        }
    }

    /** Takes the next record of the tape. */
    public void accept(RecordView record) {
        repaired |= this != NONE && record.templateId() == TapeRepairedDecoder.TEMPLATE_ID;
        if (this != NONE && difference == null) {
            difference = parity.accept(record).orElse(null);
        }
    }

    /** After the last record: runs the simulated venue, if there is one. */
    public void finish(SimulationCheck simulation) {
        if (difference == null && start.base() == 0) {
            difference = simulation.run().orElse(null);
            simulated = simulation.compared();
        }
    }

    /** The first record that is not what its processor, or the simulated venue, gives now. */
    public Optional<ParityCheck.Difference> difference() {
        return Optional.ofNullable(difference);
    }

    /** Derived records and the simulated venue's answers. */
    public long compared() {
        return parity.compared() + simulated;
    }

    /** Outputs that are not on the tape. */
    public long missing() {
        return difference == null ? parity.missing() : 0;
    }

    /** Whether a tape that was closed lacks outputs that stand nowhere, or has others than those that stand where it goes on. */
    public boolean isCutShort(TapeFolder tape) {
        return difference == null
                && tape.manifest().end().isPresent()
                && !isAsSaid(goesOn(tape).map(GoesOn::pending).orElse(OptionalLong.of(0)));
    }

    /** Those who did not run miss nothing: there may be fewer then. */
    private boolean isAsSaid(OptionalLong pending) {
        boolean allRan = unknown().isEmpty() && start.leftOut().isEmpty();
        return pending.isEmpty() || missing() == pending.getAsLong() || (!allRan && missing() < pending.getAsLong());
    }

    private static Optional<GoesOn> goesOn(TapeFolder tape) {
        return tape.manifest().end().flatMap(end -> GoesOn.behind(tape.folder(), end.number()));
    }

    private static String whereTheyStand(GoesOn goesOn) {
        String count = goesOn.pending().isPresent()
                ? String.format(Locale.ROOT, "%,d of them", goesOn.pending().getAsLong())
                : "nobody could tell how many of them";
        return GOES_ON + count;
    }

    /** Processors of the tape that this build does not have. */
    public SortedSet<String> unknown() {
        return parity.unknown();
    }

    /** In plain lines. */
    public void print(TapeFolder tape, Console console) {
        Out out = console.out();
        ParityCheck.Difference found = difference;
        if (found == null) {
            out.line(String.format(Locale.ROOT, "replay: %,d outputs regenerated, all equal", compared()));
        } else {
            out.line(
                    "replay: the first different output is at sequence " + found.sequence() + ", of " + found.source());
            try (References references = new References(tape)) {
                line("  on the tape  ", text(Optional.of(found.found()), references, found.sequence()), console);
                line("  regenerated  ", text(found.expected(), references, found.sequence()), console);
            }
            if (repaired) {
                out.line(Wrap.words(REPAIRED, console.columns(), "  "));
            }
        }
        start.print(parity.coverage(), console);
        if (missing() > 0 || isCutShort(tape)) {
            String text = String.format(Locale.ROOT, "replay: %,d outputs are not on the tape", missing())
                    + goesOn(tape).map(ReplayVerdict::whereTheyStand).orElse(CUT_SHORT);
            out.line(Wrap.words(text, console.columns(), "  "));
        }
        if (!unknown().isEmpty()) {
            String text = "replay: not checked, because this build does not have them: " + String.join(", ", unknown());
            out.line(Wrap.words(text, console.columns(), "  "));
        }
    }

    /** The members of one JSON object. */
    void write(Json object) {
        object.number("compared", compared()).number("missing", missing()).bool("repaired", repaired);
        ParityCheck.Difference found = difference;
        if (found != null) {
            object.integer("firstDifference", found.sequence()).string("source", found.source());
        } else {
            object.nothing("firstDifference");
        }
        start.write(object, parity.coverage());
        object.key("unchecked").beginArray();
        unknown().forEach(object::value);
        object.endArray();
    }

    private static void line(String what, String text, Console console) {
        console.out().line(Columns.cut(new StringBuilder(what).append(text), console.columns()));
    }

    private static String text(Optional<RecordCopy> copy, References references, long at) {
        return copy.map(one -> new RecordLine(
                                references, true, at, Schema.tape().messages())
                        .of(one.view())
                        .toString())
                .orElse("nothing");
    }
}
