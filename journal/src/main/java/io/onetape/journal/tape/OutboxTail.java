package io.onetape.journal.tape;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ServiceStartedDecoder;
import io.onetape.journal.schema.ServiceStoppedDecoder;
import io.onetape.journal.schema.StrategyChangedDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes outboxes end where a loss of power has left them and the tape: behind their last good record, and before what rests on records that the tape has lost. What an
 * outbox held is kept in its {@code trash/}. All throw {@link io.onetape.journal.excerpt.BusyException} if there is something to cut and somebody appends.
 */
public final class OutboxTail {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxTail.class);

    private OutboxTail() {}

    /**
     * Makes an outbox end where a loss of power has left it, before anybody reads it who would miss what is appended after that. One that somebody appends to was
     * opened since, which does the same; one that is damaged is left as it is, for whoever opens it to refuse it.
     */
    public static void mend(Path folder) {
        if (!isThere(folder) || AppenderLock.isHeld(folder)) {
            return;
        }
        AppenderLock lock = AppenderLock.take(folder);
        try {
            cutLost(folder);
        } catch (DamagedTapeException e) {
            LOG.warn("{} is left as it is: {}", folder, e.getMessage());
        } finally {
            lock.close();
        }
    }

    /** If a loss of power has taken the tail, and nothing stands in its place: what the file still says of it would lead the queue astray. */
    static void cutLost(Path folder) {
        try (TapeReader reader = reader(folder)) {
            boolean torn = LostTail.isTornBehind(reader, reader::seekLast);
            if (torn || LostTail.isNoted(folder, Numbering.SOURCE_SEQUENCE, reader)) {
                if (!torn) {
                    LostTail.requireNothingBehind(folder, Numbering.SOURCE_SEQUENCE, reader);
                }
                new TailCut(folder, Manifest.read(folder)).behind(reader.number());
            }
        }
    }

    /** Takes away a processor's records that were caused by records behind {@code sequence}. Returns how many records that was. */
    public static long cutCausedBehind(Path folder, long sequence) {
        if (!isThere(folder) || causeOfLast(folder) <= sequence) { // causes never decrease
            return 0;
        }
        return cut(folder, 0, sequence, RecordView::causedBy);
    }

    /**
     * Takes away a process's facts from the first one on that speaks of a record behind {@code sequence}: where a service started or stopped, what a strategy failed on.
     * They would be said of other records than they were noted at. Looks behind the fact {@code known}, the last one that the tape has. Returns how many records that was.
     */
    public static long cutNotedBehind(Path folder, long known, long sequence) {
        if (!isThere(folder) || OutboxFolder.lastNumber(folder) <= known) {
            return 0;
        }
        ServiceStartedDecoder started = new ServiceStartedDecoder();
        ServiceStoppedDecoder stopped = new ServiceStoppedDecoder();
        StrategyChangedDecoder changed = new StrategyChangedDecoder();
        return cut(folder, known, sequence, record -> switch (record.templateId()) {
            case ServiceStartedDecoder.TEMPLATE_ID -> record.decode(started).resumesAfter();
            case ServiceStoppedDecoder.TEMPLATE_ID -> record.decode(stopped).consumedThrough();
            case StrategyChangedDecoder.TEMPLATE_ID -> record.decode(changed).fromSequence();
            default -> 0;
        });
    }

    private static long cut(Path folder, long known, long sequence, ToLongFunction<RecordView> restsOn) {
        long kept;
        try (TapeReader reader = reader(folder)) {
            if (known > reader.number()) {
                reader.seek(known);
                reader.next();
            }
            kept = reader.number();
            while (reader.next() && restsOn.applyAsLong(reader.record()) <= sequence) {
                kept = reader.number();
            }
        }
        long last = OutboxFolder.lastNumber(folder);
        if (kept == last) {
            return 0;
        }
        AppenderLock lock = AppenderLock.take(folder);
        try {
            new TailCut(folder, Manifest.read(folder)).behind(kept);
            return last - kept;
        } finally {
            lock.close();
        }
    }

    private static long causeOfLast(Path folder) {
        try (TapeReader reader = reader(folder)) {
            return reader.seekLast() ? reader.record().causedBy() : 0;
        }
    }

    private static TapeReader reader(Path folder) {
        return TapeReader.ofFolder(folder, Numbering.SOURCE_SEQUENCE);
    }

    private static boolean isThere(Path folder) {
        return Files.exists(folder.resolve(Manifest.FILE));
    }
}
