package io.onetape.benchmarks;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Folders for benchmarks, under {@code onetape.bench.dir} or the system's temporary folder, and the tapes and outboxes in them. */
final class Scratch {
    private static final Path ROOT =
            Path.of(System.getProperty("onetape.bench.dir", System.getProperty("java.io.tmpdir")));

    private static final Path SHARED = ROOT.resolve("onetape-bench-shared");

    private Scratch() {}

    /** A new folder that is not there yet, in one that is. */
    static Path folder(String name) {
        try {
            Files.createDirectories(ROOT);
            return Files.createTempDirectory(ROOT, "onetape-bench-").resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a folder in " + ROOT, e);
        }
    }

    /** Removes what {@link #folder} made. */
    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder.getParent())) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder.getParent(), e);
        }
    }

    /** Begins a tape with one source, number 2. */
    static TapeWriter tape(Path folder) {
        TapeWriter tape = TapeFolder.create(folder, 1, RollCycle.HOUR);
        tape.define(SourceKind.OUTSIDE, "feed", Load.START_NANOS);
        return tape;
    }

    /** A closed tape of {@link Load#TAPE_COUNT} records of about {@code bytes} bytes, written by the first who asks. */
    static Path sharedTape(int bytes) {
        return shared("tape-" + bytes, folder -> {
            try (TapeWriter tape = tape(folder)) {
                Load load = Load.encoders();
                for (int i = 1; i <= Load.TAPE_COUNT; i++) {
                    RecordDraft draft = bytes < 256 ? load.signal() : load.depth(i);
                    tape.append(draft.source(0, i).buffer(), draft.length(), 2, Load.START_NANOS + i);
                }
            }
        });
    }

    /** A closed outbox of as many. */
    static Path sharedOutbox(int bytes) {
        return shared("outbox-" + bytes, folder -> {
            try (OutboxFolder outbox = OutboxFolder.open(folder, RollCycle.HOUR)) {
                RecordDraft draft = Load.record(bytes);
                for (int i = 1; i <= Load.TAPE_COUNT; i++) {
                    outbox.append(draft.source(0, i), Load.START_NANOS + i);
                }
            }
        });
    }

    /** A mapped file of as many. */
    static Path sharedMapped(int bytes) {
        return shared("mapped-" + bytes, path -> {
            RecordDraft draft = Load.record(bytes);
            try (MappedFile file = new MappedFile(path)) {
                for (int i = 1; i <= Load.TAPE_COUNT; i++) {
                    file.append(draft.buffer(), draft.length());
                }
            }
        });
    }

    /** Removes what is shared between the forks of one run. */
    static void deleteShared() {
        if (Files.exists(SHARED)) {
            delete(SHARED.resolve("any"));
        }
    }

    private static Path shared(String name, Consumer<Path> writer) {
        Path done = SHARED.resolve(name);
        if (!Files.exists(done)) {
            try {
                Files.createDirectories(SHARED);
                Path begun = Files.createTempDirectory(SHARED, name).resolve("data");
                writer.accept(begun);
                Files.move(begun, done);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + done, e);
            }
        }
        return done;
    }
}
