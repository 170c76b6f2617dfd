package io.onetape.journal.tape;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.excerpt.Trash;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a folder end behind one of its records. Files of later cycles go to its {@code trash/}, and so does the one that holds the record, in whose place a copy
 * stands that ends there: a queue's file notes in several places how far it goes. Cut short by a kill at any moment, it is done again. The caller holds the
 * appender's lock.
 */
final class TailCut {
    private static final String SCRATCH = "cut.next";

    private final Path folder;
    private final Manifest manifest;

    /** Called between two changes, so that tests can fail there. */
    Runnable onStep = () -> {};

    TailCut(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** Keeps the records up to this number; the number before the first record: none. */
    void behind(long last) {
        List<Path> files = new CycleFiles(folder).all();
        int keep = -1;
        for (int i = files.size() - 1; i >= 0 && keep < 0; i--) {
            long first = firstNumber(files.get(i));
            keep = first > 0 && first <= last ? i : -1;
        }
        boolean cuts = keep >= 0 && Files.exists(files.get(keep)); // an archived one was finished: it ends there
        Path copy = cuts ? copyOf(files.get(keep), last) : folder;
        onStep.run();
        for (int i = files.size() - 1; i > keep; i--) { // the newest first: what is left has no hole
            Trash.take(folder, files.get(i));
            onStep.run();
        }
        Path metadata = folder.resolve(UnfinishedTail.QUEUE_METADATA); // it names the newest file
        if (Files.exists(metadata)) {
            Trash.take(folder, metadata);
            onStep.run();
        }
        if (cuts) {
            replace(files.get(keep), copy);
        }
        clearIndex(keep < 0 ? "" : nameOf(files.get(keep))); // last: it tells that something is lost
    }

    private long firstNumber(Path file) {
        try (CycleFile cycle = new CycleFile(file)) {
            if (cycle.next() != CycleFile.Step.EXCERPT || cycle.length() < RecordHeader.LENGTH) {
                return 0;
            }
            return manifest.numbering().of(new RecordView().wrap(cycle.address(), cycle.length()));
        }
    }

    private Path copyOf(Path file, long last) {
        Path scratch = folder.resolve(Trash.FOLDER).resolve(SCRATCH);
        delete(scratch);
        long first = firstNumber(file);
        try (TapeReader reader = TapeReader.ofFolder(folder, manifest.numbering())) {
            if (reader.number() < first - 1) {
                reader.seek(first - 1);
                reader.next();
            }
            Files.createDirectories(scratch);
            try (VerbatimWriter copy = new VerbatimWriter(scratch, manifest, reader.number(), reader.crc32c())) {
                while (reader.number() < last && reader.next()) {
                    copy.append(reader.record());
                }
                copy.finish();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + scratch, e);
        }
        return scratch.resolve(String.valueOf(file.getFileName()));
    }

    private void replace(Path file, Path copy) {
        try {
            Path kept = Files.createTempDirectory(folder.resolve(Trash.FOLDER), "tail-");
            Files.createLink(kept.resolve(String.valueOf(file.getFileName())), file);
            onStep.run();
            Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot replace " + file, e);
        }
        onStep.run();
        delete(folder.resolve(Trash.FOLDER).resolve(SCRATCH));
    }

    /** Of the last cycle and all after it. */
    private void clearIndex(String from) {
        Path indexes = folder.resolve(TimeIndexWriter.FOLDER);
        if (!Files.isDirectory(indexes)) {
            return;
        }
        try (Stream<Path> all = Files.list(indexes)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                if (String.valueOf(file.getFileName()).compareTo(from) >= 0) {
                    Trash.take(folder, file);
                    onStep.run();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + indexes, e);
        }
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - RollCycle.SUFFIX.length());
    }

    private static void delete(Path scratch) {
        if (!Files.isDirectory(scratch)) {
            return;
        }
        try (Stream<Path> all = Files.walk(scratch)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + scratch, e);
        }
    }
}
