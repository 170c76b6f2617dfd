package io.onetape.journal.sequencer;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.Numbering;
import io.onetape.journal.tape.TapeReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One source's outbox, as the sequencer reads it, and how far the source has come. An outbox that is not there yet is waited for. Single-threaded. */
final class Inlet implements AutoCloseable {
    private final SequencerAgent.Feed feed;
    private final int source;
    private final long resumesAfter;
    private final Optional<RecordCopy> lastOnTape;
    private final @Nullable Progress progress;
    private @Nullable TapeReader reader;
    private boolean peeked;

    /** Reads {@code feed} from behind {@code resumesAfter}, whose record, if the tape still shows it, must be the outbox's too. */
    Inlet(SequencerAgent.Feed feed, int source, long resumesAfter, Optional<RecordCopy> lastOnTape) {
        this.feed = feed;
        this.source = source;
        this.resumesAfter = resumesAfter;
        this.lastOnTape = lastOnTape;
        this.progress = feed.progress().map(Progress::open).orElse(null);
    }

    int source() {
        return source;
    }

    boolean keepsTime() {
        return feed.keepsTime();
    }

    /** True of a processor, which says how far it has come. */
    boolean hasProgress() {
        return progress != null;
    }

    /** The sequence that the processor has consumed through. */
    long consumed() {
        return progress == null ? 0 : progress.consumed();
    }

    /** The last number that it has emitted. */
    long emitted() {
        return progress == null ? 0 : progress.emitted();
    }

    /** The number of the record that is next. */
    long nextNumber() {
        TapeReader open = reader;
        return open == null ? resumesAfter + 1 : open.number() + (peeked ? 0 : 1);
    }

    /** Opens the outbox if it is there by now. */
    void look() {
        if (reader == null) {
            reader = open(feed.outbox());
        }
    }

    /** The next record, or null if there is none now; the same one until {@link #remove}. */
    @Nullable RecordView peek() {
        TapeReader open = reader;
        if (open == null) {
            return null;
        }
        peeked = peeked || open.next();
        return peeked ? open.record() : null;
    }

    /** What {@link #peek} gave is on the tape. */
    void remove() {
        peeked = false;
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
        if (progress != null) {
            progress.close();
        }
    }

    private @Nullable TapeReader open(Path outbox) {
        if (!Files.exists(outbox.resolve(Manifest.FILE))) {
            return null;
        }
        TapeReader opened = TapeReader.following(outbox, Numbering.SOURCE_SEQUENCE);
        if (resumesAfter > 0) {
            opened.seek(resumesAfter);
            if (!opened.next()) {
                opened.close();
                if (hasProgress()) {
                    return null; // it has lost its tail, and the processor is writing it again
                }
                throw new SequencingException("the outbox of " + feed.name() + " ends before number " + resumesAfter
                        + ", which is on the tape; expected it to reach that far");
            }
            lastOnTape.ifPresent(copy -> requireSame(copy.view(), opened.record()));
        }
        return opened;
    }

    private void requireSame(RecordView onTape, RecordView inOutbox) {
        boolean same = onTape.length() == inOutbox.length()
                && onTape.templateId() == inOutbox.templateId()
                && onTape.instrument() == inOutbox.instrument()
                && onTape.causedBy() == inOutbox.causedBy();
        for (int at = RecordHeader.LENGTH; same && at < onTape.length(); at++) {
            same = onTape.buffer().getByte(at) == inOutbox.buffer().getByte(at);
        }
        if (!same) {
            throw new SequencingException("source " + feed.name() + " gave two different records the number "
                    + inOutbox.sourceSequence() + ": one is on the tape, another in its outbox");
        }
    }
}
