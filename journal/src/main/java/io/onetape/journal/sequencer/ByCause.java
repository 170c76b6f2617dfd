package io.onetape.journal.sequencer;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lockstep: the order of one JVM, across processes. For each record of the tape in turn, what each processor in turn emitted because of it; and a fact only when
 * nothing follows from the tape any more. So it waits for every processor at every record. A fact of a feed that keeps its time has that time, everything else
 * the time of the record before it.
 */
final class ByCause implements Order {
    private static final int RECORDS_PER_TURN = 256;

    private final Sequencer sequencer;
    private final TapeWriter tape;
    private final List<Inlet> processors = new ArrayList<>();
    private final List<Inlet> facts = new ArrayList<>();
    private final Looks looks;
    private long cause = 1;
    private int answering;

    /** Goes on where the tape in {@code folder} ends. */
    ByCause(Sequencer sequencer, Path folder, List<Inlet> inlets) {
        this.sequencer = sequencer;
        this.tape = sequencer.tape();
        this.looks = new Looks(inlets);
        inlets.forEach(inlet -> (inlet.hasProgress() ? processors : facts).add(inlet));
        resume(folder);
    }

    /** The last record that a processor emitted says which cause was being answered, and by whom. */
    private void resume(Path folder) {
        long last = 0;
        for (int i = 0; i < processors.size(); i++) {
            long sequence = tape.sources().lastSequence(processors.get(i).source());
            if (sequence > last) {
                last = sequence;
                answering = i;
            }
        }
        try (TapeReader reader = TapeFolder.open(folder).reader()) {
            if (last > 0) {
                reader.seek(last);
            } else {
                reader.seekLastCycle(); // a fact began it: everything before had been answered
            }
            if (reader.next()) {
                cause = last > 0 ? reader.record().causedBy() : reader.number();
            }
        }
    }

    @Override
    public int turn() {
        looks.turn();
        int work = 0;
        while (work < RECORDS_PER_TURN) {
            if (cause > tape.lastSequence()) {
                if (!takeFact(true)) {
                    return work;
                }
                work++;
            } else if (answering == processors.size()) {
                cause++;
                answering = 0;
            } else {
                int taken = takeAnswers(processors.get(answering));
                if (taken < 0) {
                    return takeFact(false) ? work + 1 : work;
                }
                work += taken;
                answering++;
            }
        }
        return work;
    }

    /** All that this processor emitted because of {@code cause}; below zero if it is not known yet. What was taken then is on the tape and stays. */
    private int takeAnswers(Inlet inlet) {
        if (inlet.consumed() < cause) {
            return -1;
        }
        long emitted = inlet.emitted(); // read after consumed: at least what follows from the cause
        int taken = 0;
        while (inlet.nextNumber() <= emitted) {
            RecordView record = inlet.peek();
            if (record == null) {
                return -1; // in the outbox, and not seen yet
            }
            if (record.causedBy() > cause) {
                break;
            }
            sequencer.sequence(record.buffer(), record.length(), inlet.source(), tape.lastNanos());
            inlet.remove();
            taken++;
        }
        return taken;
    }

    /** While an answer is waited for, what an operator or a process has to say does not wait: it may be why no answer comes. */
    private boolean takeFact(boolean quiet) {
        for (int i = 0; i < facts.size(); i++) {
            Inlet inlet = facts.get(i);
            RecordView record = quiet || !inlet.keepsTime() ? inlet.peek() : null;
            if (record != null) {
                long nanos = inlet.keepsTime() ? record.recordedAtNanos() : tape.lastNanos();
                sequencer.sequence(record.buffer(), record.length(), inlet.source(), nanos);
                inlet.remove();
                return true;
            }
        }
        return false;
    }
}
