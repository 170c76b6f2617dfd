package io.onetape.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TapeRepairedDecoder;
import io.onetape.journal.schema.TombstoneDecoder;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.journal.tape.Ticks;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of damage and what a repair leaves of it. Long: one list of kinds. */
class RepairTest {
    private static final int RECORDS = 1_000;

    @TempDir
    Path temp;

    private Path damaged;

    @BeforeEach
    void aTapeOverSeveralCycles() {
        damaged = temp.resolve("J");
        try (TapeWriter writer = TapeFolder.create(damaged, 7, RollCycle.SECOND)) {
            new Ticks(writer).append(RECORDS, 5_000_000);
        }
    }

    @Test
    void theGoodPrefixIsKept() throws Exception {
        flip(400, 70);

        Repair.Result result = repair(false);

        assertThat(result.firstDamaged()).isEqualTo(400);
        assertThat(result.kept()).isEqualTo(399);
        assertThat(verify(temp.resolve("R"))).isEqualTo(400); // and TapeRepaired
    }

    @Test
    void aFlippedBitCostsOneRecordUnderQuarantine() throws Exception {
        long last = verify(damaged);
        flip(400, 70);

        Repair.Result result = repair(true);

        assertThat(result.lost()).isEqualTo(1);
        assertThat(verify(temp.resolve("R"))).isEqualTo(last + 1);
        assertThat(templates()).element(400).isEqualTo(TombstoneDecoder.TEMPLATE_ID); // sequence 401
        assertThat(templates()).element(2).isEqualTo(TapeRepairedDecoder.TEMPLATE_ID);
    }

    @Test
    void aFlippedChecksumCostsTheRecordBehindItToo() throws Exception {
        flip(400, 1);

        assertThat(repair(true).lost()).isEqualTo(2);
        verify(temp.resolve("R"));
    }

    @Test
    void aMissingCycleFileIsBuried() throws Exception {
        long last = verify(damaged);
        List<Path> files = new CycleFiles(damaged).all();
        Files.delete(files.get(2));

        Repair.Result result = repair(true);

        assertThat(result.lost()).isGreaterThan(150);
        assertThat(result.kept() + result.lost()).isEqualTo(last);
        assertThat(verify(temp.resolve("R"))).isEqualTo(last + 1);
    }

    @Test
    void aDamagedFirstRecordCostsItselfOnly() throws Exception {
        long last = verify(damaged);
        flip(1, 70);

        Repair.Result result = repair(true);

        assertThat(result.lost()).isEqualTo(1);
        assertThat(result.kept() + result.lost()).isEqualTo(last);
        assertThat(verify(temp.resolve("R"))).isEqualTo(last + 1);
    }

    @Test
    void aDamagedFirstRecordWithoutQuarantineLeavesATapeThatBeginsWhenTheDamagedOneDid() throws Exception {
        flip(1, 70);

        assertThat(repair(false).kept()).isZero();
        assertThat(verify(temp.resolve("R"))).isEqualTo(3);
        assertThat(new CycleFiles(temp.resolve("R")).all())
                .extracting(Path::getFileName)
                .containsExactly(new CycleFiles(damaged).all().get(0).getFileName());
    }

    @Test
    void aMissingFirstCycleFileIsBuried() throws Exception {
        long last = verify(damaged);
        Files.delete(new CycleFiles(damaged).all().get(0));

        Repair.Result result = repair(true);

        assertThat(result.firstDamaged()).isEqualTo(1);
        assertThat(result.kept() + result.lost()).isEqualTo(last);
        assertThat(verify(temp.resolve("R"))).isEqualTo(last + 1);
    }

    @Test
    void bytesInADamagedRecordThatLookLikeAShortCycleStartedAreNoRecord() throws Exception {
        DamagedFolder tape = DamagedFolder.create(temp, RollCycle.HOUR, RECORDS, true);
        damaged = tape.folder;
        DamagedFolder.Document victim = tape.documents.stream()
                .filter(document -> document.length() > 300)
                .findFirst()
                .orElseThrow();
        ByteBuffer looksSo = ByteBuffer.allocate(4 + RecordHeader.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        looksSo.putInt(0, RecordHeader.LENGTH)
                .putShort(4 + RecordHeader.TEMPLATE_ID, (short) CycleStartedDecoder.TEMPLATE_ID)
                .putShort(4 + RecordHeader.SCHEMA, (short) RecordHeader.SCHEMA_ID)
                .putLong(4 + RecordHeader.SEQUENCE, victim.sequence() + 1);
        DamagedFolder.write(victim.file(), victim.offset() + 4 + 100, looksSo);

        assertThat(repair(true).lost()).isEqualTo(1);
        verify(temp.resolve("R"));
    }

    @Test
    void whatALostRecordDefinedIsKnownFromTheNextCycleOn() throws Exception {
        damaged = temp.resolve("D");
        long instrumentAt;
        try (TapeWriter writer = TapeFolder.create(damaged, 7, RollCycle.SECOND)) {
            int source = writer.define(SourceKind.OUTSIDE, "importer", Ticks.START);
            instrumentAt = defineInstrument(writer, source);
            new Ticks(writer).append(RECORDS, 5_000_000);
        }
        flip(instrumentAt - 1, 70); // SourceDefined of the importer
        flip(instrumentAt, 70);

        repair(true);

        verify(temp.resolve("R"));
        TapeFolder repaired = TapeFolder.open(temp.resolve("R"));
        Sources sources = repaired.sources();
        assertThat(sources.byName("importer").map(Source::kind)).contains(SourceKind.OUTSIDE);
        Instruments instruments = new Instruments();
        long housekeeping = 0;
        try (TapeReader reader = repaired.reader()) {
            while (reader.next()) {
                instruments.apply(reader.record());
                housekeeping += reader.record().source() == Source.SEQUENCER ? 1 : 0;
            }
        }
        assertThat(instruments.bySymbol("BTCUSDT")).isPresent();
        assertThat(sources.last(Source.SEQUENCER))
                .isEqualTo(housekeeping); // dense, although the lost ones had numbers too
    }

    private static long defineInstrument(TapeWriter writer, int source) {
        RecordDraft draft = new RecordDraft();
        draft.begin(new InstrumentDefinedEncoder(), 1)
                .market(Market.USDM)
                .contract(Contract.LINEAR)
                .inferred(Flag.NO)
                .venue("BINANCE")
                .symbol("BTCUSDT")
                .baseAsset("BTC")
                .quoteAsset("USDT");
        draft.source(source, 1);
        return writer.append(draft.buffer(), draft.length(), source, Ticks.START);
    }

    @Test
    void anyDamageIsRepaired() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 12; round++) {
            damaged = temp.resolve("J" + round);
            try (TapeWriter writer = TapeFolder.create(damaged, 7, RollCycle.SECOND)) {
                new Ticks(writer).append(RECORDS, 5_000_000);
            }
            TreeSet<Integer> sequences = new TreeSet<>();
            for (int i = 0; i <= random.nextInt(5); i++) {
                sequences.add(1 + random.nextInt(random.nextInt(4) == 0 ? 4 : RECORDS)); // often near the start
            }
            for (int sequence : sequences.descendingSet()) { // behind a flipped length no record is found any more
                flip(sequence, random.nextInt(-4, 64));
            }
            Path target = temp.resolve("R" + round);
            Verification.Damage damage = damage(damaged);
            new Repair(damaged, target, true).run(damage);
            verify(target);
        }
    }

    @Test
    void aTapeWithoutItsManifestKeepsAllItsRecords() throws Exception {
        long last = verify(damaged);
        for (String manifest : List.of("", "tapeId=x\n")) {
            Path file = damaged.resolve("tape.manifest");
            Files.deleteIfExists(file);
            if (!manifest.isEmpty()) {
                Files.writeString(file, manifest);
            }
            Path target = temp.resolve("R" + manifest.length());
            TapeFolder remains = TapeFolder.ofRemains(damaged);
            Verification.Damage damage = new Verification(remains, Verification.Observer.NONE)
                    .run(false)
                    .damage()
                    .orElseThrow();
            assertThat(damage.sequence()).isEqualTo(last + 1);
            assertThat(damage.found()).contains("the manifest");
            assertThat(remains.manifest().roll()).isEqualTo(RollCycle.SECOND);
            assertThat(remains.manifest().tapeId()).isEqualTo(7);

            Repair.Result result = new Repair(damaged, target, false).run(damage);

            assertThat(result.kept()).isEqualTo(last);
            assertThat(verify(target)).isEqualTo(last + 1);
        }
    }

    @Test
    void anotherTapesIdInTheManifestIsDamage() throws Exception {
        long last = verify(damaged);
        Manifest manifest = Manifest.read(damaged);
        new Manifest(8, manifest.numbering(), manifest.roll(), manifest.schemaVersion(), manifest.end()).write(damaged);

        assertThat(damage(damaged))
                .isEqualTo(new Verification.Damage(
                        last + 1, "the manifest names tape 0000000000000008, its records are of 0000000000000007"));
    }

    @Test
    void garbageInTheIndexIsNoDamage() throws Exception {
        long last = verify(damaged);
        long seed = System.nanoTime();
        System.out.println("garbageInTheIndexIsNoDamage: seed " + seed);
        Random random = new Random(seed);
        try (var files = Files.list(damaged.resolve("index"))) {
            for (Path file : files.toList()) {
                byte[] bytes = new byte[240];
                random.nextBytes(bytes);
                Files.write(file, bytes);
            }
        }
        assertThat(verify(damaged)).isEqualTo(last);
    }

    private Repair.Result repair(boolean quarantine) {
        return new Repair(damaged, temp.resolve("R"), quarantine).run(damage(damaged));
    }

    private static Verification.Damage damage(Path folder) {
        return new Verification(TapeFolder.open(folder), Verification.Observer.NONE)
                .run(false)
                .damage()
                .orElseThrow();
    }

    private static long verify(Path folder) {
        Verification.Result result = new Verification(TapeFolder.open(folder), Verification.Observer.NONE).run(true);
        assertThat(result.damage()).isEmpty();
        return result.records();
    }

    private List<Integer> templates() {
        List<Integer> templates = new ArrayList<>();
        try (TapeReader reader = TapeFolder.open(temp.resolve("R")).reader()) {
            while (reader.next()) {
                templates.add(reader.record().templateId());
            }
        }
        return templates;
    }

    /** Flips a bit of the record's byte {@code at}; from -4 to -1 are its length word. */
    private void flip(long sequence, int at) throws Exception {
        RecordView view = new RecordView();
        for (Path path : new CycleFiles(damaged).all()) {
            try (CycleFile file = new CycleFile(path)) {
                while (file.next() == CycleFile.Step.EXCERPT) {
                    view.wrap(file.address(), file.length());
                    if (view.length() >= 64 && view.sequence() == sequence) {
                        try (RandomAccessFile bytes = new RandomAccessFile(path.toFile(), "rw")) {
                            bytes.seek(file.documentOffset() + 4 + at);
                            int old = bytes.read();
                            bytes.seek(file.documentOffset() + 4 + at);
                            bytes.write(old ^ 4);
                        }
                        return;
                    }
                }
            }
        }
    }
}
