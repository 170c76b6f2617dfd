package io.onetape.backtest.importer.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.ndjson.NdjsonRequest;
import io.onetape.journal.excerpt.BusyException;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.Market;
import io.onetape.journal.tape.NotEmptyException;
import io.onetape.journal.tape.Numbering;
import io.onetape.journal.tape.TapeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TapeImportTest {
    private static final Path RECORDING = Path.of(System.getProperty("onetape.shared", "../../shared"))
            .resolve("data/hftbacktest_playground/spot/nexousdt_20240723.dat.gz");

    @TempDir
    private Path folder;

    @Test
    void theSameFilesGiveTheSameTape() throws IOException {
        ImportRequest request = ImportRequest.of(Market.SPOT, List.of(RECORDING));
        ImportResult result = TapeImport.binance(request, folder.resolve("one"));
        TapeImport.binance(request, folder.resolve("two"));
        try (TapeReader one = TapeReader.ofFolder(folder.resolve("one"), Numbering.SEQUENCE);
                TapeReader two = TapeReader.ofFolder(folder.resolve("two"), Numbering.SEQUENCE)) {
            long facts = 0;
            while (one.next()) {
                assertThat(two.next()).isTrue();
                assertThat(two.record().buffer()).isEqualTo(one.record().buffer());
                facts += one.record().source() == Source.SEQUENCER ? 0 : 1;
            }
            assertThat(two.next()).isFalse();
            assertThat(facts).isEqualTo(result.records() + result.instruments());
        }
    }

    @Test
    void whereNothingIsImportedNoTapeIsLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("x.ndjson"), "{}\nhello\n");
        Path tape = folder.resolve("tape");
        ImportResult result = TapeImport.ndjson(
                new NdjsonRequest(List.of(file), false, Optional.of(tape.resolve("rejects.ndjson"))), tape);
        assertThat(result.rejects()).isEqualTo(2);
        assertThat(tape).doesNotExist();
    }

    @Test
    void aTapeThatIsThereIsNeverRemoved() throws IOException {
        Path file = Files.writeString(folder.resolve("x.ndjson"), "{}\n");
        NdjsonRequest request = new NdjsonRequest(List.of(file), false, Optional.empty());
        Path tape = folder.resolve("tape");
        try (TapeImport begun = new TapeImport(tape, 1)) {
            assertThatThrownBy(() -> TapeImport.ndjson(request, tape)).isInstanceOf(BusyException.class);
            assertThat(begun).isNotNull();
            assertThat(tape).exists();
        }
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("mine"), "x");
        assertThatThrownBy(() -> TapeImport.ndjson(request, other)).isInstanceOf(NotEmptyException.class);
        assertThat(other.resolve("mine")).exists();
    }

    @Test
    void anExportKeepsTheNamesOfItsSources() throws IOException {
        String tick =
                "{\"v\":1,\"type\":\"Tick\",\"instrument\":0,\"recordedAtNanos\":\"%d\",\"source\":\"%s\",\"wallNanos\":\"5\"}\n";
        Path file = Files.writeString(
                folder.resolve("x.ndjson"),
                tick.formatted(7, "clock")
                        + tick.formatted(8, "binance")
                        + tick.formatted(9, "clock")
                        + tick.formatted(9, "sequencer"));
        ImportResult result =
                TapeImport.ndjson(new NdjsonRequest(List.of(file), false, Optional.empty()), folder.resolve("tape"));
        assertThat(result.records()).isEqualTo(3);
        assertThat(result.rejects()).isEqualTo(1);
        Sources sources = new Sources();
        try (TapeReader reader = TapeReader.ofFolder(folder.resolve("tape"), Numbering.SEQUENCE)) {
            while (reader.next()) {
                sources.apply(reader.record());
            }
        }
        assertThat(sources.all()).extracting(Source::name).containsExactly("sequencer", "clock", "binance");
        assertThat(sources.last(sources.byName("clock").orElseThrow().number())).isEqualTo(2);
    }
}
