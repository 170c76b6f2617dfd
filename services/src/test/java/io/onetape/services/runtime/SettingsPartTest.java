package io.onetape.services.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.schema.AlertRaisedDecoder;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.config.Configuration;
import io.onetape.services.config.RunMode;
import io.onetape.services.config.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose setting stands: the configuration's or the operator's. */
final class SettingsPartTest {
    /** Goes on by two seconds at each look, so that each turn looks at the files. */
    private static final class Clock implements ProcessClock {
        private long nanos = 1_700_000_000_000_000_000L;

        @Override
        public long wallNanos() {
            return nanos;
        }

        @Override
        public long monotonicNanos() {
            return nanos += 2_000_000_000L;
        }
    }

    @TempDir
    Path folder;

    private final Clock clock = new Clock();
    private final Run run =
            new Run(1, RollCycle.HOUR, RunMode.OBSERVE, 1_700_000_000_000_000_000L, false, Optional.empty());
    private RunPaths paths;
    private Path file;

    @BeforeEach
    void paths() {
        paths = new RunPaths(folder.resolve("run"));
        file = folder.resolve("c.yaml");
    }

    @Test
    void anOperatorsSettingStandsUntilTheFileChangesThere() throws IOException {
        write(1, 10);
        turnWith(() -> {});
        assertThat(said("execution.requoteTicks")).containsExactly("1");
        turnWith(() -> operator("execution.requoteTicks", "3"));
        assertThat(said("execution.requoteTicks")).containsExactly("1", "3");
        write(1, 5); // changes, but not there
        turnWith(() -> {});
        assertThat(said("execution.retries")).containsExactly("10", "5");
        assertThat(said("execution.requoteTicks")).containsExactly("1", "3");
        turnWith(() -> writeUnchecked(4, 5)); // while it runs
        assertThat(said("execution.requoteTicks")).containsExactly("1", "3", "4");
        turnWith(() -> operator("execution.requoteTicks", "2"));
        assertThat(said("execution.requoteTicks")).containsExactly("1", "3", "4", "2");
    }

    @Test
    void aChangeThatIsRefusedIsSaidOnTheTapeOnce() throws IOException {
        write(1, 10);
        turnWith(() -> writeUnchecked(-1, 10));
        AlertRaisedDecoder alert = new AlertRaisedDecoder();
        List<String> found = new ArrayList<>();
        try (TapeReader reader = TapeFolder.open(paths.tape()).reader()) {
            while (reader.next()) {
                if (reader.record().templateId() == AlertRaisedDecoder.TEMPLATE_ID) {
                    String name = reader.record().decode(alert).name();
                    found.add(name + ": " + alert.detail());
                }
            }
        }
        assertThat(found)
                .singleElement()
                .satisfies(text ->
                        assertThat(text).startsWith("configuration-refused: ").contains("requoteTicks", "-1"));
        assertThat(said("execution.requoteTicks")).containsExactly("1");
    }

    @Test
    void theLatchIsOnTheTapeBeforeAnythingElseIsAndOnceForEachTimeItIsSet() throws IOException {
        write(1, 10);
        RuntimeJournal journal = new RuntimeJournal("core", paths, run.roll(), clock::wallNanos);
        LatchPart part = new LatchPart(paths, journal, clock);
        assertThat(part.doWork()).isZero();
        HaltLatch.set(paths, "ann", "a drill", 7);
        assertThat(part.doWork() + part.doWork()).isEqualTo(1);
        HaltLatch.set(paths, "ann", "another", 8);
        assertThat(part.doWork() + part.doWork()).isEqualTo(1);
        HaltLatch.remove(paths);
        assertThat(part.doWork()).isZero();
        journal.close();
        turnWith(() -> {});
        assertThat(journalOf(paths)).containsExactly("7 by ann: a drill", "8 by ann: another");
    }

    /** Sequencer and settings over what is there, then closed. */
    private void turnWith(Runnable meanwhile) {
        Configuration configuration = Configuration.load(file, Map.of());
        SequencerPart sequencer = new SequencerPart(paths, run, configuration, clock);
        SettingsPart settings = new SettingsPart(paths, run, configuration, Map.of(), clock);
        turn(sequencer, settings);
        meanwhile.run();
        turn(sequencer, settings);
        settings.close();
        sequencer.stop();
        sequencer.close();
    }

    private static void turn(Part sequencer, Part settings) {
        for (int i = 0; i < 3_000; i++) {
            sequencer.doWork();
            settings.doWork();
        }
    }

    private void operator(String key, String value) {
        try (OperatorOutbox outbox = new OperatorOutbox(paths, run.roll(), clock::wallNanos)) {
            outbox.command("ann", "config set " + key + " " + value, "");
            outbox.set(new Setting.Value(key, value));
        }
    }

    private void write(int requoteTicks, int retries) throws IOException {
        Files.writeString(file, """
                mode: observe
                cache: {enabled: false}
                execution: {requoteTicks: TICKS, retries: RETRIES}
                processes:
                  core: {services: [sequencer, marketdata, strategy, risk, execution, account, clock]}
                """.replace("TICKS", Integer.toString(requoteTicks))
                .replace("RETRIES", Integer.toString(retries)));
    }

    private void writeUnchecked(int requoteTicks, int retries) {
        try {
            write(requoteTicks, retries);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> said(String key) {
        List<String> values = new ArrayList<>();
        ConfigSetDecoder config = new ConfigSetDecoder();
        try (TapeReader reader = TapeFolder.open(paths.tape()).reader()) {
            while (reader.next()) {
                if (reader.record().templateId() == ConfigSetDecoder.TEMPLATE_ID
                        && reader.record().decode(config).key().equals(key)) {
                    values.add(config.value());
                }
            }
        }
        return values;
    }

    private static List<String> journalOf(RunPaths paths) {
        List<String> found = new ArrayList<>();
        var command = new io.onetape.journal.schema.OperatorCommandDecoder();
        try (TapeReader reader = TapeFolder.open(paths.tape()).reader()) {
            while (reader.next()) {
                if (reader.record().templateId() == command.sbeTemplateId()) {
                    reader.record().decode(command).skipWho();
                    command.skipWhat();
                    found.add(command.why());
                }
            }
        }
        return found;
    }
}
