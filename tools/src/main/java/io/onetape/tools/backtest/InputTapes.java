package io.onetape.tools.backtest;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.latency.RecordedLatencies;
import io.onetape.backtest.run.clock.ClockShift;
import io.onetape.backtest.run.clock.ClockShifts;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.run.clock.TapeShifts;
import io.onetape.backtest.run.input.Inputs;
import io.onetape.backtest.run.input.MergeTarget;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Progress;
import io.onetape.tools.folder.PartialFolder;
import io.onetape.tools.folder.TemporaryFolder;
import io.onetape.tools.select.TapeArgument;
import io.onetape.tools.select.TapeEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The recorded tapes of a command, read once; where they have to be merged, in a folder of their own until it is closed, or in one that was asked for. */
final class InputTapes implements AutoCloseable {
    private static final String TAPE = "tape";

    private final List<SourceScan> scans;
    private final ClockShifts shifts;
    private final Inputs inputs;
    private final SourceScan scan;
    private final @Nullable TemporaryFolder temporary;

    private InputTapes(
            List<SourceScan> scans,
            ClockShifts shifts,
            Inputs inputs,
            SourceScan scan,
            @Nullable TemporaryFolder temporary) {
        this.scans = scans;
        this.shifts = shifts;
        this.inputs = inputs;
        this.scan = scan;
        this.temporary = temporary;
    }

    /**
     * Reads them.
     *
     * @param merged where a merged tape is kept; null: a temporary folder
     */
    static InputTapes open(List<Path> folders, ClockShifts shifts, @Nullable Path merged, Console console) {
        List<SourceScan> scans = new ArrayList<>();
        for (Path folder : folders) {
            TapeFolder tape = TapeArgument.open(folder, console);
            SourceScan scan = SourceScan.of(tape);
            new TapeEnd(tape).requireBehind(scan.lastSequence());
            scans.add(scan);
        }
        if (merged != null) {
            return of(scans, shifts, wholeIn(merged, scans, shifts, console), null);
        }
        InTemporaryFolder target = new InTemporaryFolder(console);
        try {
            Inputs inputs = inputs(scans, shifts, target, target::pause, console);
            return of(scans, shifts, inputs, target.folder);
        } catch (RuntimeException e) {
            target.close();
            throw e;
        }
    }

    /** A folder that is made if there is something to merge. */
    private static final class InTemporaryFolder implements MergeTarget, AutoCloseable {
        private final Console console;

        @Nullable TemporaryFolder folder;

        InTemporaryFolder(Console console) {
            this.console = console;
        }

        @Override
        public Tape fill(long tapeId, Consumer<TapeWriter> filling) {
            TemporaryFolder made = new TemporaryFolder("merged", console);
            folder = made;
            return MergeTarget.folder(made.path().resolve(TAPE)).fill(tapeId, filling);
        }

        void pause() {
            if (folder != null) {
                folder.pause();
            }
        }

        @Override
        public void close() {
            if (folder != null) {
                folder.close();
            }
        }
    }

    /** Merged into a folder that is there when all of the tape is. */
    private static Inputs wholeIn(Path folder, List<SourceScan> scans, ClockShifts shifts, Console console) {
        try (PartialFolder partial = PartialFolder.ofTape(folder, console)) {
            MergeTarget target = (tapeId, filling) -> {
                MergeTarget.folder(partial.path()).fill(tapeId, filling);
                try {
                    partial.complete();
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot make " + folder, e);
                }
                return TapeFolder.open(folder);
            };
            Inputs inputs = inputs(scans, shifts, target, partial::pause, console);
            if (inputs.scan() == scans.get(0)) {
                console.say("warning: nothing is to be merged, one tape with one shift is read as it is: no " + folder);
            }
            return inputs;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }

    private static InputTapes of(
            List<SourceScan> scans, ClockShifts shifts, Inputs inputs, @Nullable TemporaryFolder temporary) {
        return new InputTapes(scans, shifts, inputs, inputs.scan(), temporary);
    }

    /** The same tapes, but a run goes over this part of them. */
    InputTapes between(SourcePart part) {
        if (part.from() == null && part.to() == null) {
            return this;
        }
        return new InputTapes(scans, shifts, inputs, part.read(), temporary);
    }

    private static Inputs inputs(
            List<SourceScan> scans, ClockShifts shifts, MergeTarget target, Runnable pause, Console console) {
        long records = scans.stream().mapToLong(SourceScan::records).sum();
        try (Progress progress = new Progress(console, "merge", records, true)) {
            return Inputs.of(scans, shifts, target, merged -> {
                progress.now(merged);
                pause.run();
            });
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--shift-clock: " + e.getMessage(), "tape backtest --help");
        }
    }

    /** What a run reads. */
    SourceScan scan() {
        return scan;
    }

    /** What a run still has to add to its local times. */
    ClockShift shift() {
        return inputs.shift();
    }

    /** The same tape, to be read again. */
    Tape tape() {
        return inputs.scan().checked();
    }

    /** Of the orders on that tape, or, without a name, on the one of these that has any. */
    RecordedLatencies latencies(String name) {
        RecordedLatencies found = null;
        if (!name.isEmpty()) {
            SourceScan other = SourceScan.of(TapeFolder.open(Path.of(name)));
            found = RecordedLatencies.of(other.checked(), ClockShift.AUTO.nanosFor(other));
        }
        for (int i = 0; name.isEmpty() && i < scans.size(); i++) {
            long shiftNanos = TapeShifts.of(scans.get(i), shifts, i + 1, scans.size() == 1)
                    .otherNanos();
            RecordedLatencies own = RecordedLatencies.of(scans.get(i).checked(), shiftNanos);
            if (!own.entry().isEmpty() && found != null && !found.entry().isEmpty()) {
                throw new RefusedException(
                        "own orders on several tapes",
                        "recorded latencies of one",
                        "tape backtest market-maker MONDAY TUESDAY --latency recorded:SESSION");
            }
            found = found == null || found.entry().isEmpty() ? own : found;
        }
        if (found == null || found.entry().isEmpty()) {
            throw new RefusedException(
                    "no order of its own with the venue's answer on "
                            + (name.isEmpty() ? "the recorded tape" : name)
                            + (found != null && found.negative() > 0
                                    ? " (" + found.negative() + " with a latency below 0)"
                                    : ""),
                    "some, to take recorded latencies from",
                    "tape backtest market-maker TAPE --latency recorded:SESSION");
        }
        return found;
    }

    @Override
    public void close() {
        if (temporary != null) {
            temporary.close();
        }
    }
}
