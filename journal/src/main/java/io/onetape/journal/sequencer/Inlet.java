package io.onetape.journal.sequencer;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.Numbering;
import io.onetape.journal.tape.TapeReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One source's outbox, as the sequencer reads it. An outbox that is not there yet is waited for. Single-threaded. */
final class Inlet implements AutoCloseable {
    private static final int POLLS_PER_LOOK = 256;

    private final SequencerAgent.Feed feed;
    private final int source;
    private final long resumesAfter;
    private final Optional<RecordCopy> lastOnTape;
    private Optional<TapeReader> reader = Optional.empty();
    private int polls;

    /** Reads {@code feed} from behind {@code resumesAfter}, whose record, if the tape still shows it, must be the outbox's too. */
    Inlet(SequencerAgent.Feed feed, int source, long resumesAfter, Optional<RecordCopy> lastOnTape) {
        this.feed = feed;
        this.source = source;
        this.resumesAfter = resumesAfter;
        this.lastOnTape = lastOnTape;
    }

    int source() {
        return source;
    }

    SourceKind kind() {
        return feed.kind();
    }

    /** The next record, or null if there is none now. */
    @Nullable RecordView poll() {
        if (reader.isEmpty() && (polls++ % POLLS_PER_LOOK != 0 || !open(feed.outbox()))) {
            return null;
        }
        TapeReader open = reader.get();
        return open.next() ? open.record() : null;
    }

    @Override
    public void close() {
        reader.ifPresent(TapeReader::close);
    }

    private boolean open(Path outbox) {
        if (!Files.exists(outbox.resolve(Manifest.FILE))) {
            return false;
        }
        TapeReader opened = TapeReader.following(outbox, Numbering.SOURCE_SEQUENCE);
        if (resumesAfter > 0) {
            opened.seek(resumesAfter);
            if (!opened.next()) {
                throw new SequencingException("the outbox of " + feed.name() + " ends before number " + resumesAfter
                        + ", which is on the tape; expected it to reach that far");
            }
            lastOnTape.ifPresent(copy -> requireSame(copy.view(), opened.record()));
        }
        reader = Optional.of(opened);
        return true;
    }

    private void requireSame(RecordView onTape, RecordView inOutbox) {
        boolean same = onTape.length() == inOutbox.length() && onTape.templateId() == inOutbox.templateId();
        for (int at = RecordHeader.LENGTH; same && at < onTape.length(); at++) {
            same = onTape.buffer().getByte(at) == inOutbox.buffer().getByte(at);
        }
        if (!same) {
            throw new SequencingException("source " + feed.name() + " gave two different records the number "
                    + inOutbox.sourceSequence() + ": one is on the tape, another in its outbox");
        }
    }
}
