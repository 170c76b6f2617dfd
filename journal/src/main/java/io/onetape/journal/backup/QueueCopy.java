package io.onetape.journal.backup;

import io.onetape.journal.excerpt.ArchivedCycle;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.seal.Base;
import io.onetape.journal.seal.GoesOn;
import io.onetape.journal.seal.Seal;
import io.onetape.journal.seal.Seals;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.Numbering;
import io.onetape.journal.tape.TapeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Puts a tape or an outbox into a backup while it is being written: archives as they are, and every record behind them, each checked on the way, up to one that was
 * there when the backup began. Single-threaded.
 */
final class QueueCopy {
    private final Path folder;
    private final String path;
    private final Manifest manifest;

    /** Of the queue in {@code folder}, which the backup knows by {@code path}. */
    QueueCopy(Path folder, String path) {
        this.folder = folder;
        this.path = path;
        this.manifest = Manifest.read(folder);
    }

    /** The last number that is there now; the base's if there is no record. */
    long last() {
        try (TapeReader reader = TapeReader.ofFolder(folder, manifest.numbering())) {
            reader.seekLast();
            return reader.number();
        }
    }

    /** Puts everything up to {@code last}; returns how many records that was, without those in archives. */
    long put(EntryOutput out, long last, LongConsumer progress) throws IOException {
        Optional<Base> base = Base.read(folder);
        long number = base.map(Base::sequence).orElse(0L);
        int crc = base.map(Base::crc32c).orElse(0);
        putFile(out, folder.resolve(Base.FILE), Base.FILE);
        if (manifest.numbering() == Numbering.SEQUENCE) {
            for (String name : List.of(GoesOn.FILE, Seals.FILE, Seals.END_FILE)) {
                putFile(out, folder.resolve(name), name);
            }
            putBaseSnapshots(out);
            Optional<Seal> archived = putArchives(out);
            number = archived.map(Seal::last).orElse(number);
            crc = archived.map(Seal::lastCrc32c).orElse(crc);
        }
        out.beginQueue(path, manifest, number, crc);
        long records = 0;
        try (TapeReader reader = TapeReader.ofFolder(folder, manifest.numbering())) {
            reader.seek(number + 1);
            while (reader.number() < last && reader.next()) {
                out.record(reader.record());
                records++;
                progress.accept(reader.number());
            }
            out.endQueue(records == 0 ? number : reader.number(), records == 0 ? crc : reader.crc32c());
        }
        return records;
    }

    /** The leading cycles that are archived; returns the seal of the last of them. */
    private Optional<Seal> putArchives(EntryOutput out) throws IOException {
        Seals seals = Seals.read(folder, manifest.tapeId());
        List<Seal> put = new ArrayList<>();
        for (Path cycle : new CycleFiles(folder).all()) {
            String name = String.valueOf(cycle.getFileName());
            List<Seal> ofCycle = seals.of(name.substring(0, name.length() - RollCycle.SUFFIX.length()));
            if (!ArchivedCycle.isArchived(cycle) || ofCycle.isEmpty()) {
                break;
            }
            Path archive = ArchivedCycle.archiveOf(cycle);
            putFile(out, archive, ArchivedCycle.FOLDER + "/" + archive.getFileName());
            put.addAll(ofCycle);
        }
        return put.isEmpty() ? Optional.empty() : Optional.of(put.get(put.size() - 1));
    }

    private void putBaseSnapshots(EntryOutput out) throws IOException {
        Path snapshots = folder.resolve(Base.SNAPSHOTS);
        if (!Files.isDirectory(snapshots)) {
            return;
        }
        try (Stream<Path> all = Files.walk(snapshots, 2)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                putFile(out, file, folder.relativize(file).toString());
            }
        }
    }

    private void putFile(EntryOutput out, Path file, String name) throws IOException {
        if (Files.exists(file)) {
            try (var content = Files.newInputStream(file)) {
                out.file(path + "/" + name, content);
            }
        }
    }
}
