package io.onetape.services.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.SubmitAmendEncoder;
import io.onetape.journal.schema.SubmitCancelEncoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.SubmitOrderEncoder;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.sequencer.Sequencer;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.replay.ServiceLoop;
import io.onetape.replay.ServicePlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.agrona.sbe.MessageEncoderFlyweight;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubmitSyncTest {
    private static final long START = 1_723_161_599_000_000_000L;

    @TempDir
    Path folder;

    private final List<String> happened = new ArrayList<>();
    private final RecordDraft draft = new RecordDraft();
    private RunPaths paths;
    private TapeWriter tape;
    private int source;

    @BeforeEach
    void begin() {
        paths = new RunPaths(folder);
        outbox("execution");
        outbox("feed");
        tape = TapeFolder.create(paths.tape(), 7, RollCycle.HOUR);
        source = tape.define(SourceKind.PROCESSOR, "execution", START);
    }

    @AfterEach
    void close() {
        tape.close();
    }

    @Test
    void aSubmitTakesEffectAfterTheOutboxesAndThenTheTapeWereForced() {
        append(new TickEncoder());
        append(new SubmitOrderEncoder());
        run();
        assertThat(happened).containsSubsequence("force execution", "force feed", "force tape", "submit");
        assertThat(happened.indexOf("submit")).isGreaterThan(happened.lastIndexOf("force tape"));
    }

    @Test
    void oneWaitServesAllThatIsOnTheTapeAndALaterAmendWaitsAgain() {
        append(new SubmitOrderEncoder());
        append(new SubmitOrderEncoder());
        try (SubmitSync sync = new SubmitSync(paths, this::force);
                TapeReader reader = TapeFolder.open(paths.tape()).follower()) {
            offer(reader, sync);
            assertThat(happened).containsOnlyOnce("force tape");
            append(new SubmitAmendEncoder());
            offer(reader, sync);
            assertThat(happened).filteredOn("force tape"::equals).hasSize(2);
            assertThat(happened)
                    .as("what has a record there")
                    .filteredOn("force execution"::equals)
                    .hasSize(2);
            assertThat(happened)
                    .as("what has none")
                    .filteredOn("force feed"::equals)
                    .hasSize(1);
        }
    }

    @Test
    void nothingElseWaitsForTheDisk() {
        append(new TickEncoder());
        append(new SubmitCancelEncoder());
        run();
        assertThat(happened).isEmpty();
    }

    /** A venue's loop over the tape. */
    private void run() {
        try (SubmitSync sync = new SubmitSync(paths, this::force);
                Progress progress = Progress.open(paths.progress("venue"));
                ServiceLoop loop = new ServiceLoop(
                        new Venue(),
                        TapeFolder.open(paths.tape()),
                        new ServicePlace(paths.outbox("venue"), RollCycle.HOUR, Optional.empty(), "b"),
                        progress)) {
            loop.first(sync);
            assertThat(loop.doWork()).isPositive();
        }
    }

    private static void offer(TapeReader reader, SubmitSync sync) {
        while (reader.next()) {
            sync.accept(reader.record());
        }
    }

    private void append(MessageEncoderFlyweight event) {
        draft.begin(event, 0);
        draft.source(source, tape.sources().last(source) + 1).cause(0, 0);
        new Sequencer(tape).sequence(draft, START);
    }

    private void outbox(String name) {
        draft.begin(new TickEncoder(), 0).wallNanos(START);
        draft.source(0, 1);
        try (OutboxFolder outbox = OutboxFolder.open(paths.outbox(name), RollCycle.HOUR)) {
            outbox.append(draft, START);
        }
    }

    /** Of an outbox and of the tape the file, not the names. */
    private void force(Path file) {
        if (file.toString().endsWith(RollCycle.SUFFIX)) {
            happened.add("force " + file.getParent().getFileName());
        }
    }

    private final class Venue implements Processor {
        @Override
        public String name() {
            return "venue";
        }

        @Override
        public void onRecord(RecordView record, Emitter out) {
            if (record.templateId() == SubmitOrderDecoder.TEMPLATE_ID) {
                happened.add("submit");
            }
        }

        @Override
        public void writeState(WireOut state) {}

        @Override
        public void readState(WireIn state) {}
    }
}
