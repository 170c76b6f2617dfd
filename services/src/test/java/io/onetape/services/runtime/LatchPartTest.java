package io.onetape.services.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.OperatorCommandDecoder;
import io.onetape.journal.schema.TickDecoder;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.Processors;
import io.onetape.services.config.Configuration;
import io.onetape.services.config.RunMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LatchPartTest {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long START = 1_723_161_599_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void aLatchThatIsSetBeforeTheStartComesBeforeWhatWaitsInTheOutboxes() throws Exception {
        RunPaths paths = new RunPaths(folder.resolve("run"));
        HaltLatch.set(paths, "ann", "a fire", START);
        RecordDraft draft = new RecordDraft();
        draft.begin(new TickEncoder(), 0).wallNanos(START);
        draft.source(0, 1);
        try (OutboxFolder waiting = OutboxFolder.open(paths.outbox(ReplayFeed.NAME), RollCycle.HOUR)) {
            waiting.append(draft, START);
        }
        try (ProcessLoop loop = loop(paths)) {
            assertThat(firstThatWasSaid(paths, loop)).isEqualTo(HaltLatch.SOURCE);
            loop.stopParts();
        }
    }

    @Test
    void whileTheLatchCannotBeReadTheTapeIsNotOpened() throws Exception {
        RunPaths paths = new RunPaths(folder.resolve("run"));
        Files.createDirectories(paths.haltLatch()); // a folder in its place
        try (ProcessLoop loop = loop(paths)) {
            for (int i = 0; i < 100; i++) {
                loop.turn();
            }
            assertThat(paths.tape()).doesNotExist();
            Files.delete(paths.haltLatch());
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (!Files.exists(paths.tape().resolve(Manifest.FILE)) && System.nanoTime() < end) {
                loop.turn();
            }
            assertThat(paths.tape().resolve(Manifest.FILE)).exists();
            loop.stopParts();
        }
    }

    private ProcessLoop loop(RunPaths paths) throws Exception {
        Path file = folder.resolve("c.yaml");
        Files.writeString(
                file,
                "cache: {enabled: false}\nprocesses: {core: {services: [sequencer, marketdata, strategy, risk, execution, account, clock]}}\n");
        Run run = new Run(7, RollCycle.HOUR, RunMode.OBSERVE, START, false, Optional.empty());
        return new ProcessLoop(
                paths,
                run,
                Configuration.load(file, Map.of()),
                Map.of(),
                "core",
                Processors::named,
                "test",
                ProcessClock.SYSTEM);
    }

    /** Turns until one of both is on the tape, and says which came first. */
    private static String firstThatWasSaid(RunPaths paths, ProcessLoop loop) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            loop.turn();
            if (Files.exists(paths.tape().resolve(Manifest.FILE))) {
                try (TapeReader reader = TapeFolder.open(paths.tape()).reader()) {
                    while (reader.next()) {
                        RecordView record = reader.record();
                        if (record.templateId() == OperatorCommandDecoder.TEMPLATE_ID) {
                            return record.decode(new OperatorCommandDecoder()).who();
                        }
                        if (record.templateId() == TickDecoder.TEMPLATE_ID) {
                            return "tick";
                        }
                    }
                }
            }
        }
        throw new AssertionError("neither is on the tape");
    }
}
