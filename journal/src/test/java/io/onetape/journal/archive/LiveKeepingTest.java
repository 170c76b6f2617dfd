package io.onetape.journal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.excerpt.BusyException;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordHash;
import io.onetape.journal.seal.Seals;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.journal.tape.Ticks;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealing and archiving beside a writer that rolls and a reader that follows it, and sealing that is killed. */
final class LiveKeepingTest {
    private static final int TICKS = 2_000;
    private static final Executor OWN_THREAD = task -> new Thread(task).start(); // the common pool may have but one

    @TempDir
    Path temp;

    @Test
    void aWriterAndItsFollowerGoOnWhileCyclesAreSealedAndArchivedBehindThem() {
        Path folder = temp.resolve("J");
        KeptTape tape = KeptTape.closed(folder, 10);
        CompletableFuture<String> followed = CompletableFuture.supplyAsync(() -> follow(tape, TICKS), OWN_THREAD);
        CompletableFuture<Void> written = CompletableFuture.runAsync(
                () -> {
                    try (TapeWriter writer = TapeFolder.append(folder)) {
                        Ticks ticks = new Ticks(writer);
                        for (int i = 10; i < TICKS; i += 10) {
                            ticks.append(10, KeptTape.STEP);
                            LockSupport.parkNanos(1_000_000);
                        }
                    }
                },
                OWN_THREAD);
        int archivedLive = 0;
        while (!written.isDone()) {
            tape.seal();
            archivedLive += tape.archive().archived().size();
            assertThat(tape.firstBad()).isEqualTo("good");
        }
        written.join();
        tape.seal();
        tape.archive();

        assertThat(archivedLive).isPositive();
        assertThat(tape.firstBad()).isEqualTo("good");
        assertThat(tape.seals().unsealed()).isEmpty();
        String unbroken = unbroken(TICKS);
        assertThat(tape.hash()).isEqualTo(unbroken);
        assertThat(followed.join()).isEqualTo(unbroken);
    }

    @Test
    void aSecondRunAtOnceIsRefused() {
        KeptTape tape = KeptTape.closed(temp.resolve("J"), 300);
        AppenderLock other = AppenderLock.takeForKeeping(tape.folder);
        try {
            assertThatThrownBy(tape::seal).isInstanceOf(BusyException.class);
            assertThatThrownBy(tape::archive).isInstanceOf(BusyException.class);
        } finally {
            other.close();
        }
        tape.goOn(10).seal(); // an appender is no reason to wait
    }

    @Test
    void aSealingProcessThatIsKilledLeavesTheSealsBeforeACycleOrAfterIt() throws Exception {
        KeptTape tape = new KeptTape(temp.resolve("J"));
        try (TapeWriter writer = TapeFolder.create(tape.folder, 7, RollCycle.SECOND)) {
            new Ticks(writer).append(90, 900_000_000); // a cycle or two for each
        }
        KeptTape twin = tape.copy(temp.resolve("twin"));
        String chain = twin.seal().chain();
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int before = 0;
        for (int i = 0; i < 3; i++) {
            Process process = start(tape.folder);
            while (process.isAlive() && seals(tape) == before) {
                LockSupport.parkNanos(200_000);
            }
            LockSupport.parkNanos(random.nextLong(30_000_000));
            process.destroyForcibly().waitFor();
            int after = seals(tape); // reads and checks them all
            assertThat(after).isGreaterThanOrEqualTo(before);
            assertThat(twin.seals().sealed()).isGreaterThanOrEqualTo(after);
            before = after;
        }
        assertThat(tape.seal().chain()).isEqualTo(chain);
        assertThat(tape.firstBad()).isEqualTo("good");
    }

    private static int seals(KeptTape tape) {
        return Seals.read(tape.folder, 7).all().size();
    }

    private static Process start(Path folder) throws IOException {
        Path root = Path.of(System.getProperty("onetape.root", ".."));
        File log = folder.resolveSibling("log").toFile();
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + root.resolve("config/jvm.args"),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SealingProcess.class.getName(),
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static String follow(KeptTape tape, int ticks) {
        RecordHash hash = new RecordHash();
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        long seen = 0;
        try (TapeReader follower = tape.tape().follower()) {
            while (seen < ticks && System.nanoTime() < until) {
                if (follower.next()) {
                    hash.add(follower.record());
                    seen += follower.record().source() == 2 ? 1 : 0;
                } else {
                    Thread.onSpinWait();
                }
            }
        }
        return hash.finish();
    }

    private static String unbroken(int count) {
        MemoryTape memory = new MemoryTape(7, RollCycle.SECOND);
        new Ticks(memory.writer()).append(count, KeptTape.STEP);
        RecordHash hash = new RecordHash();
        try (TapeReader reader = memory.reader()) {
            while (reader.next()) {
                hash.add(reader.record());
            }
        }
        return hash.finish();
    }
}
