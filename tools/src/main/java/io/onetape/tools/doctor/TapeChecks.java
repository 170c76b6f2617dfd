package io.onetape.tools.doctor;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.seal.DamagedSealsException;
import io.onetape.journal.seal.Seals;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.NoTapeException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.console.Shell;
import io.onetape.tools.format.Times;
import io.onetape.tools.select.TapeEnds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A tape's health at a glance: its manifest, ends, writer and seals. What stands in the middle, {@code verify} reads. */
final class TapeChecks {
    private static final long TOLERATED_NANOS = 60_000_000_000L;

    private final Path folder;
    private final List<Finding> found = new ArrayList<>();

    TapeChecks(Path folder) {
        this.folder = folder;
    }

    List<Finding> run(long nowNanos) {
        Optional<TapeFolder> tape = manifest();
        if (tape.isPresent()) {
            end(tape.get(), nowNanos);
            writer(tape.get());
        }
        seals();
        return found;
    }

    private Optional<TapeFolder> manifest() {
        try {
            TapeFolder tape = TapeFolder.open(folder);
            found.add(Finding.ok(
                    "manifest", "tape " + Manifest.text(tape.manifest().tapeId())));
            return Optional.of(tape);
        } catch (DamagedTapeException | NoTapeException e) {
            found.add(Finding.fail(
                    "manifest",
                    String.valueOf(e.getMessage()),
                    "tape repair " + Shell.word(folder) + " --out NEW_TAPE"));
            return Optional.empty();
        }
    }

    private void end(TapeFolder tape, long nowNanos) {
        TapeEnds ends = TapeEnds.of(tape);
        Optional<DamagedTapeException> damage = ends.damage();
        if (damage.isPresent()) {
            found.add(Finding.fail(
                    "last record",
                    "damaged behind sequence " + ends.lastSequence() + ": "
                            + damage.get().getMessage(),
                    "tape verify " + Shell.word(folder)));
        } else if (ends.lastSequence() == 0) {
            found.add(Finding.warn("last record", "none", "tape info " + Shell.word(folder)));
        } else {
            String text = "sequence " + ends.lastSequence() + " at " + Times.iso(ends.lastNanos());
            found.add(
                    ends.lastNanos() <= nowNanos + TOLERATED_NANOS
                            ? Finding.ok("last record", text)
                            : Finding.warn(
                                    "last record",
                                    text + ": in the future, or this machine's clock is late",
                                    "date -u"));
        }
    }

    /** The lock belongs to a process and ends with it; the file stays, and says nothing by itself. */
    private void writer(TapeFolder tape) {
        if (tape.isBusy()) {
            found.add(Finding.ok("writer", "is being written by pid " + holder()));
        } else if (tape.manifest().end().isPresent()) {
            found.add(Finding.ok("writer", "none; it was closed"));
        } else {
            found.add(Finding.warn(
                    "writer",
                    "pid " + holder() + " did not close it, and has let go of its lock: whoever goes on checks its end",
                    "tape verify " + Shell.word(folder)));
        }
    }

    private String holder() {
        try {
            return Files.readString(folder.resolve(AppenderLock.FILE)).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private void seals() {
        try {
            Optional<Seals> seals = Seals.read(folder);
            found.add(Finding.ok(
                    "seals",
                    seals.map(s -> s.all().size() + ", up to sequence " + s.lastSequence())
                            .orElse("none")));
        } catch (DamagedSealsException e) {
            found.add(
                    Finding.fail("seals", String.valueOf(e.getMessage()), "tape verify --seals " + Shell.word(folder)));
        }
    }
}
