package io.onetape.backtest.importer.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LineReaderTest {
    @TempDir
    private Path folder;

    @Test
    void linesEndWithOrWithoutCarriageReturnAndTheLastNeedsNoEnd() throws IOException {
        assertThat(read(file("one\r\n\ntwo\nthree"))).containsExactly("one", "", "two", "three");
        assertThat(read(file("one\n"))).containsExactly("one");
        assertThat(read(file(""))).isEmpty();
        assertThat(read(file("\uFEFFone\n\uFEFFtwo"))).containsExactly("one", "\uFEFFtwo");
    }

    @Test
    void linesOfAnyLengthAreWhole() throws IOException {
        long seed = System.nanoTime();
        System.out.println("linesOfAnyLengthAreWhole: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add("x".repeat(random.nextInt(1 << random.nextInt(20))) + i);
        }
        String text = String.join("\n", lines) + "\n";
        assertThat(read(file(text))).isEqualTo(lines);
        assertThat(read(Files.write(folder.resolve("gz"), gzip(text)))).isEqualTo(lines);
    }

    @Test
    void allBytesOfAFileAreHeardOfOnce() throws IOException {
        for (byte[] bytes : List.of(gzip("one\ntwo\n".repeat(100_000)), "one\ntwo".getBytes(StandardCharsets.UTF_8))) {
            Path file = Files.write(folder.resolve("heard"), bytes);
            AtomicLong heard = new AtomicLong();
            try (LineReader reader = new LineReader(file, heard::addAndGet)) {
                while (reader.next()) {
                    assertThat(heard.get()).isPositive();
                }
            }
            assertThat(heard.get()).isEqualTo(bytes.length);
        }
    }

    @Test
    void severalGzipMembersAreOneText() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(gzip("one\ntw"));
        both.write(gzip("o\nthree\n"));
        assertThat(read(Files.write(folder.resolve("members"), both.toByteArray())))
                .containsExactly("one", "two", "three");
    }

    @Test
    void anOverlongLineIsReportedAndPassedOver() throws IOException {
        Path file = folder.resolve("long");
        byte[] megabyte = new byte[1 << 20];
        Arrays.fill(megabyte, (byte) 'y');
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("one\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 40; i++) {
                out.write(megabyte);
            }
            out.write("\nthree\n".getBytes(StandardCharsets.UTF_8));
        }
        try (LineReader lines = new LineReader(file)) {
            assertThat(lines.next()).isTrue();
            assertThat(lines.problem()).isEmpty();
            assertThat(lines.next()).isTrue();
            assertThat(lines.problem()).isEqualTo("expected a line of at most 16777216 bytes, found a longer one");
            assertThat(lines.to() - lines.from()).isEqualTo(8192);
            assertThat(lines.bytes().length).isLessThanOrEqualTo(1 << 25);
            assertThat(lines.next()).isTrue();
            assertThat(text(lines)).isEqualTo("three");
            assertThat(lines.problem()).isEmpty();
            assertThat(lines.number()).isEqualTo(3);
            assertThat(lines.next()).isFalse();
        }
    }

    @Test
    void aGzipFileCutAtAnyByteGivesItsPrefixAndThenAnError() throws IOException {
        StringBuilder text = new StringBuilder();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 50; i++) {
            text.append(random.nextLong()).append('\n');
        }
        byte[] whole = gzip(text.toString());
        for (int length = 2; length < whole.length; length++) {
            Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            List<String> read = new ArrayList<>();
            assertThatThrownBy(() -> {
                        try (LineReader lines = new LineReader(file)) {
                            while (lines.next()) {
                                read.add(text(lines));
                            }
                        }
                    })
                    .isInstanceOf(TruncatedInputException.class)
                    .hasMessageContaining("after " + read.size() + " lines, expected a complete gzip file");
            assertThat(text.toString()).startsWith(String.join("\n", read));
        }
    }

    @Test
    void aDamagedGzipFileSaysSo() throws IOException {
        byte[] packed = gzip("one\ntwo\n");
        packed[packed.length - 6] ^= 1; // in the checksum
        Path file = Files.write(folder.resolve("damaged"), packed);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(TruncatedInputException.class)
                .hasMessageContaining("found damaged gzip data (Corrupt GZIP trailer) after 2 lines");
    }

    @Test
    void otherArchivesAreNamed() throws IOException {
        Path file = Files.write(folder.resolve("x.zst"), new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0});
        assertThatThrownBy(() -> read(file)).hasMessageContaining("found a zstd file, expected text, gzip or zip");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("text"), text);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static List<String> read(Path file) throws IOException {
        List<String> read = new ArrayList<>();
        try (LineReader lines = new LineReader(file)) {
            while (lines.next()) {
                read.add(text(lines));
            }
        }
        return read;
    }

    private static String text(LineReader lines) {
        return new String(lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8);
    }
}
