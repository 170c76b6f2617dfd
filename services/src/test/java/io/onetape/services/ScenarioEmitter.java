package io.onetape.services;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** One processor at its place in a scenario: its source number, its timers, and what it is handling. */
final class ScenarioEmitter implements Emitter {
    private final Processor processor;
    private final int source;
    private final Consumer<RecordDraft> tape;
    private final RecordDraft draft = new RecordDraft();
    private final Map<Long, Long> dueByTimer = new TreeMap<>();
    private RecordView handled = new RecordView();
    private long sourceSequence;
    private boolean begun;

    ScenarioEmitter(Processor processor, int source, Consumer<RecordDraft> tape) {
        this.processor = processor;
        this.source = source;
        this.tape = tape;
    }

    void deliver(RecordView record) {
        handled = record;
        while (true) {
            Map.Entry<Long, Long> next = dueByTimer.entrySet().stream()
                    .filter(timer -> timer.getValue() <= record.recordedAtNanos())
                    .min(Map.Entry.<Long, Long>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                    .orElse(null);
            if (next == null) {
                break;
            }
            long timer = next.getKey();
            long due = next.getValue();
            dueByTimer.remove(timer);
            processor.onTimer(timer, due, this);
        }
        processor.onRecord(record, this);
        begun = false;
    }

    @Override
    public <E extends MessageEncoderFlyweight> E begin(E encoder, int instrument) {
        begun = true;
        return draft.begin(encoder, instrument);
    }

    @Override
    public void emit() {
        if (!begun) {
            throw new IllegalStateException(processor.name() + " emits without begin");
        }
        begun = false;
        draft.source(source, ++sourceSequence)
                .cause(handled.sequence(), handled.correlation())
                .recordedAtNanos(handled.recordedAtNanos());
        tape.accept(draft);
    }

    @Override
    public void setTimer(long timer, long dueNanos) {
        dueByTimer.put(timer, dueNanos);
    }

    @Override
    public void cancelTimer(long timer) {
        dueByTimer.remove(timer);
    }
}
