package io.onetape.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A paper session whose services are killed after every record that they consume and between every two outputs, against the unbroken run in one JVM. */
final class KillEverywhereTest {
    private static final long SEED = 3;

    private static List<RecordCopy> facts;
    private static List<String> expected;

    @TempDir
    Path folder;

    @BeforeAll
    static void theUnbrokenRun() {
        facts = LiveFacts.of(SEED, 3_000_000_000L);
        Tape tape = LockstepRun.inOneJvm(facts, LockstepRun.processors());
        expected = LockstepRun.lines(tape);
        Map<OrderState, Integer> steps = new TreeMap<>();
        int fills = 0;
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                fills += record.templateId() == FillDecoder.TEMPLATE_ID ? 1 : 0;
                if (record.templateId() == OrderChangedDecoder.TEMPLATE_ID) {
                    steps.merge(record.decode(new OrderChangedDecoder()).state(), 1, Integer::sum);
                }
            }
        }
        System.out.println(expected.size() + " records of " + facts.size() + " facts, " + fills + " fills, " + steps);
        assertThat(expected.size()).isGreaterThan(1_000);
        assertThat(steps.keySet())
                .contains(OrderState.PARTIALLY_FILLED, OrderState.FILLED, OrderState.CANCELED, OrderState.REJECTED);
    }

    @Test
    void theOrderAcrossProcessesIsThatOfOneJvm() throws Exception {
        run((service, consumed, emitted) -> false);
    }

    /** Each service in turn; in each of its lives it gets one step further than in the one before. */
    @ParameterizedTest
    @ValueSource(strings = {"marketdata", "strategy", "risk", "execution", "account", "venue"})
    @Tag("long")
    void aServiceThatIsKilledAtEveryStepLosesAndDoublesNothing(String victim) throws Exception {
        int kills = run(new AtEveryStep(victim, 1), 41, Tamper.NOTHING);
        assertThat(kills).isGreaterThan(expected.size());
    }

    /** All services, each at every so many steps, so that each is killed dozens of times in one run. */
    @Test
    void servicesThatAreKilledAllTheTimeLoseAndDoubleNothing() throws Exception {
        int kills = run(new AtEveryStep("", 97));
        assertThat(kills).isGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource(Tamper.class)
    void servicesStartFromTheirSnapshotsAsFarAsTheseAreGood(Tamper tamper) throws Exception {
        int kills = run(new AtEveryStep("", 149), 41, tamper);
        assertThat(kills).isGreaterThan(60);
    }

    private int run(LockstepRun.Killer killer) throws Exception {
        return run(killer, Integer.MAX_VALUE, Tamper.NOTHING);
    }

    private int run(LockstepRun.Killer killer, int recordsPerSnapshot, Tamper tamper) throws Exception {
        try (LockstepRun run = new LockstepRun(folder, killer, recordsPerSnapshot, tamper)) {
            run.feed(facts);
            run.run();
            assertThat(LockstepRun.lines(TapeFolder.open(run.tape()))).isEqualTo(expected);
            return run.kills();
        }
    }
}
