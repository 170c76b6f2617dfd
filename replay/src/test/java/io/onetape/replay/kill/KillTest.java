package io.onetape.replay.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.Numbering;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.verify.Verification;
import io.onetape.replay.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Feeder, sequencer, two services and a reader as processes, killed with SIGKILL at random moments. The tape that they leave is the same, byte for byte, as that of
 * one process that nobody disturbed.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class KillTest {
    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(120);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS) // what a failure left is worth a look
    Path folder;

    @Test
    void twentyKillsLoseNothingAndDoubleNothing() throws Exception {
        run(RollCycle.SECOND, 20);
    }

    @Tag("long")
    @Test
    void twoHundredKillsLoseNothingAndDoubleNothing() throws Exception {
        run(RollCycle.SECOND, 200);
    }

    @Tag("long")
    @Test
    void killsWithinOneLongCycleLoseNothing() throws Exception {
        run(RollCycle.HOUR, 60);
    }

    private void run(RollCycle roll, int kills) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed + ", " + folder);
        SplittableRandom random = new SplittableRandom(seed);
        try (Processes processes = new Processes(folder, roll)) {
            for (String part : Parts.ALL) {
                processes.start(part);
            }
            long reached = 0;
            for (int i = 0; i < kills; i++) {
                reached = awaitGrowth(processes, reached, random);
                String victim = Parts.ALL.get(random.nextInt(Parts.ALL.size()));
                processes.kill(victim);
                processes.start(victim);
            }
            awaitGrowth(processes, reached, random);
            Files.createFile(folder.resolve(Parts.FINISH));
            processes.awaitEnd(Facts.SOURCE);
            Files.createFile(folder.resolve(Parts.STOP));
            for (String part : List.of(Parts.SEQUENCER, Spread.NAME, Answer.NAME, Parts.READER)) {
                processes.awaitEnd(part);
            }
        }
        assertNothingIsLost();
        assertSameAsUnbroken(roll);
    }

    /** Until some records more are on the tape, or after some milliseconds: so that kills also hit what is starting. */
    private long awaitGrowth(Processes processes, long from, SplittableRandom random) throws IOException {
        boolean impatient = random.nextInt(4) == 0;
        long wanted = from + 1 + random.nextInt(30);
        long started = System.nanoTime();
        long patience = impatient ? random.nextLong(500_000_000) : STALLED_NANOS;
        long reached = lastSequence();
        while (reached < wanted && System.nanoTime() - started < patience) {
            processes.requireAllAlive();
            LockSupport.parkNanos(1_000_000 + random.nextLong(3_000_000));
            reached = lastSequence();
        }
        assertThat(impatient || reached >= wanted)
                .as("the tape stands still at sequence %d", reached)
                .isTrue();
        return reached;
    }

    private long lastSequence() {
        if (!Files.exists(Parts.tape(folder).resolve("tape.manifest"))) {
            return 0;
        }
        try (TapeReader reader = TapeFolder.open(Parts.tape(folder)).reader()) {
            return reader.seekLast() ? reader.number() : 0;
        }
    }

    private void assertNothingIsLost() {
        TapeFolder tape = TapeFolder.open(Parts.tape(folder));
        assertThat(new Verification(tape, Verification.Observer.NONE).run(false).damage())
                .isEmpty();
        for (String name : List.of(Facts.SOURCE, Spread.NAME, Answer.NAME)) {
            int source = tape.sources().byName(name).orElseThrow().number();
            try (TapeReader outbox = TapeReader.ofFolder(Parts.outbox(folder, name), Numbering.SOURCE_SEQUENCE)) {
                outbox.seekLast();
                assertThat(tape.sources().last(source)).as(name).isEqualTo(outbox.number());
            }
        }
    }

    private void assertSameAsUnbroken(RollCycle roll) {
        MemoryTape memory = new MemoryTape(Parts.TAPE_ID, roll);
        int source = memory.writer().define(SourceKind.OUTSIDE, Facts.SOURCE, Facts.START);
        TapeFolder broken = TapeFolder.open(Parts.tape(folder));
        long facts = broken.sources().last(source);
        try (Pipeline pipeline = new Pipeline(
                memory, memory.writer(), List.of(new Spread(0), new Answer()), Facts.START, record -> {})) {
            Facts all = new Facts();
            for (long number = 1; number <= facts; number++) {
                pipeline.accept(all.fact(number, source), Facts.nanos(number));
            }
        }
        try (TapeReader expected = memory.reader();
                TapeReader found = broken.reader()) {
            while (expected.next()) {
                assertThat(found.next()).isTrue();
                assertThat(bytes(found.record()))
                        .as("sequence %d", expected.number())
                        .isEqualTo(bytes(expected.record()));
            }
            assertThat(found.next()).isFalse();
            System.out.println(facts + " facts, " + expected.number() + " records");
        }
    }

    private static byte[] bytes(RecordView record) {
        byte[] copy = new byte[record.length()];
        record.buffer().getBytes(0, copy);
        return copy;
    }
}
