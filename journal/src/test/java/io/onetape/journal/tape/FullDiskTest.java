package io.onetape.journal.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.DiskFullException;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.ConfigSetEncoder;
import io.onetape.journal.verify.Verification;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On a tmpfs of a few mebibytes. A full disk under a mapped file would kill the JVM or tear a record; so the writer stops before. */
final class FullDiskTest {
    private static final long STEP = 100_000_000;

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource(RollCycle.class)
    void aTapeOnAFullDiskIsWholeAndGoesOnWhenThereIsSpace(RollCycle roll) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temp, 40)) {
            Path folder = disk.folder.resolve("J");
            long last;
            try (TapeWriter writer = TapeFolder.create(folder, 7, roll)) {
                Ticks ticks = new Ticks(writer);
                assertThatThrownBy(() -> appendForEver(ticks))
                        .isInstanceOf(DiskFullException.class)
                        .hasMessageMatching("the disk of .* is full: 2[0-3] MiB free, expected at least 24 MiB");
                assertThatThrownBy(() -> ticks.append(1_000_000, STEP)).isInstanceOf(DiskFullException.class);
                last = writer.lastSequence();
                assertThat(last).isGreaterThan(1_000);
            }
            assertClean(folder, last);

            disk.remount("size=100m");
            try (TapeWriter writer = TapeFolder.append(folder)) {
                new Ticks(writer).append(5_000, STEP);
                last = writer.lastSequence();
            }
            assertClean(folder, last);
        }
    }

    @Test
    void aWriterThatIsStillOpenGoesOnWhenThereIsSpace() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temp, 40)) {
            Path folder = disk.folder.resolve("J");
            long last;
            try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.SECOND)) {
                Ticks ticks = new Ticks(writer);
                assertThatThrownBy(() -> appendForEver(ticks)).isInstanceOf(DiskFullException.class);
                disk.remount("size=100m");
                ticks.append(1_000, STEP);
                last = writer.lastSequence();
            }
            assertClean(folder, last);
        }
    }

    @Test
    void anOutboxOnAFullDiskIsWholeAndGoesOnWhenThereIsSpace() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temp, 40)) {
            Path folder = disk.folder.resolve("outbox");
            long written;
            try (OutboxFolder outbox = OutboxFolder.open(folder, RollCycle.HOUR)) {
                assertThatThrownBy(() -> append(outbox, Long.MAX_VALUE)).isInstanceOf(DiskFullException.class);
                written = outbox.lastNumber();
            }
            assertThatThrownBy(() -> OutboxFolder.open(folder, RollCycle.HOUR)).isInstanceOf(DiskFullException.class);
            disk.remount("size=100m");
            try (OutboxFolder outbox = OutboxFolder.open(folder, RollCycle.HOUR)) {
                assertThat(outbox.lastNumber()).isEqualTo(written);
                append(outbox, written + 500);
            }
            try (TapeReader reader = TapeReader.ofFolder(folder, Numbering.SOURCE_SEQUENCE)) {
                while (reader.next()) {
                    // each record is checked
                }
                assertThat(reader.number()).isEqualTo(written + 500);
            }
        }
    }

    @Test
    void aDiskThatIsTooSmallFromTheStartIsRefusedAndLeavesNothingThatDisturbs() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temp, 20)) {
            Path folder = disk.folder.resolve("J");
            assertThatThrownBy(
                            () -> TapeFolder.create(folder, 7, RollCycle.HOUR).close())
                    .isInstanceOf(DiskFullException.class)
                    .hasMessageContaining("expected at least 24 MiB");
            disk.remount("size=60m");
            try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.HOUR)) {
                new Ticks(writer).append(100, STEP);
            }
            assertClean(folder, 104);
        }
    }

    @Test
    void aReadOnlyFolderIsReadAndItsAppenderIsToldWhy() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temp, 60)) {
            Path folder = disk.folder.resolve("J");
            try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.HOUR)) {
                new Ticks(writer).append(100, STEP);
            }
            disk.remount("ro");
            assertClean(folder, 104);
            assertThat(TapeFolder.open(folder).isBusy()).isFalse();
            assertThatThrownBy(() -> TapeFolder.append(folder).close())
                    .hasMessageContaining("cannot lock " + folder)
                    .hasMessageContaining("Read-only file system");
            assertThatThrownBy(() -> TapeFolder.create(disk.folder.resolve("new"), 7, RollCycle.HOUR))
                    .hasMessageContaining("cannot create")
                    .hasRootCauseMessage(disk.folder.resolve("new") + ": Read-only file system");
        }
    }

    private static void appendForEver(Ticks ticks) {
        while (true) {
            ticks.append(1_000, STEP);
        }
    }

    private static void append(OutboxFolder outbox, long until) {
        RecordDraft draft = new RecordDraft();
        ConfigSetEncoder config = new ConfigSetEncoder();
        String value = "v".repeat(30_000);
        while (outbox.lastNumber() < until) {
            long number = outbox.lastNumber() + 1;
            draft.begin(config, 0).key("k").value(value);
            draft.source(9, number);
            outbox.append(draft, Ticks.START + number);
        }
    }

    private static void assertClean(Path folder, long last) {
        Verification.Result result = new Verification(TapeFolder.open(folder), Verification.Observer.NONE).run(false);
        assertThat(result.damage()).isEmpty();
        assertThat(result.records()).isEqualTo(last);
    }
}
