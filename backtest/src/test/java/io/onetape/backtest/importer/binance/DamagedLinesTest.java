package io.onetape.backtest.importer.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.importer.CollectingSink;
import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.line.LineReader;
import io.onetape.journal.schema.Market;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DamagedLinesTest {
    private static final Path DATA = Path.of(System.getProperty("onetape.shared", "../../shared"), "data");

    @TempDir
    private Path folder;

    @Test
    void damageInALineIsNeverMoreThanAReject() throws IOException {
        long seed = System.nanoTime();
        System.out.println("damageInALineIsNeverMoreThanAReject: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (String name : List.of(
                "cryptofeed/BINANCE_FUTURES.ws.1.0.gz",
                "cryptofeed/BINANCE_FUTURES.0.gz",
                "cryptofeed/BINANCE_FUTURES.http.0.0.gz",
                "hftbacktest_playground/spot/nexousdt_20240723.dat.gz")) {
            byte[] text = damaged(DATA.resolve(name), random);
            long lines = text.length == 0 ? 0 : count(text);
            Path file = Files.write(folder.resolve("damaged"), text);
            ImportRequest request = new ImportRequest(
                    List.of(file), List.of(), Market.USDM, Set.of(), false, Optional.of(folder.resolve("rejects")));
            ImportResult result = new BinanceImporter(request, CollectingSink.counting()).run();
            assertThat(result.lines()).isEqualTo(lines);
            if (result.rejects() > 0) {
                assertThat(Files.readAllLines(folder.resolve("rejects"))).hasSize((int) result.rejects());
            }
        }
    }

    /** Half of the lines changed: bytes flipped, left out, doubled, or the line cut off. */
    private static byte[] damaged(Path file, SplittableRandom random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LineReader lines = new LineReader(file)) {
            while (lines.next()) {
                byte[] line = java.util.Arrays.copyOfRange(lines.bytes(), lines.from(), lines.to());
                for (int damage = random.nextInt(4) * random.nextInt(2); damage > 0 && line.length > 0; damage--) {
                    line = damage(line, random);
                }
                out.write(line);
                out.write('\n');
            }
        }
        return out.toByteArray();
    }

    private static byte[] damage(byte[] line, SplittableRandom random) {
        int at = random.nextInt(random.nextBoolean() ? Math.min(line.length, 150) : line.length);
        switch (random.nextInt(4)) {
            case 0 -> line[at] = (byte) random.nextInt(256);
            case 1 -> line[at] = (byte) "\"{}[],:.-0e\\u\n ".charAt(random.nextInt(15));
            case 2 -> line[at] ^= (byte) (1 << random.nextInt(8));
            default -> {
                return java.util.Arrays.copyOf(line, at);
            }
        }
        return line;
    }

    private static long count(byte[] text) {
        long lines = 0;
        for (byte b : text) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }
}
