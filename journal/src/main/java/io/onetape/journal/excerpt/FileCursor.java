package io.onetape.journal.excerpt;

import io.onetape.journal.seal.Base;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the cycle files of a folder one after the other, and follows a live appender across its rolls. */
public final class FileCursor implements ExcerptCursor {
    private static final int POLLS_PER_LOOK = 256;
    private static final long LOOK_NANOS = 100_000_000L;
    private static final long FIRST_FILE_NANOS = 10_000_000L;
    private static final long NEXT_FILE_NANOS = 1_000_000L;

    private final boolean follows;
    private final CycleFiles files;
    private @Nullable CycleFile file;
    private Path current = Path.of("");
    private int emptyPolls;
    private boolean nextIsUnborn;
    private long lookedNanos = System.nanoTime() - FIRST_FILE_NANOS;

    /**
     * {@code follows}: for polling a live appender. Listing a folder takes longer than an order takes from its tick, so an empty call then looks for a new file at most
     * ten times a second, and only after some hundred of them; a thousand times a second where a cycle has ended, a hundred times before the first one. An appender says where
     * its cycle ends, so that only what follows a killed one's is found later. Otherwise each empty call looks, so that one is enough to know the end.
     */
    public FileCursor(Path folder, boolean follows) {
        this.files = new CycleFiles(folder);
        this.follows = follows;
    }

    @Override
    public boolean advance() {
        while (true) {
            CycleFile open = file;
            CycleFile.Step step = open == null ? CycleFile.Step.END : open.next();
            if (step == CycleFile.Step.EXCERPT) {
                emptyPolls = 0;
                return true;
            }
            boolean awaited = step == CycleFile.Step.END;
            if (follows && !awaited && !isLookDue()) {
                return false;
            }
            Optional<Path> later = laterFile(follows && awaited);
            if (later.isEmpty()) {
                return false;
            }
            // An appender finishes its cycle before it starts the next: what it appended last to this file is there by
            // now.
            if (open != null && !awaited && open.next() == CycleFile.Step.EXCERPT) {
                emptyPolls = 0;
                return true;
            }
            nextIsUnborn = !moveToBorn(later.get());
            if (nextIsUnborn) {
                files.refresh(); // by the next call it may have been moved away
                return false;
            }
        }
    }

    private boolean isLookDue() {
        if (++emptyPolls % POLLS_PER_LOOK != 0) {
            return false;
        }
        return isLookDue(LOOK_NANOS);
    }

    private boolean isLookDue(long gapNanos) {
        long now = System.nanoTime();
        boolean due = now - lookedNanos >= gapNanos;
        lookedNanos = due ? now : lookedNanos;
        return due;
    }

    /** Goes into a file, to the document at an offset; the next {@link #advance} reads it. */
    public void moveTo(Path path, long documentOffset) {
        CycleFile open = file;
        if (open == null || !path.equals(current)) {
            if (open != null) {
                open.close();
            }
            open = new CycleFile(path);
            file = open;
            current = path;
        }
        open.moveTo(documentOffset);
        emptyPolls = 0;
    }

    /** Goes back before the first excerpt. */
    public void restart() {
        close();
        current = Path.of("");
        emptyPolls = 0;
        files.refresh();
    }

    @Override
    public long address() {
        return open().address();
    }

    @Override
    public int length() {
        return open().length();
    }

    /** Where the tape begins if its first files were moved away, as of the last look at the folder. */
    public Optional<Base> base() {
        return files.base();
    }

    /** False before the first file, and after {@link #restart}. */
    public boolean isInFile() {
        return file != null;
    }

    /** The file that the current excerpt is in; empty before the first. */
    public Path path() {
        return current;
    }

    /** Offset of the current excerpt's document in its file. */
    public long documentOffset() {
        return open().documentOffset();
    }

    @Override
    public void close() {
        CycleFile open = file;
        if (open != null) {
            file = null;
            open.close();
        }
    }

    private CycleFile open() {
        CycleFile open = file;
        if (open == null) {
            throw new IllegalStateException("no excerpt yet: advance first");
        }
        return open;
    }

    /**
     * Goes to the start of a file, or of the first behind it whose own header is complete; false if there is none. An unborn file is not entered: it is where a
     * writer was killed, and the next one moves it away and begins another of the same name.
     */
    private boolean moveToBorn(Path first) {
        Optional<Path> candidate = Optional.of(first);
        while (candidate.isPresent()) {
            if (CycleFile.isBorn(candidate.get())) {
                moveTo(candidate.get(), 0);
                return true;
            }
            candidate = files.after(candidate.get());
        }
        return false;
    }

    private Optional<Path> laterFile(boolean nowAndThen) {
        Optional<Path> known = files.after(current);
        if (known.isPresent() && !nextIsUnborn) {
            return known;
        }
        if (nowAndThen && !isLookDue(file == null ? FIRST_FILE_NANOS : NEXT_FILE_NANOS)) {
            return Optional.empty();
        }
        files.refresh();
        return files.after(current);
    }
}
