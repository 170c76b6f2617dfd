package io.onetape.backtest.importer;

import io.onetape.backtest.importer.binance.BinanceImporter;
import io.onetape.backtest.importer.line.LineReader;
import io.onetape.journal.schema.Market;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints how many lines one thread imports in a second of its own processor time, and how many it only unpacks, round by round. Arguments: file, rounds. */
final class ImportSpeed {
    private static long bytes;

    private ImportSpeed() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        for (int round = 1; round <= rounds; round++) {
            long start = cpuNanos();
            ImportResult result = new BinanceImporter(
                            ImportRequest.of(Market.USDM, List.of(file)), (fact, at) -> bytes += fact.length())
                    .run();
            long imported = cpuNanos();
            long lines = unpack(file);
            long unpacked = cpuNanos();
            System.out.printf(
                    Locale.ROOT,
                    "round %d: import %,.0f lines/s, unpack alone %,.0f lines/s (%s)%n",
                    round,
                    result.lines() * 1e9 / (imported - start),
                    lines * 1e9 / (unpacked - imported),
                    result.summary());
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long unpack(Path file) throws IOException {
        try (LineReader lines = new LineReader(file)) {
            while (lines.next()) {
                bytes += lines.to() - lines.from();
            }
            return lines.number();
        }
    }
}
