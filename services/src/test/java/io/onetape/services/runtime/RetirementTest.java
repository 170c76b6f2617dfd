package io.onetape.services.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.seal.Base;
import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.sequencer.Sequencer;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.replay.snapshot.SnapshotFolder;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sources with ten records each, one in each second; all are on the tape. */
final class RetirementTest {
    private static final long START = 1_723_161_599_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final String FACTS = "feed";
    private static final String SERVICE = "risk";

    @TempDir
    Path folder;

    private final RecordDraft draft = new RecordDraft();
    private RunPaths paths;
    private Sources sources;

    @BeforeEach
    void everythingIsOnTheTape() {
        paths = new RunPaths(folder);
        outbox(FACTS);
        outbox(SERVICE);
        outbox(Run.CONFIGURATION);
        try (TapeWriter tape = TapeFolder.create(paths.tape(), 7, RollCycle.SECOND)) {
            int facts = tape.define(SourceKind.OUTSIDE, FACTS, START);
            int settings = tape.define(SourceKind.OUTSIDE, Run.CONFIGURATION, START);
            int service = tape.define(SourceKind.PROCESSOR, SERVICE, START);
            for (int i = 1; i <= 10; i++) {
                append(tape, facts, i);
                append(tape, service, i);
                append(tape, settings, i);
            }
        }
        sources = TapeFolder.open(paths.tape()).sources();
    }

    @Test
    void ofFactsTheLastRecordOnTheTapeStays() {
        new Retirement(paths, () -> {}).run(sources);
        assertThat(base(FACTS)).isEqualTo(9);
    }

    @Test
    void nothingGoesWhileTheTapeIsBackedUp() {
        AppenderLock backup = AppenderLock.takeForKeeping(paths.tape());
        new Retirement(paths, () -> {}).run(sources);
        assertThat(base(FACTS)).isZero();
        backup.close();
        new Retirement(paths, () -> {}).run(sources);
        assertThat(base(FACTS)).isEqualTo(9);
    }

    @Test
    void aLockThatCannotBeTakenHindersNothingElse() throws Exception {
        Files.createDirectory(paths.tape().resolve(AppenderLock.KEEPING_FILE)); // as somebody else's file
        new Retirement(paths, () -> {}).run(sources);
        assertThat(base(FACTS)).isZero();
    }

    @Test
    void whatTheConfigurationHasSaidStays() {
        new Retirement(paths, () -> {}).run(sources);
        assertThat(base(Run.CONFIGURATION)).isZero();
    }

    @Test
    void anOutboxThatCannotBeReadHindersNoOther() throws Exception {
        for (Path file : new CycleFiles(paths.outbox(FACTS)).all()) {
            try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
                damaged.write(new byte[] {-1, -1, -1, 63}); // a length behind the file's end
            }
        }
        snapshot(20, 4);
        consumed(30);
        new Retirement(paths, () -> {}).run(sources);
        assertThat(base(FACTS)).isZero();
        assertThat(base(SERVICE)).isEqualTo(4);
    }

    @Test
    void whatIsNotOnTheTapeStays() {
        Sources earlier = new Sources();
        new Retirement(paths, () -> {}).run(earlier);
        assertThat(base(FACTS)).isZero();
    }

    @Test
    void aServiceWithoutASnapshotKeepsItsOutbox() {
        consumed(100);
        new Retirement(paths, () -> {}).run(sources);
        assertThat(base(SERVICE)).isZero();
    }

    @Test
    void theOldestSnapshotDecides() {
        snapshot(20, 4);
        snapshot(30, 8);
        consumed(30);
        new Retirement(paths, () -> {}).run(sources);
        assertThat(base(SERVICE)).isEqualTo(4);
    }

    @Test
    void aServiceThatIsOnItsWayToItsOldestSnapshotKeepsItsOutbox() {
        snapshot(20, 4);
        consumed(19);
        new Retirement(paths, () -> {}).run(sources);
        assertThat(base(SERVICE)).isZero();
        consumed(20);
        new Retirement(paths, () -> {}).run(sources);
        assertThat(base(SERVICE)).isEqualTo(4);
    }

    private long base(String source) {
        return Base.read(paths.outbox(source)).map(Base::sequence).orElse(0L);
    }

    private void consumed(long sequence) {
        try (Progress progress = Progress.open(paths.progress(SERVICE))) {
            progress.publish(sequence, 10);
        }
    }

    private void snapshot(long sequence, long met) {
        new SnapshotFolder(paths.snapshots(SERVICE), 3)
                .write(new Snapshot(
                        7, SERVICE, "b", false, 3, sequence, 0, 10, met, new Snapshot.State(new byte[] {1})));
    }

    private void outbox(String name) {
        try (OutboxFolder outbox = OutboxFolder.open(paths.outbox(name), RollCycle.SECOND)) {
            for (int i = 1; i <= 10; i++) {
                draft.begin(new TickEncoder(), 0).wallNanos(i);
                draft.source(0, i);
                outbox.append(draft, START + i * SECOND);
            }
        }
    }

    private void append(TapeWriter tape, int source, int number) {
        draft.begin(new TickEncoder(), 0).wallNanos(number);
        draft.source(source, number).cause(0, 0);
        new Sequencer(tape).sequence(draft, START + number * SECOND);
    }
}
