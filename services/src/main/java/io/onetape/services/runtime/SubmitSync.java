package io.onetape.services.runtime;

import io.onetape.journal.excerpt.FolderSync;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.SubmitAmendDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Durability before intent: an order or an amend takes effect only when the tape up to it is on the disk, and every outbox that has a record there, those first:
 * after a loss of power no outbox lacks what stood on the tape when the wait began. What came on the tape during the wait may be missing from its outbox, and is filled
 * in from the tape at the next start. One wait serves all requests that stand on the tape when it begins. Cancels do not wait: losing one loses no
 * order. For the part that lets requests take effect; single-threaded, blocks for as long as the disk takes.
 */
final class SubmitSync implements Consumer<RecordView>, AutoCloseable {
    private final Path outboxes;
    private final FolderSync.Force force;
    private final SortedMap<Path, FolderSync> ofOutboxes = new TreeMap<>();
    private final FolderSync ofTape;
    private final TapeReader end;
    private final Sources sources;
    private long through;

    /** Of a run's tape, which is there. */
    SubmitSync(RunPaths paths) {
        this(paths, FolderSync::onDisk);
    }

    /** With another way to force, so that a test can count. */
    SubmitSync(RunPaths paths, FolderSync.Force force) {
        this.outboxes = paths.outboxes();
        this.force = force;
        this.ofTape = new FolderSync(paths.tape(), force);
        TapeFolder tape = TapeFolder.open(paths.tape());
        this.end = tape.reader();
        end.seekLast();
        this.sources = tape.sources();
    }

    /** Called with each record of the tape before it takes effect. */
    @Override
    public void accept(RecordView record) {
        boolean takesEffect = record.templateId() == SubmitOrderDecoder.TEMPLATE_ID
                || record.templateId() == SubmitAmendDecoder.TEMPLATE_ID;
        if (takesEffect && record.sequence() > through) {
            sync();
            if (record.sequence() > through) {
                throw new IllegalStateException(
                        "expected the tape's end at " + record.sequence() + " or behind, found " + through);
            }
        }
    }

    private void sync() {
        boolean all = through == 0;
        SortedSet<String> named = new TreeSet<>();
        while (end.next()) { // what is there now is on the disk afterwards
            RecordView record = end.record();
            sources.apply(record);
            sources.find(record.source()).ifPresent(source -> named.add(source.name()));
        }
        for (Path outbox : folders()) {
            if (all || named.contains(String.valueOf(outbox.getFileName()))) {
                ofOutboxes
                        .computeIfAbsent(outbox, folder -> new FolderSync(folder, force))
                        .sync();
            }
        }
        ofTape.sync();
        through = end.number();
    }

    private List<Path> folders() {
        try (Stream<Path> folders = Files.list(outboxes)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + outboxes, e);
        }
    }

    @Override
    public void close() {
        end.close();
    }
}
