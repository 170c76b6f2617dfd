package io.onetape.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ConfigSetEncoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickDecoder;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.TapeReader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.junit.jupiter.api.Test;

/** Processors that are not pure are caught when their tape is verified, at the first record that shows it, and named. */
final class NonDeterminismTest {
    private static final long NOW = 1_723_161_598_000_000_000L;
    private static final int TICKS = 50;

    /** Objects whose hash codes differ from run to run, as those of most classes do. */
    private static final class Thing {
        private final int number;

        private Thing(int number) {
            this.number = number;
        }
    }

    /** Answers each tick with a setting. */
    private static final class Answering implements Processor {
        private final ConfigSetEncoder set = new ConfigSetEncoder();
        private final LongFunction<String> answer;

        private Answering(LongFunction<String> answer) {
            this.answer = answer;
        }

        @Override
        public String name() {
            return "suspect";
        }

        @Override
        public void onRecord(RecordView record, Emitter out) {
            if (record.templateId() == TickDecoder.TEMPLATE_ID) {
                out.begin(set, 0).key("answer").value(answer.apply(record.sourceSequence()));
                out.emit();
            }
        }

        @Override
        public void onTimer(long timer, long dueNanos, Emitter out) {}

        @Override
        public void writeState(WireOut wire) {}

        @Override
        public void readState(WireIn wire) {}
    }

    @Test
    void thePureOneIsEqual() {
        assertThat(verify(tick -> "tick " + tick)).isEmpty();
    }

    @Test
    void theWallClockIsCaughtAtItsFirstRecord() {
        ParityCheck.Difference difference =
                verify(tick -> Long.toString(System.nanoTime())).orElseThrow();
        assertThat(difference.source()).isEqualTo("suspect");
        assertThat(difference.sequence()).isEqualTo(difference.found().view().sequence());
        assertThat(difference.found().view().sourceSequence()).isEqualTo(1);
    }

    @Test
    void theOrderOfAHashSetIsCaughtWhereItFirstMatters() {
        ParityCheck.Difference difference =
                verify(NonDeterminismTest::inHashOrder).orElseThrow();
        assertThat(difference.source()).isEqualTo("suspect");
        assertThat(difference.found().view().sourceSequence()).isGreaterThan(1); // of one thing there is only one order
    }

    private static String inHashOrder(long tick) {
        Set<Thing> things = new HashSet<>();
        for (int i = 0; i < tick; i++) {
            things.add(new Thing(i));
        }
        StringBuilder order = new StringBuilder();
        things.forEach(thing -> order.append(thing.number).append(' '));
        return order.toString();
    }

    private static Optional<ParityCheck.Difference> verify(LongFunction<String> answer) {
        MemoryTape tape = new MemoryTape(7, RollCycle.HOUR);
        int clock = tape.writer().define(SourceKind.OUTSIDE, "clock", NOW);
        RecordDraft draft = new RecordDraft();
        try (Pipeline pipeline = new Pipeline(tape, tape.writer(), List.of(new Answering(answer)), NOW, record -> {})) {
            for (int tick = 1; tick <= TICKS; tick++) {
                draft.begin(new TickEncoder(), 0);
                pipeline.accept(draft.source(clock, tick), NOW + tick);
            }
        }
        ParityCheck check = new ParityCheck(tape.writer().sources(), name -> Optional.of(new Answering(answer)));
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                Optional<ParityCheck.Difference> difference = check.accept(reader.record());
                if (difference.isPresent()) {
                    return difference;
                }
            }
        }
        return Optional.empty();
    }
}
