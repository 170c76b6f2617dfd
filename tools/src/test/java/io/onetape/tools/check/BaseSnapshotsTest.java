package io.onetape.tools.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Out;
import io.onetape.tools.sample.SampleTape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever fails while states are made for a new beginning is said; only damage of what goes ends it. */
final class BaseSnapshotsTest {
    private static final int RECORD_TEXT = 70; // behind its length and its header

    /** A service that fails on one record. */
    private record Failing(long at) implements Processor {
        @Override
        public String name() {
            return "account";
        }

        @Override
        public void onRecord(RecordView record, Emitter out) {
            if (record.sequence() == at) {
                throw new ArithmeticException("long overflow");
            }
        }

        @Override
        public void writeState(WireOut state) {
            state.write("at").int64(at);
        }

        @Override
        public void readState(WireIn state) {
            throw new IllegalStateException("not read here");
        }
    }

    @TempDir
    Path temp;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path tape = Path.of("");
    private long last;

    @BeforeEach
    void aTape() {
        tape = temp.resolve("run/tape");
        SampleTape.writeOrder(tape);
        try (TapeReader reader = TapeFolder.open(tape).reader()) {
            reader.seekLast();
            last = reader.number();
        }
    }

    @Test
    void aServiceThatThrowsIsSaid() {
        assertThat(make(5, Long.MAX_VALUE)).hasValue(0);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(make(5, 4)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("no states are kept for the new beginning: java.lang.ArithmeticException: long overflow");
    }

    @Test
    void damageOfWhatGoesEndsItAndThatOfWhatStaysIsSaid() throws IOException {
        flip(last);
        assertThat(make(5, Long.MAX_VALUE)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("no states are kept for the new beginning: damaged at sequence " + last);
        flip(last);
        flip(4);
        assertThatThrownBy(() -> make(5, Long.MAX_VALUE))
                .isInstanceOf(DamagedTapeException.class)
                .hasMessageContaining("damaged at sequence 4");
    }

    private OptionalLong make(long base, long failsAt) {
        Console console = new Console(
                new Out(new ByteArrayOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                0,
                false,
                false,
                Map.of(),
                () -> SampleTape.START);
        return new BaseSnapshots(
                        TapeFolder.open(tape),
                        console,
                        name -> name.equals("account") ? Optional.of(new Failing(failsAt)) : Optional.empty())
                .make(new Base(base, 0, "", ""));
    }

    /** One bit of a record; the same call again flips it back. */
    private void flip(long sequence) throws IOException {
        Path cycle = new CycleFiles(tape).newest().orElseThrow();
        long offset;
        try (CycleFile file = new CycleFile(cycle)) {
            for (long i = 0; i < sequence; i++) {
                file.next();
            }
            offset = file.documentOffset() + RECORD_TEXT;
        }
        byte[] bytes = Files.readAllBytes(cycle);
        bytes[(int) offset] ^= 4;
        Files.write(cycle, bytes);
    }
}
