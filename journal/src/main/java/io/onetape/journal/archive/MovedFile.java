package io.onetape.journal.archive;

import io.onetape.journal.excerpt.ArchivedCycle;
import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.excerpt.SealCheck;
import io.onetape.journal.excerpt.Trash;
import io.onetape.journal.seal.Seal;
import io.onetape.journal.seal.SmallFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** One file on its way from a tape's folder to another, on this disk or to another one. */
final class MovedFile {
    private MovedFile() {}

    /** A file of sealed records is what was sealed once it is there; without seals, of an index, that is not asked. */
    static void move(Path tape, Path from, Path to, List<Seal> seals) throws IOException {
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
        Path next = copyOnDisk(from, to);
        if (!seals.isEmpty()) {
            requireSame(next, seals);
        }
        SmallFile.install(next, to);
        Trash.take(tape, from);
    }

    /** Under a name beside that which it will get. */
    static Path copyOnDisk(Path from, Path to) throws IOException {
        Path next = to.resolveSibling(to.getFileName() + ".next");
        Files.copy(from, next, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel written = FileChannel.open(next, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        return next;
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
}
