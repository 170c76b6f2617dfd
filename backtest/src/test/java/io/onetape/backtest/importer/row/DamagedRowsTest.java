package io.onetape.backtest.importer.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.importer.ImportResult;
import io.onetape.journal.schema.Market;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes flipped anywhere in real files: each line is still accounted for, and nothing else is thrown than what a file of another format is refused with. */
final class DamagedRowsTest {
    private static final int ROUNDS = 30;

    @TempDir
    private Path folder;

    @Test
    void flippedBytesAreRejectsOrRefusals() throws IOException {
        Random random = new Random(20_260_101);
        flip("tardis", Market.COINM, read("tardis/deribit_incremental_book_L2_BTC-PERPETUAL.csv"), random);
        flip("tardis", Market.COINM, read("tardis/bitmex_trades_XBTUSD.csv"), random);
        flip("tardis", Market.USDM, read("tardis/binance-futures_book_snapshot_5_BTCUSDT.csv"), random);
        flip("binance", Market.USDM, read("binance/btcusdt-depth-update.csv"), random);
        flip("bybit", Market.USDM, bybit(), random);
    }

    private void flip(String venue, Market market, byte[] whole, Random random) throws IOException {
        int refused = 0;
        int rejected = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 3; i++) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Path file = Files.write(folder.resolve("damaged"), damaged);
            try {
                ImportResult result =
                        new GivenRows(folder, venue, market).file(file).imported();
                assertThat(result.lines()).isPositive();
                rejected += result.rejects() > 0 ? 1 : 0;
            } catch (UnusableFileException e) {
                refused++;
            }
        }
        assertThat(rejected).isGreaterThan(ROUNDS / 10);
        assertThat(refused).isLessThan(ROUNDS);
    }

    private static byte[] read(String file) throws IOException {
        return Files.readAllBytes(GivenRows.DATA.resolve(file));
    }

    private static byte[] bybit() throws IOException {
        try (ZipFile zip = new ZipFile(
                GivenRows.DATA.resolve("bybit/xrpusdt-ob500.data.zip").toFile())) {
            String text =
                    new String(zip.getInputStream(zip.entries().nextElement()).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().limit(20).reduce("", (a, b) -> a + b + "\n").getBytes(StandardCharsets.UTF_8);
        }
    }
}
