package io.onetape.journal.archive;

import io.onetape.journal.excerpt.ArchivedCycle;
import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.DamagedExcerptException;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.seal.Seals;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which cycles of a tape take no more records: those before the newest that holds one, because the appender goes only forward. After a clean close the newest is
 * finished too, up to the record that the close noted; a tape that goes on may put more behind it.
 *
 * @param all oldest first
 */
record FinishedCycles(List<Cycle> all) {
    /**
     * One of them. Files in which no record stands are none: a killed appender may leave such.
     *
     * @param name the file's, without its suffix
     * @param follower the first record of the next cycle, or the one that would be there
     * @param isNewest a tape that goes on may go on in it
     */
    record Cycle(Path file, String name, Follower follower, boolean isNewest) {}

    /** The number of the record behind a cycle and, at a tape's end, the checksum of the one before it. */
    record Follower(long sequence, Optional<Integer> previousCrc32c) {}

    static FinishedCycles of(TapeFolder tape) {
        Optional<Manifest.End> end =
                tape.isBusy() ? Optional.empty() : Manifest.read(tape.folder()).end();
        Seals seals = Seals.read(tape.folder(), tape.manifest().tapeId());
        List<Cycle> found = new ArrayList<>();
        Path last = null;
        for (Path file : new CycleFiles(tape.folder()).all()) {
            long first = firstSequence(file, seals);
            if (first == 0) {
                continue;
            }
            if (last != null) {
                found.add(new Cycle(last, nameOf(last), new Follower(first, Optional.empty()), false));
            }
            last = file;
        }
        if (last != null && end.isPresent() && end.get().number() > 0) {
            Follower next =
                    new Follower(end.get().number() + 1, Optional.of(end.get().crc32c()));
            found.add(new Cycle(last, nameOf(last), next, true));
        }
        return new FinishedCycles(found);
    }

    static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - RollCycle.SUFFIX.length());
    }

    /** The sequence of a file's first record, 0 if it has none. An archive is not unpacked for it. */
    private static long firstSequence(Path file, Seals seals) {
        if (ArchivedCycle.isArchived(file)) {
            return seals.of(nameOf(file)).stream()
                    .findFirst()
                    .map(s -> s.first())
                    .orElse(0L);
        }
        try (CycleFile cycle = new CycleFile(file)) {
            if (cycle.next() != CycleFile.Step.EXCERPT || cycle.length() < RecordHeader.LENGTH) {
                return 0;
            }
            return new RecordView().wrap(cycle.address(), cycle.length()).sequence();
        } catch (DamagedExcerptException e) {
            return 0; // who reads the cycle before it misses these records, and names the first
        }
    }
}
