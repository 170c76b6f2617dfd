package io.onetape.journal.archive;

import io.onetape.journal.excerpt.ArchivedCycle;
import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.excerpt.SealCheck;
import io.onetape.journal.excerpt.Trash;
import io.onetape.journal.seal.Base;
import io.onetape.journal.seal.GoesOn;
import io.onetape.journal.seal.Seal;
import io.onetape.journal.seal.Seals;
import io.onetape.journal.seal.SmallFile;
import io.onetape.journal.tape.Manifest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

    /** Makes the folder a tape that will end with {@code last}, or checks that the one that is there goes on with the cycle of {@code first}. */
    void prepare(Seals seals, Seal first, Seal last) throws IOException {
        if (Files.exists(folder.resolve(Manifest.FILE))) {
            requireGoesOn(seals, first);
        } else {
            requireEmpty();
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        manifest.write(folder); // its end is not known until all cycles are here
        seals.upTo(last.last()).write(folder);
        if (first.first() > 1 && new CycleFiles(folder).all().isEmpty()) {
            Seal before = seals.endingAt(first.first() - 1).orElseThrow();
            new Base(before.last(), before.lastCrc32c(), first.cycle(), before.chain()).write(folder);
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
                move(tape, from, to, from.equals(index) ? List.of() : seals);
            }
        }
    }

    /** All cycles are here, up to the last record of this seal. */
    void finish(Seal last, OptionalLong pending) {
        new GoesOn(last.last(), pending).write(folder);
        manifest.withEnd(Optional.of(new Manifest.End(last.last(), last.lastCrc32c())))
                .write(folder);
    }

    private static void move(Path tape, Path from, Path to, List<Seal> seals) throws IOException {
        if (Files.exists(to)) { // copied by a run that was killed, or somebody's own
            if (!seals.isEmpty()) {
                requireSame(to, seals);
            }
            Trash.take(tape, from);
            return;
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            SmallFile.syncFolder(to);
        } catch (AtomicMoveNotSupportedException e) {
            copy(tape, from, to, seals);
        }
    }

    /** To another disk: the original goes to the trash when the copy was compared with the seals. */
    private static void copy(Path tape, Path from, Path to, List<Seal> seals) throws IOException {
        Path next = to.resolveSibling(to.getFileName() + ".next");
        Files.copy(from, next, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel written = FileChannel.open(next, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        if (!seals.isEmpty()) {
            requireSame(next, seals);
        }
        SmallFile.install(next, to);
        Trash.take(tape, from);
    }

    private static void requireSame(Path moved, List<Seal> seals) {
        Optional<String> found;
        if (String.valueOf(moved.getFileName()).contains(RollCycle.SUFFIX + ArchivedCycle.SUFFIX)) {
            found = ArchivedCycle.difference(moved, seals);
        } else {
            try (CycleFile file = new CycleFile(moved)) {
                found = SealCheck.difference(file, seals, true);
            }
        }
        found.ifPresent(what -> {
            throw new RetentionException(moved + " is not what was sealed: " + what);
        });
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
