package io.onetape.tools.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.reference.Source;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Out;
import io.onetape.tools.sample.SampleTape;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a tape that is too long to be scanned. */
final class TapeSummaryTest {
    private static final long HOUR = 3_600_000_000_000L;

    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void aTapeWhoseSourcesAndInstrumentsComeLate() {
        folder = temp.resolve("J");
        try (SampleTape tape = SampleTape.begin(folder, 1, RollCycle.HOUR)) {
            for (int i = 0; i < 12_000; i++) {
                tape.fact(1, "MarkPriceUpdate", "mark=60000");
            }
            tape.pass(HOUR);
            tape.instrument(3, "SOLUSDT", "0.01");
            tape.pass(HOUR);
            tape.fact(1, "MarkPriceUpdate", "mark=60000");
        }
        try (TapeWriter writer = TapeFolder.append(folder)) {
            writer.define(SourceKind.OUTSIDE, "late", writer.lastNanos());
        }
    }

    @Test
    void instrumentsAndSourcesAreThoseOfItsEnd() {
        TapeSummary summary = TapeSummary.of(TapeFolder.open(folder), 100, console());

        assertThat(summary.isScanned()).isFalse();
        assertThat(summary.instruments()).containsExactly("BTCUSDT", "ETHUSDT", "SOLUSDT");
        assertThat(summary.sources().all()).extracting(Source::name).contains("binance", "late");
        assertThat(summary.records()).isEqualTo(summary.lastSequence()).isGreaterThan(12_000);
        assertThat(summary.firstNanos()).isEqualTo(SampleTape.START);
    }

    @Test
    void aLostEndIsDamage() {
        Manifest.read(folder).withEnd(Optional.of(new Manifest.End(20_000, 0))).write(folder);

        assertThatThrownBy(() -> TapeSummary.of(TapeFolder.open(folder), 100, console()))
                .isInstanceOf(DamagedTapeException.class)
                .hasMessageContaining("the tape was closed at sequence 20000");
    }

    private static Console console() {
        return new Console(
                new Out(new ByteArrayOutputStream()),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                0,
                false,
                false,
                Map.of(),
                () -> 0);
    }
}
