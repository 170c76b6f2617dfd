package io.onetape.journal.sequencer;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.OutboxTail;
import io.onetape.journal.tape.TapeFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An outbox of facts beside the tape, after a loss of power that took ends of either. */
public final class FactsOutbox {
    private FactsOutbox() {}

    /**
     * Gives the outbox back what it has lost and the tape has, and takes away what speaks of records that the tape has lost. Says what it did, a line each. Nobody
     * appends to the tape meanwhile. Throws {@link io.onetape.journal.excerpt.BusyException} if the outbox has to get something back and somebody holds it.
     *
     * @param name of the source
     * @param sources as they are at the tape's end
     * @param last the tape's last sequence
     */
    public static List<String> fit(Path outbox, String name, TapeFolder tape, Sources sources, long last) {
        List<String> done = new ArrayList<>();
        OutboxTail.mend(outbox);
        int source = sources.byName(name).map(Source::number).orElse(0);
        long known = source == 0 ? 0 : sources.last(source);
        if (OutboxFolder.lastNumber(outbox) < known) {
            try (OutboxFolder open = OutboxFolder.open(outbox, tape.manifest().roll())) {
                long filled = new Refill(tape, source).into(open, last);
                done.add("outbox " + name + ": got " + filled + " records back from the tape");
            }
        }
        long cut = AppenderLock.isHeld(outbox) // by its process, which has done this when it opened it
                ? 0
                : OutboxTail.cutNotedBehind(outbox, known, last);
        if (cut > 0) {
            done.add("outbox " + name + ": set aside " + cut + " records that speak of lost ones");
        }
        return done;
    }
}
