package io.onetape.journal.archive;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.excerpt.Trash;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.Numbering;
import io.onetape.journal.tape.TapeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sets the first cycles of an outbox aside whose records nobody needs there any more, because they are on the tape: they go to the outbox's {@code trash/}, and the
 * outbox begins behind them by its {@link Base}, as a tape does whose first cycles were moved away. The newest cycle stays. May run beside the appender, and beside
 * readers that are past those records; a run that was killed is finished by the next. Single-threaded.
 */
public final class OutboxRetirement {
    private static final String NO_CHAIN = "-"; // an outbox has no seals
    private static final String INDEX = "index";
    private static final String INDEX_SUFFIX = ".idx";

    private final Path outbox;

    public OutboxRetirement(Path outbox) {
        this.outbox = outbox;
    }

    /** Sets aside the cycles of which no record has a number above {@code through}; returns their names. */
    public List<String> run(long through) {
        CycleFiles files = new CycleFiles(outbox);
        List<Path> all = files.all();
        int keep = 0;
        long behind = 0;
        for (int i = 1; i < all.size(); i++) {
            long first = firstNumber(all.get(i));
            if (first == 0 || first - 1 > through) {
                break;
            }
            keep = i;
            behind = first - 1;
        }
        if (keep > 0) {
            new Base(behind, crcOf(behind), FinishedCycles.nameOf(all.get(keep)), NO_CHAIN).write(outbox);
        }
        return takeAway();
    }

    /** Number of a file's first record; 0 if it has none yet. */
    private static long firstNumber(Path file) {
        RecordView view = new RecordView();
        try (CycleFile cycle = new CycleFile(file)) {
            if (cycle.next() != CycleFile.Step.EXCERPT || cycle.length() < RecordHeader.LENGTH) {
                return 0;
            }
            return view.wrap(cycle.address(), cycle.length()).sourceSequence();
        }
    }

    private int crcOf(long number) {
        try (TapeReader reader = TapeReader.ofFolder(outbox, Numbering.SOURCE_SEQUENCE)) {
            reader.seek(number);
            if (!reader.next() || reader.number() != number) {
                throw new IllegalStateException("expected number " + number + " in " + outbox + ", found none");
            }
            return reader.crc32c();
        }
    }

    /** Moves what lies before the base, also what a run has left that was killed. */
    private List<String> takeAway() {
        List<String> taken = new ArrayList<>();
        Base.read(outbox).ifPresent(base -> {
            for (Path file : filesBefore(base)) {
                String name = FinishedCycles.nameOf(file);
                Path index = outbox.resolve(INDEX).resolve(name + INDEX_SUFFIX);
                if (Files.exists(index)) {
                    Trash.take(outbox, index);
                }
                Trash.take(outbox, file);
                taken.add(name);
            }
        });
        return taken;
    }

    private List<Path> filesBefore(Base base) {
        try (Stream<Path> files = Files.list(outbox)) {
            return files.filter(file -> String.valueOf(file.getFileName()).endsWith(RollCycle.SUFFIX))
                    .filter(file -> FinishedCycles.nameOf(file).compareTo(base.cycle()) < 0)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + outbox, e);
        }
    }
}
