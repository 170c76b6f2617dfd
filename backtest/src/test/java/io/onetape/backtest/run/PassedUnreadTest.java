package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.latency.LatencyRule;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.synthetic.SyntheticIncidents;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickDecoder;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.Pipeline;
import io.onetape.services.Processors;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run goes behind facts that nobody reads without a look at each: what is decided, and at which sequence, is the same as where each stands on a tape. */
final class PassedUnreadTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START =
            1_754_265_599L * SECOND; // a second before midnight: a cycle, a day and an hour begin within

    /** Sees what is left, and takes nothing from what a run passes over. */
    private static final class Count implements Pipeline.Observer {
        private long seen;

        @Override
        public void onRecord(RecordView record) {
            seen++;
        }

        @Override
        public boolean passesOver(int templateId) {
            return true;
        }
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "0ms, 0ms, 0",
        "1us, 0ms, 0",
        "0ms, 20us, 0",
        "10ms, 10ms, 0",
        "300ms, 2ms, 5000000",
        "feed, feed, 0",
        "2ms, 1.5*feed, 900"
    })
    void theSameIsDecidedAtTheSameSequences(String entry, String response, long jitterNanos) {
        long seed = System.nanoTime() >>> 1;
        System.out.println("seed " + seed);
        Recording recording = new Recording();
        new SyntheticMarket(seed, 20 * SECOND, START, SyntheticIncidents.gapAt(7 * SECOND)).writeTo(recording);
        SourceScan inMemory = SourceScan.of(recording.tape());
        SourceScan onDisk = SourceScan.of(onDisk(recording.tape()));
        long inARun = betweenQuotes(onDisk, 2_000);
        BacktestSettings settings = Backtests.marketMaker()
                .withLatency(new LatencySettings(LatencyRule.parse(entry), LatencyRule.parse(response), jitterNanos));
        for (SourceScan scan : List.of(
                inMemory,
                onDisk,
                onDisk.between(inARun, 0, Long.MAX_VALUE, Long.MAX_VALUE),
                onDisk.until(betweenQuotes(onDisk, 3_000)))) {
            BacktestRun run = BacktestRun.prepare(scan, settings);
            MemoryTape kept = new MemoryTape(run.resultTapeId(), BacktestRun.ROLL);
            BacktestSummary expected =
                    run.run(kept, kept.writer(), Processors.all(), Pipeline.Observer.NONE, sequence -> {});
            Count count = new Count();
            assertThat(run.run(Processors.all(), count, sequence -> {})).isEqualTo(expected);
            assertThat(expected.requested()).isPositive();
            if (!entry.contains("feed")) { // what follows the feed sees all of it
                assertThat(count.seen).isLessThan(expected.events());
            }
        }
    }

    /** The number of a quote between two others, behind this one. */
    private static long betweenQuotes(SourceScan scan, long from) {
        int quotes = 0;
        try (TapeReader reader = scan.checked().reader()) {
            while (quotes < 3 && reader.next()) {
                boolean another =
                        reader.number() > from && reader.record().templateId() == QuoteUpdateDecoder.TEMPLATE_ID;
                quotes = another ? quotes + 1 : 0;
            }
            assertThat(quotes).isEqualTo(3);
            return reader.number() - 1;
        }
    }

    /** The same facts but ticks, in two cycles, and in one mapping for both clocks. */
    private Tape onDisk(Tape recording) {
        Sources sources = recording.sources();
        try (TapeReader reader = recording.reader();
                TapeWriter writer = TapeFolder.create(folder.resolve("market"), 8, RollCycle.HOUR)) {
            while (reader.next()) {
                long nanos = reader.record().recordedAtNanos();
                int source = writer.define(SourceKind.OUTSIDE, "importer", nanos);
                if (sources.isOutside(reader.record().source())
                        && reader.record().templateId() != TickDecoder.TEMPLATE_ID) {
                    writer.appendFact(reader.record(), source, nanos);
                }
            }
        }
        return TapeFolder.open(folder.resolve("market"));
    }
}
