package io.onetape.journal.archive;

import io.onetape.journal.excerpt.ArchivedCycle;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.seal.Base;
import io.onetape.journal.seal.GoesOn;
import io.onetape.journal.seal.Seal;
import io.onetape.journal.seal.Seals;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The folder that a tape's first cycles are moved to: a tape with the same id that ends where the other begins. Single-threaded. */
final class MovedTape {
    private static final String INDEX = "index";
    private static final String INDEX_SUFFIX = ".idx";

    private final Path folder;
    private final Manifest manifest;

    MovedTape(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest.withEnd(Optional.empty());
    }

    /** Checks that the folder is new, or a tape that goes on with the cycle of {@code first}. */
    void requireGoesOnWith(Seal first, Seals seals) throws IOException {
        if (Files.exists(folder.resolve(Manifest.FILE))) {
            requireGoesOn(seals, first);
        } else {
            requireEmpty();
        }
    }

    /** What a run that was killed has said of this end; nobody can tell any more if it has not. */
    GoesOn goesOn(Seal last) {
        return GoesOn.behind(folder, last.last()).orElse(new GoesOn(last.last(), OptionalLong.empty()));
    }

    /** Makes the folder a tape that will begin with {@code first}, or goes on with it, and end where {@code goesOn} says, which counts once it does. */
    void prepare(Path tape, Seals seals, Seal first, GoesOn goesOn) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        manifest.write(folder); // its end is not known until all cycles are here
        seals.upTo(goesOn.sequence()).write(folder);
        goesOn.write(folder);
        if (first.first() > 1 && new CycleFiles(folder).all().isEmpty()) {
            Seal before = seals.endingAt(first.first() - 1).orElseThrow();
            new Base(before.last(), before.lastCrc32c(), first.cycle(), before.chain()).write(folder);
            StatesOfBase.copy(tape, folder, first.first());
        }
    }

    /** Takes a cycle's file, its archive and its index. */
    void take(Path tape, String cycle, List<Seal> seals) throws IOException {
        Path file = tape.resolve(cycle + RollCycle.SUFFIX);
        Path archive = ArchivedCycle.archiveOf(file);
        Path index = tape.resolve(INDEX).resolve(cycle + INDEX_SUFFIX);
        for (Path from : List.of(archive, file, index)) {
            if (Files.exists(from)) {
                Path to = folder.resolve(tape.relativize(from));
                Files.createDirectories(to.resolveSibling(""));
                MovedFile.move(tape, from, to, from.equals(index) ? List.of() : seals);
            }
        }
    }

    /** All cycles are here, up to the last record of this seal. */
    void finish(Seal last) {
        end(last.last(), last.lastCrc32c());
    }

    /** The same where a run was killed just before that; nothing if the folder is not the tape that ends where {@code base} begins. */
    void finishBefore(Base base) {
        if (GoesOn.behind(folder, base.sequence()).isEmpty()
                || !Manifest.read(folder).equals(manifest)) { // of another tape, or finished
            return;
        }
        try (TapeReader reader = TapeFolder.open(folder).reader()) {
            if (reader.seekLast() && reader.number() == base.sequence()) {
                end(base.sequence(), base.crc32c());
            }
        }
    }

    private void end(long number, int crc32c) {
        manifest.withEnd(Optional.of(new Manifest.End(number, crc32c))).write(folder);
    }

    private void requireGoesOn(Seals seals, Seal first) {
        Manifest there = Manifest.read(folder);
        if (there.tapeId() != manifest.tapeId()) {
            throw new RetentionException(folder + " holds tape " + Long.toHexString(there.tapeId())
                    + "; expected an empty folder, or one with cycles of tape "
                    + Long.toHexString(manifest.tapeId()));
        }
        List<Path> files = new CycleFiles(folder).all();
        if (files.isEmpty()) {
            return;
        }
        String last = FinishedCycles.nameOf(files.get(files.size() - 1));
        long end = seals.of(last).stream().mapToLong(Seal::last).max().orElse(0);
        if (end + 1 != first.first() && !last.equals(first.cycle())) {
            throw new RetentionException(folder + " ends at sequence " + end
                    + "; expected the folder that the tape's records up to " + (first.first() - 1) + " were moved to");
        }
    }

    private void requireEmpty() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            if (all.findAny().isPresent()) {
                throw new RetentionException(folder + " is not empty and no tape; expected a new folder");
            }
        }
    }
}
