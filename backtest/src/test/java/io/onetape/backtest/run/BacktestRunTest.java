package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.run.clock.ClockShift;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.synthetic.SyntheticIncidents;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHash;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import io.onetape.journal.schema.SourceDefinedDecoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.ParityCheck;
import io.onetape.services.Processors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backtests from a market to a result. Long: one list of cases over one market. */
class BacktestRunTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;
    private static final long START = 1_760_000_000L * SECOND;

    private static Recording recording;
    private static Backtests.Result result;

    @BeforeAll
    static void runOnce() {
        recording = new Recording();
        new SyntheticMarket(1, 30 * SECOND, START, SyntheticIncidents.gapAt(10 * SECOND)).writeTo(recording);
        result = Backtests.run(recording, Backtests.marketMaker());
    }

    @Test
    void twoRunsGiveTheSameBytes() {
        assertThat(Backtests.run(recording, Backtests.marketMaker()).summary()).isEqualTo(result.summary());
        assertThat(result.summary().fills()).isPositive();
        assertThat(result.summary().requested()).isGreaterThan(100);
    }

    @Test
    void onDiskItIsTheSameTapeAsInMemory(@TempDir Path folder) {
        BacktestRun run = BacktestRun.prepare(recording.tape(), Backtests.marketMaker());
        try (TapeWriter writer = TapeFolder.create(folder.resolve("result"), run.resultTapeId(), BacktestRun.ROLL)) {
            TapeFolder onDisk = TapeFolder.open(folder.resolve("result"));
            BacktestSummary summary = run.run(onDisk, writer, Processors.all(), record -> {}, sequence -> {});
            assertThat(summary).isEqualTo(result.summary());
        }
    }

    @Test
    void withoutItsTapeItGivesTheSameNumbers() {
        BacktestRun run = BacktestRun.prepare(recording.tape(), Backtests.marketMaker());
        assertThat(run.run(Processors.all(), record -> {}, sequence -> {})).isEqualTo(result.summary());
    }

    /** All of them but the checksum, which a run without its tape has none of. */
    @Test
    void theOutputHashIsOverWhatProcessorsAndTheVenueDecided() {
        Sources sources = result.tape().sources();
        RecordHash hash = new RecordHash();
        long facts = 0;
        for (RecordView record : result.records()) {
            SourceKind kind = sources.find(record.source()).orElseThrow().kind();
            if (kind == SourceKind.OUTSIDE || kind == SourceKind.SEQUENCER) {
                facts++;
            } else {
                hash.add(record, RecordHeader.BLOCK_LENGTH);
            }
        }
        assertThat(facts).isGreaterThan(1_000);
        assertThat(result.summary().outputHash()).isEqualTo(hash.finish());
    }

    @Test
    void anotherSettingGivesOtherRecordsUnderTheSameTapeId() {
        Backtests.Result other =
                Backtests.run(recording, Backtests.marketMaker().with("strategy.mm1.spread", "0.4"));
        assertThat(other.summary().outputHash()).isNotEqualTo(result.summary().outputHash());
        assertThat(other.tape().writer().tapeId())
                .isEqualTo(result.tape()
                        .writer()
                        .tapeId()); // so that client ids agree, and a diff shows what the setting did
    }

    @Test
    void theResultTapeStandsUpToTheProcessorsAndToTheVenue() {
        ParityCheck parity = new ParityCheck(result.tape().sources(), name -> Optional.of(Processors.named(name)));
        for (RecordView record : result.records()) {
            assertThat(parity.accept(record)).isEmpty();
        }
        SimulationCheck simulation = new SimulationCheck(result.tape());
        assertThat(simulation.run()).isEmpty();
        assertThat(simulation.compared()).isGreaterThan(result.summary().fills());
    }

    @Test
    void whatIsAppendedToTheRecordingAfterItsScanIsNoPartOfTheRun() {
        Recording growing = new Recording(3_500);
        new SyntheticMarket(1, 30 * SECOND, START, SyntheticIncidents.gapAt(10 * SECOND)).writeTo(growing);
        BacktestRun run = BacktestRun.prepare(growing.tape(), Backtests.marketMaker());
        BacktestSummary whole = Backtests.run(growing, Backtests.marketMaker()).summary();
        growing.goOn(1_000);
        new SyntheticMarket(2, 30 * SECOND, START + 60 * SECOND, SyntheticIncidents.none()).writeTo(growing);

        assertThat(Backtests.run(run).summary()).isEqualTo(whole);
    }

    @Test
    void aFillIsNeverKnownEarlier() {
        List<RecordView> records = result.records();
        int fills = 0;
        for (RecordView record : records) {
            if (record.templateId() == FillDecoder.TEMPLATE_ID) {
                fills++;
                FillDecoder fill = record.decode(new FillDecoder());
                RecordView submit = records.get((int) record.causedBy() - 1);
                assertThat(fill.exchangeNanos()).isGreaterThanOrEqualTo(submit.recordedAtNanos() + 10 * MILLISECOND);
                assertThat(record.recordedAtNanos()).isEqualTo(fill.exchangeNanos() + 10 * MILLISECOND);
            }
        }
        assertThat(fills).isEqualTo((int) result.summary().fills());
    }

    @Test
    void recordedFactsStandOnTheResultTapeByteForByte() {
        assertThat(bodies(result.tape().sources(), result.records()))
                .isEqualTo(bodies(recording.tape().sources(), Backtests.records(recording.tape())));
    }

    /** Of the facts that came from the importer. */
    private static List<String> bodies(Sources sources, List<RecordView> records) {
        int importer = sources.byName("importer").map(Source::number).orElseThrow();
        List<String> bodies = new ArrayList<>();
        for (RecordView record : records) {
            if (record.source() == importer) {
                bodies.add(record.recordedAtNanos() + " " + body(record));
            }
        }
        return bodies;
    }

    private static String body(RecordView record) {
        byte[] bytes = new byte[record.length() - RecordHeader.LENGTH];
        record.buffer().getBytes(RecordHeader.LENGTH, bytes);
        return record.templateId() + " " + record.instrument() + " " + java.util.Arrays.hashCode(bytes);
    }

    @Test
    void theFirstEventsAloneGiveThePrefix() {
        Recording part = new Recording(3_500);
        new SyntheticMarket(1, 30 * SECOND, START, SyntheticIncidents.gapAt(10 * SECOND)).writeTo(part);
        Backtests.Result prefix = Backtests.run(part, Backtests.marketMaker());
        SourceScan scan = SourceScan.of(part.tape());
        // What happened there but was received after the cut can fill an order before the cut.
        long comparable = scan.lastNanos() - scan.largestLatencyNanos();

        assertThat(comparable(prefix, comparable)).isEqualTo(comparable(result, comparable));
        assertThat(prefix.summary().fills()).isPositive();
    }

    /** Without what holds the tape's own id. */
    private static List<String> comparable(Backtests.Result run, long beforeNanos) {
        List<String> lines = new ArrayList<>();
        for (RecordView record : run.records()) {
            boolean named = switch (record.templateId()) {
                case CycleStartedDecoder.TEMPLATE_ID,
                        SourceDefinedDecoder.TEMPLATE_ID,
                        SimulationConfiguredDecoder.TEMPLATE_ID,
                        SubmitOrderDecoder.TEMPLATE_ID,
                        SubmitCancelDecoder.TEMPLATE_ID -> true;
                default -> false;
            };
            if (record.recordedAtNanos() < beforeNanos) {
                lines.add(record.sequence() + " " + record.recordedAtNanos() + " "
                        + (named ? record.templateId() : body(record)));
            }
        }
        return lines;
    }

    @Test
    void settingsStandInFrontOfTheMarket() {
        List<RecordView> records = result.records();
        Sources sources = result.tape().sources();
        assertThat(sources.byName(ResultTape.VENUE).map(Source::kind)).contains(SourceKind.SIMULATED_VENUE);
        RecordView first = records.stream()
                .filter(record -> record.templateId() != CycleStartedDecoder.TEMPLATE_ID
                        && record.templateId() != SourceDefinedDecoder.TEMPLATE_ID)
                .findFirst()
                .orElseThrow();
        SimulationConfiguredDecoder configured = first.decode(new SimulationConfiguredDecoder());
        assertThat(configured.entryLatencyNanos()).isEqualTo(10 * MILLISECOND);
        assertThat(configured.sourceTapeId()).isEqualTo(7);
        assertThat(configured.sourceTapeHash()).isEqualTo(result.summary().tapeHash());
    }

    @Test
    void everyInstrumentIsDefinedBeforeARecordIsAboutIt() {
        java.util.BitSet defined = new java.util.BitSet();
        for (RecordView record : result.records()) {
            if (record.templateId() == InstrumentDefinedDecoder.TEMPLATE_ID) {
                defined.set(record.instrument());
            }
            assertThat(record.instrument() == 0 || defined.get(record.instrument()))
                    .as("sequence %d", record.sequence())
                    .isTrue();
        }
        assertThat(defined.isEmpty()).isFalse();
    }

    @Test
    void aRecordingWhoseClockWasBehindIsShiftedAndSaysSo() {
        Recording behind = Recording.of(Market.USDM, "hftbacktest/usdm/btcusdt_20240718.gz");
        BacktestRun run = BacktestRun.prepare(behind.tape(), Backtests.marketMaker());
        assertThat(run.shiftNanos())
                .isEqualTo(-run.scan().smallestLatencyNanos())
                .isGreaterThan(SECOND);
        assertThat(run.warnings().get(0)).startsWith("local time was shifted by 1");
        assertThat(run.warnings().get(1))
                .matches("\\d+ of 11414 records came out of exchange order, by up to [\\d.]+ m?s: .*");

        Backtests.Result shifted = Backtests.run(behind, Backtests.marketMaker());
        assertThat(SourceScan.of(shifted.tape()).smallestLatencyNanos()).isZero();
        assertThat(shifted.summary().fills()).isPositive();
        assertThat(new SimulationCheck(shifted.tape()).run()).isEmpty();

        assertThatThrownBy(() -> BacktestRun.prepare(
                        behind.tape(), Backtests.marketMaker().withShift(ClockShift.NONE)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected no negative feed latency");
    }

    @Test
    void inverseContractsAreRefused() {
        Recording inverse = new Recording();
        RecordDraft draft = new RecordDraft();
        draft.begin(new InstrumentDefinedEncoder(), 1)
                .market(Market.COINM)
                .contract(Contract.INVERSE)
                .inferred(Flag.NO)
                .tickSize(Fixed8.ONE)
                .lotSize(Fixed8.ONE)
                .minimumQuantity(Fixed8.ONE)
                .maximumQuantity(Fixed8.NULL)
                .minimumNotional(Fixed8.NULL)
                .contractSize(100 * Fixed8.ONE)
                .venue("BINANCE")
                .symbol("BTCUSD_PERP")
                .baseAsset("BTC")
                .quoteAsset("USD");
        inverse.accept(draft, START);
        assertThatThrownBy(() -> BacktestRun.prepare(inverse.tape(), Backtests.marketMaker()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("found BTCUSD_PERP, an inverse contract");
    }

    @Test
    void theSummaryIsOneJsonObject() {
        assertThat(result.summary().toJson())
                .contains("\"v\" : 1")
                .contains("\"outputHash\" : \"" + result.summary().outputHash() + "\"");
        assertThat(result.summary().toText()).contains("output hash   ");
    }
}
