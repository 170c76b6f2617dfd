package io.onetape.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A paper session that goes on after a loss of power has taken the tails of its tape and its outboxes, against the unbroken run in one JVM. */
final class LostTailTest {
    private static final int ROUNDS = 2;

    private static List<RecordCopy> facts;
    private static List<String> expected;

    @TempDir
    Path folder;

    private final SplittableRandom random = seeded();

    private static SplittableRandom seeded() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return new SplittableRandom(seed);
    }

    @BeforeAll
    static void theUnbrokenRun() {
        facts = LiveFacts.of(3, 2_000_000_000L);
        expected = LockstepRun.lines(LockstepRun.inOneJvm(facts, LockstepRun.processors()));
    }

    @ParameterizedTest
    @EnumSource(PowerLoss.class)
    void aTapeThatLostItsTailGoesOnAndEndsAsIfNothingHadBeen(PowerLoss power) throws Exception {
        goOn(false);
        for (int round = 0; round < ROUNDS; round++) {
            long last = random.nextLong(2, expected.size() - 1);
            power.behind(tape(), last);
            assertThat(Run.of("verify", tape()).exitCode())
                    .as("at rest it is damaged")
                    .isEqualTo(4);
            List<String> losses = goOn(round % 2 == 0);
            assertThat(losses)
                    .as("after %d", last)
                    .anyMatch(loss -> loss.startsWith("the tape goes on after sequence " + last + ":"));
            assertWhole();
        }
    }

    @ParameterizedTest
    @EnumSource(PowerLoss.class)
    void outboxesThatLostTheirTailsGetThemBack(PowerLoss power) throws Exception {
        goOn(false);
        for (int round = 0; round < ROUNDS; round++) {
            cutOutboxes(power);
            goOn(round % 2 == 0);
            assertWhole();
        }
    }

    @ParameterizedTest
    @EnumSource(PowerLoss.class)
    void tapeAndOutboxesLoseWhatTheyLike(PowerLoss power) throws Exception {
        goOn(false);
        for (int round = 0; round < ROUNDS; round++) {
            power.behind(tape(), random.nextLong(2, expected.size() - 1));
            cutOutboxes(power);
            goOn(round % 2 == 0);
            assertWhole();
        }
    }

    @Test
    void recordsThatWereTornAtThePagesBordersAreLostWithWhatFollowed() throws Exception {
        goOn(false);
        for (int round = 0; round < ROUNDS; round++) {
            long last = PowerLoss.tears(tape(), random.nextLong(2, expected.size() / 2))
                    .last();
            try (LockstepRun run = run()) {
                PowerLoss.tears(run.outbox("execution"), 1);
                PowerLoss.tears(run.outbox("feed"), 1);
            }
            assertThat(Run.of("verify", tape()).exitCode())
                    .as("at rest it is damaged")
                    .isEqualTo(4);
            assertThat(goOn(round % 2 == 0))
                    .anyMatch(loss -> loss.startsWith("the tape goes on after sequence " + last
                            + ": what was behind it is lost, a record was torn"));
            assertWhole();
        }
    }

    @Test
    void aTornRecordThatSomethingFollowsIsDamage() throws Exception {
        goOn(false);
        PowerLoss.End end = PowerLoss.tears(tape(), 300);
        try (RandomAccessFile bytes = new RandomAccessFile(end.file().toFile(), "rw")) {
            bytes.seek(end.offset() + 8192);
            bytes.write(1);
        }
        assertThatThrownBy(() -> goOn(false)).isInstanceOf(DamagedTapeException.class);
    }

    @Test
    void somethingBehindTheLastRecordIsDamageAsEver() throws Exception {
        goOn(false);
        PowerLoss.End end = PowerLoss.ZEROS.behind(tape(), expected.size() - 600);
        try (RandomAccessFile bytes = new RandomAccessFile(end.file().toFile(), "rw")) {
            bytes.seek(end.offset() + random.nextLong(4, 4_000));
            bytes.write(1);
        }
        Throwable refused = catchThrowable(() -> TapeFolder.append(tape()).close());
        assertThat(refused).isInstanceOf(DamagedTapeException.class);
        assertThatThrownBy(() -> goOn(false))
                .isInstanceOf(DamagedTapeException.class)
                .hasMessage(refused.getMessage());
        assertThat(Run.of("verify", tape()).exitCode()).isEqualTo(4);
    }

    @Test
    void whoeverOnlyAppendsIsRefused() throws Exception {
        goOn(false);
        PowerLoss.ZEROS.behind(tape(), 300);
        assertThatThrownBy(() -> TapeFolder.append(tape()).close()).isInstanceOf(DamagedTapeException.class);
    }

    @Test
    void nothingIsDoneWhileAnOutboxIsHeldThatRestsOnLostRecords() throws Exception {
        goOn(false);
        PowerLoss.ZEROS.behind(tape(), 300);
        try (LockstepRun run = run();
                OutboxFolder held = OutboxFolder.open(run.outbox("account"), LockstepRun.ROLL)) {
            assertThat(held.lastNumber()).isPositive();
            assertThatThrownBy(run::run).hasMessageContaining("the outbox of account rests on records");
        }
        assertThat(goOn(false))
                .as("said although the tape was cut by the one before")
                .anyMatch(loss -> loss.startsWith("the tape goes on after sequence 300:"));
        assertWhole();
    }

    private void cutOutboxes(PowerLoss power) throws Exception {
        try (LockstepRun run = run()) {
            for (String source : List.of("marketdata", "strategy", "risk", "execution", "account", "venue", "feed")) {
                long last = OutboxFolder.lastNumber(run.outbox(source));
                if (last > 1) {
                    power.behind(run.outbox(source), random.nextLong(1, last));
                }
            }
        }
    }

    /** Goes on until nothing follows; the feed offers what it still has. Sometimes everyone starts from the tape's beginning. */
    private List<String> goOn(boolean withoutSnapshots) throws Exception {
        try (LockstepRun run = run()) {
            if (withoutSnapshots) {
                run.dropSnapshots();
            }
            run.run();
            run.feedRest(facts);
            run.run();
            return run.losses();
        }
    }

    private LockstepRun run() throws Exception {
        return new LockstepRun(folder, (service, consumed, emitted) -> false, 241, Tamper.NOTHING);
    }

    private Path tape() {
        return folder.resolve("tape");
    }

    private void assertWhole() throws IOException {
        assertThat(LockstepRun.lines(TapeFolder.open(tape()))).isEqualTo(expected);
        Run verify = Run.of("verify", tape());
        assertThat(verify.exitCode()).as(verify.out() + verify.err()).isZero();
        Run replay = Run.of("verify", "--replay", tape());
        assertThat(replay.exitCode()).as(replay.out() + replay.err()).isZero();
    }
}
