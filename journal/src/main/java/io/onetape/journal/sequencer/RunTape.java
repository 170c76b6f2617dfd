package io.onetape.journal.sequencer;

import io.onetape.journal.excerpt.BusyException;
import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.OutboxTail;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A run's tape as its sequencer goes on with it, whatever a loss of power has left of it and of the outboxes. The tape decides: processors' outboxes lose what rests
 * on records that it does not have any more, and outboxes of facts get back what it has of them.
 *
 * @param writer appends to the tape
 * @param last the tape's last sequence, before anything is appended
 * @param losses what was lost, for an operator; empty after anything but a loss of power. Said again at each start until {@link #lossesAreSaid}
 */
public record RunTape(TapeWriter writer, long last, List<String> losses) {
    /**
     * Goes on with the tape in {@code folder}. Throws {@link HeldOutboxException}, having appended nothing, while somebody holds an outbox that cannot stay as it is:
     * then it is to be tried again.
     */
    public static RunTape goOn(Path folder, List<SequencerAgent.Feed> feeds, FreeSpace space) {
        LossNotes losses = new LossNotes(folder);
        TapeWriter writer = TapeFolder.goOn(
                folder,
                space,
                remains -> losses.add("the tape goes on after sequence " + remains.last()
                        + ": what was behind it is lost, " + remains.lost().orElse("")),
                remains -> fit(folder, feeds, remains, losses));
        return new RunTape(writer, writer.lastSequence(), losses.all());
    }

    /** The tape in {@code folder} says on the disk what was lost. */
    public static void lossesAreSaid(Path folder) {
        new LossNotes(folder).clear();
    }

    private static void fit(
            Path folder, List<SequencerAgent.Feed> feeds, TapeFolder.Remains remains, LossNotes losses) {
        TapeFolder tape = TapeFolder.open(folder);
        Sources sources = tape.sources();
        for (SequencerAgent.Feed feed : feeds) {
            if (!Files.exists(feed.outbox().resolve(Manifest.FILE))) {
                continue; // it is made anew, or missed by whoever reads it
            }
            try {
                if (feed.kind() == SourceKind.PROCESSOR) {
                    OutboxTail.mend(feed.outbox());
                    if (!remains.closed()) {
                        cut(tape, feed, remains.last(), losses);
                    }
                } else {
                    FactsOutbox.fit(feed.outbox(), feed.name(), tape, sources, remains.last())
                            .forEach(losses::add);
                }
            } catch (BusyException e) {
                throw new HeldOutboxException(feed.name(), e);
            }
        }
    }

    private static void cut(TapeFolder tape, SequencerAgent.Feed feed, long last, LossNotes losses) {
        long cut = OutboxTail.cutCausedBehind(feed.outbox(), last);
        if (cut > 0) {
            losses.add("outbox " + feed.name() + ": set aside " + cut + " records that rested on lost ones");
        }
        feed.progress().ifPresent(file -> takeBack(tape, feed, file, last));
    }

    /** Nobody has consumed what is not on the tape. */
    private static void takeBack(TapeFolder tape, SequencerAgent.Feed feed, Path file, long last) {
        try (Progress progress = Progress.open(file)) {
            if (progress.consumed() > last) {
                try (OutboxFolder outbox =
                        OutboxFolder.open(feed.outbox(), tape.manifest().roll())) {
                    progress.publish(0, Math.min(progress.emitted(), outbox.lastNumber()));
                }
            }
        }
    }
}
