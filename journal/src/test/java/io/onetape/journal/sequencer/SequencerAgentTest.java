package io.onetape.journal.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.ConfigSetEncoder;
import io.onetape.journal.schema.TickDecoder;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outboxes that come after the sequencer has started. */
final class SequencerAgentTest {
    private static final long NOW = 1_723_161_598_000_000_000L;
    private static final int ENOUGH_TURNS = 600;

    private final RecordDraft draft = new RecordDraft();

    @TempDir
    Path folder;

    @BeforeEach
    void makeRoom() throws Exception {
        Files.createDirectories(folder.resolve("progress"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 255, 256, 300})
    void aMarketThatWaitedForTheConfigurationComesAfterIt(int turnsBefore) {
        try (Progress service = Progress.open(folder.resolve("progress").resolve("service"));
                SequencerAgent agent = SequencerAgent.inLockstep(
                        folder.resolve("tape"),
                        TapeFolder.create(folder.resolve("tape"), 7, RollCycle.HOUR),
                        List.of(
                                SequencerAgent.Feed.ofFacts("configuration", folder.resolve("configuration")),
                                SequencerAgent.Feed.ofProcessor(
                                        "service",
                                        folder.resolve("service"),
                                        folder.resolve("progress").resolve("service")),
                                SequencerAgent.Feed.ofFacts("market", folder.resolve("market"))
                                        .keepingTime()),
                        NOW)) {
            turn(agent, turnsBefore); // the service has consumed nothing: it is waited for
            try (OutboxFolder configuration = OutboxFolder.open(folder.resolve("configuration"), RollCycle.HOUR);
                    OutboxFolder market = OutboxFolder.open(folder.resolve("market"), RollCycle.HOUR)) {
                draft.begin(new ConfigSetEncoder(), 0).key("a").value("1");
                configuration.append(draft.source(0, 1), NOW);
                draft.begin(new TickEncoder(), 0);
                market.append(draft.source(0, 1), NOW);
            }
            service.publish(Long.MAX_VALUE, 0);
            turn(agent, ENOUGH_TURNS);
        }
        assertThat(templates()).endsWith(ConfigSetDecoder.TEMPLATE_ID, TickDecoder.TEMPLATE_ID);
    }

    @Test
    void anOutboxThatComesLaterIsFound() {
        try (SequencerAgent agent = new SequencerAgent(
                folder.resolve("tape"),
                TapeFolder.create(folder.resolve("tape"), 7, RollCycle.HOUR),
                List.of(SequencerAgent.Feed.ofFacts("market", folder.resolve("market"))),
                SequencerAgent.Clock.OF_WRITER,
                NOW)) {
            turn(agent, 10);
            try (OutboxFolder market = OutboxFolder.open(folder.resolve("market"), RollCycle.HOUR)) {
                draft.begin(new TickEncoder(), 0);
                market.append(draft.source(0, 1), NOW);
            }
            turn(agent, ENOUGH_TURNS);
        }
        assertThat(templates()).endsWith(TickDecoder.TEMPLATE_ID);
    }

    private static void turn(SequencerAgent agent, int times) {
        for (int i = 0; i < times; i++) {
            agent.doWork();
        }
    }

    private List<Integer> templates() {
        List<Integer> found = new ArrayList<>();
        try (TapeReader reader = TapeFolder.open(folder.resolve("tape")).reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                found.add(record.templateId());
            }
        }
        return found;
    }
}
