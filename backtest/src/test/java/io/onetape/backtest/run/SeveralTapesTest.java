package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.run.clock.ClockShifts;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.run.input.Inputs;
import io.onetape.backtest.run.input.MergeTarget;
import io.onetape.backtest.synthetic.SyntheticIncidents;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.RecordedInputDecoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.Tape;
import io.onetape.replay.ParityCheck;
import io.onetape.services.Processors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One market that was recorded on two tapes gives what it gives on one. */
class SeveralTapesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;
    private static final long START = 1_760_000_000L * SECOND;
    private static final int BTC = 1;
    private static final int ETH = 2;

    private static Recording whole;

    @BeforeAll
    static void recordOnce() {
        whole = part(START, Long.MAX_VALUE, id -> true, ETH, 0, 0);
    }

    /**
     * The facts from a time until another.
     *
     * @param ethId the id of ETHUSDT on this tape
     * @param btcNanos added to the local times of BTCUSDT
     */
    private static Recording part(
            long from, long until, IntPredicate instruments, int ethId, long btcNanos, long ethNanos) {
        Recording part = new Recording();
        List<Late> facts = new ArrayList<>();
        new SyntheticMarket(1, 20 * SECOND, START, SyntheticIncidents.none()).writeTo((fact, nanos) -> {
            int instrument = fact.buffer().getInt(RecordHeader.INSTRUMENT);
            boolean defines = fact.buffer().getShort(RecordHeader.TEMPLATE_ID) == InstrumentDefinedDecoder.TEMPLATE_ID;
            if ((nanos >= from || defines) && nanos < until && instruments.test(instrument)) {
                fact.buffer().putInt(RecordHeader.INSTRUMENT, instrument == ETH ? ethId : instrument);
                facts.add(new Late(
                        new RecordCopy(new RecordView().wrap(fact.buffer(), 0, fact.length())),
                        Math.max(nanos, from) + (instrument == BTC ? btcNanos : instrument == ETH ? ethNanos : 0)));
            }
        });
        facts.sort(Comparator.comparingLong(Late::nanos));
        facts.forEach(fact -> part.accept(fact.record().view(), fact.nanos()));
        return part;
    }

    private record Late(RecordCopy record, long nanos) {}

    private static Inputs merged(ClockShifts shifts, Recording... recordings) {
        return merged(MergeTarget.memory(), shifts, recordings);
    }

    private static Inputs merged(MergeTarget target, ClockShifts shifts, Recording... recordings) {
        List<SourceScan> scans = Arrays.stream(recordings)
                .map(recording -> SourceScan.of(recording.tape()))
                .toList();
        return Inputs.of(scans, shifts, target);
    }

    private static Backtests.Result run(Inputs inputs) {
        return Backtests.run(
                BacktestRun.prepare(inputs.scan(), Backtests.marketMaker().withShift(inputs.shift())));
    }

    /** The facts of a tape from outside: time, instrument, type and bytes. */
    private static List<String> facts(Tape tape) {
        Sources sources = tape.sources();
        List<String> facts = new ArrayList<>();
        for (RecordView record : Backtests.records(tape)) {
            if (sources.find(record.source()).orElseThrow().kind() == SourceKind.OUTSIDE) {
                byte[] bytes = new byte[record.length() - RecordHeader.LENGTH];
                record.buffer().getBytes(RecordHeader.LENGTH, bytes);
                facts.add(record.recordedAtNanos() + " " + record.instrument() + " " + record.templateId() + " "
                        + Arrays.hashCode(bytes));
            }
        }
        return facts;
    }

    private static void assertSameRun(Inputs inputs) {
        BacktestSummary expected = Backtests.run(whole, Backtests.marketMaker()).summary();
        Backtests.Result result = run(inputs);
        assertThat(result.summary().fills()).isEqualTo(expected.fills()).isPositive();
        assertThat(result.summary().netPnl()).isEqualTo(expected.netPnl());
        assertThat(result.summary().turnover()).isEqualTo(expected.turnover());
        assertStandsUp(result);
    }

    private static void assertStandsUp(Backtests.Result result) {
        SimulationCheck simulation = new SimulationCheck(result.tape());
        assertThat(simulation.run()).isEmpty();
        assertThat(simulation.compared()).isPositive();
        ParityCheck parity = new ParityCheck(result.tape().sources(), name -> Optional.of(Processors.named(name)));
        for (RecordView record : result.records()) {
            assertThat(parity.accept(record)).isEmpty();
        }
    }

    @Test
    void twoInstrumentsWithOneIdOnTwoTapes() {
        Recording btc = part(START, Long.MAX_VALUE, id -> id == BTC, ETH, 0, 0);
        Recording eth = part(START, Long.MAX_VALUE, id -> id == ETH, BTC, 0, 0);
        Inputs inputs = merged(ClockShifts.AUTO, btc, eth);
        assertThat(inputs.scan().instruments().stream().map(Instrument::symbol)).containsExactly("BTCUSDT", "ETHUSDT");
        assertThat(facts(inputs.scan().checked())).containsExactlyInAnyOrderElementsOf(facts(whole.tape()));
        assertThat(inputs.scan().inputs(0).stream()
                        .map(input -> input.tape() + " " + input.recordedId() + " "
                                + input.instrument().id()))
                .containsExactly("1 1 1", "2 1 2");
        assertSameRun(inputs);
    }

    @Test
    void oneInstrumentGoesOnOnTheNextTape(@TempDir Path folder) {
        Recording before = part(START, START + 10 * SECOND, id -> true, ETH, 0, 0);
        Recording after = part(START + 10 * SECOND, Long.MAX_VALUE, id -> true, ETH, 0, 0);
        Inputs inputs = merged(MergeTarget.folder(folder), ClockShifts.AUTO, before, after);
        assertThat(inputs.scan().instruments()).hasSize(2);
        assertThat(new HashSet<>(facts(inputs.scan().checked()))).containsAll(facts(whole.tape()));
        assertThat(inputs.scan().tapeHash())
                .isEqualTo(merged(ClockShifts.AUTO, before, after).scan().tapeHash());
        assertSameRun(inputs);
    }

    @Test
    void atOneTimeTheLowerInstrumentIsFirst() {
        Recording btc = part(START, Long.MAX_VALUE, id -> id == BTC, ETH, 0, 0);
        Recording eth = part(START, Long.MAX_VALUE, id -> id == ETH, ETH, 0, 0);
        List<RecordView> records =
                Backtests.records(merged(ClockShifts.AUTO, eth, btc).scan().checked());
        RecordView last = null;
        int ties = 0;
        for (RecordView record : records) {
            if (record.instrument() == 0) {
                continue;
            }
            if (last != null && last.recordedAtNanos() == record.recordedAtNanos()) {
                assertThat(record.instrument()).isGreaterThanOrEqualTo(last.instrument());
                ties += record.instrument() != last.instrument() ? 1 : 0;
            }
            last = record;
        }
        assertThat(ties).isPositive();
    }

    @Test
    void oneMarketOnTwoTapesIsWarnedAbout() {
        Inputs inputs = merged(ClockShifts.AUTO, whole, whole);
        List<String> facts = facts(inputs.scan().checked());
        assertThat(facts).hasSize(2 * facts(whole.tape()).size());
        assertThat(BacktestRun.prepare(inputs.scan(), Backtests.marketMaker().withShift(inputs.shift()))
                        .warnings())
                .contains("BTCUSDT is recorded at the same time on tapes 1 and 2: prints that are on both count twice");
    }

    @Test
    void eachInstrumentOfATapeHasItsOwnShift() {
        Recording behind = part(START, Long.MAX_VALUE, id -> true, ETH, -300 * MILLISECOND, -500 * MILLISECOND);
        Inputs inputs = merged(ClockShifts.AUTO, behind);
        List<Long> shifts = inputs.scan().inputs(0).stream()
                .map(input -> input.shiftNanos())
                .toList();
        assertThat(shifts.get(1) - shifts.get(0)).isBetween(190 * MILLISECOND, 210 * MILLISECOND);
        assertThat(inputs.scan().smallestLatencyNanos()).isZero();
        BacktestRun run =
                BacktestRun.prepare(inputs.scan(), Backtests.marketMaker().withShift(inputs.shift()));
        assertThat(run.warnings().toString()).contains("local time of BTCUSDT").contains("local time of ETHUSDT");
        Backtests.Result result = Backtests.run(run);
        assertStandsUp(result);
        List<Long> recorded = result.records().stream()
                .filter(record -> record.templateId() == RecordedInputDecoder.TEMPLATE_ID)
                .map(record -> record.decode(new RecordedInputDecoder()).shiftedNanos())
                .toList();
        assertThat(recorded).isEqualTo(shifts);
        assertThatThrownBy(() -> merged(ClockShifts.parse(List.of("none")), behind))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("of BTCUSDT received before they happened");
    }
}
