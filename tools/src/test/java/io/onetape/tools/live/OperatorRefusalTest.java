package io.onetape.tools.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.AlertRaisedDecoder;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.OperatorCommandDecoder;
import io.onetape.journal.schema.OperatorCommandEncoder;
import io.onetape.journal.schema.RiskLimitsSetDecoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.StrategyChange;
import io.onetape.journal.schema.StrategyChangedEncoder;
import io.onetape.journal.schema.StrategyMode;
import io.onetape.journal.schema.StrategyPackageSetDecoder;
import io.onetape.journal.schema.TradingState;
import io.onetape.journal.tape.Numbering;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.services.config.RiskLimits;
import io.onetape.services.config.RunMode;
import io.onetape.services.config.settings.Setting;
import io.onetape.services.runtime.OperatorOutbox;
import io.onetape.services.runtime.RunPaths;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands for a run that does not run: what they write into the operator's outbox, and what they refuse there. Long: one list of refusals. */
final class OperatorRefusalTest {
    private static final long START = 1_700_000_000_000_000_000L;

    @TempDir
    Path folder;

    private RunPaths paths;
    private int number;

    @BeforeEach
    void aRunThatDoesNotRun() throws IOException {
        Path configuration = folder.resolve("c.yaml");
        Files.writeString(configuration, """
                mode: observe
                cache: {enabled: false}
                processes:
                  core: {services: [sequencer, marketdata, strategy, risk, execution, account, clock]}
                """);
        paths = new RunPaths(folder.resolve("run"));
        new RunFile(
                        new io.onetape.services.runtime.Run(
                                1, RollCycle.HOUR, RunMode.OBSERVE, START, false, Optional.empty()),
                        configuration)
                .write(paths);
        RecordDraft draft = new RecordDraft();
        try (TapeWriter tape = TapeFolder.create(paths.tape(), 1, RollCycle.HOUR)) {
            int source = tape.define(SourceKind.OUTSIDE, "facts", START);
            draft.begin(new InstrumentDefinedEncoder(), 1)
                    .tickSize(10_000_000)
                    .lotSize(100_000)
                    .minimumQuantity(100_000)
                    .maximumQuantity(100_000_000_000L)
                    .minimumNotional(500_000_000)
                    .contractSize(100_000_000)
                    .market(Market.USDM)
                    .contract(Contract.LINEAR)
                    .inferred(Flag.NO)
                    .venue("BINANCE")
                    .symbol("BTCUSDT")
                    .baseAsset("BTC")
                    .quoteAsset("USDT");
            append(tape, draft, source);
            for (String setting : List.of("type=market-maker", "symbol=BTCUSDT", "quantity=0.01")) {
                String[] parts = setting.split("=", -1);
                new Setting.Value("strategy.mm1." + parts[0], parts[1]).draft(draft);
                append(tape, draft, source);
            }
        }
    }

    private void append(TapeWriter tape, RecordDraft draft, int source) {
        draft.source(source, ++number);
        tape.append(draft.buffer(), draft.length(), source, START);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "risk set --symbol ETHUSDT maximumPosition=1 | expected the instrument to be on the tape, one of [BTCUSDT], found 'ETHUSDT'",
                "risk set --strategy mm2 maximumPosition=1   | expected the strategy to be on the tape, one of [mm1], found 'mm2'",
                "risk set --symbol BTCUSDT maximumPosition=1 | risk.instruments.BTCUSDT: found no key 'max",
                "risk set --account maximumLeverage=-1       | risk.account.maximumLeverage: found",
                "risk set --account maximumLeverage=x        | risk.account.maximumLeverage: found the text 'x', expected",
                "risk set --account nonsense=1               | nonsense",
                "config set execution.requoteTicks 0         | execution.requoteTicks: found the number 0, expected",
                "config set execution.requotTicks 1          | did you mean 'execution.requoteTicks'?",
                "strategy set mm2 quantity=1                 | expected a strategy that is on the tape, one of [mm1], found 'mm2'",
                "strategy set mm1 quantity=-1                | quantity: expected a decimal number from",
                "strategy set mm1 quantty=1                  | found 'quantty'",
                "strategy mode mm1 alive                     | expected one of [live, simulation, observation], found 'alive'",
                "strategy stop mm9                           | found 'mm9'",
                "plugin install none.jar                     | expected a JAR, found no file none.jar"
            })
    void whatCannotBeIsRefusedOnTheTapeAndSetsNothing(String command, String message) {
        Run refused = run(command);
        assertThat(refused.err()).contains(message).contains("next: ");
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(6);
        assertThat(written()).containsExactly(OperatorCommandDecoder.TEMPLATE_ID, AlertRaisedDecoder.TEMPLATE_ID);
    }

    @Test
    void aJarThatIsNotOnTheListIsRefusedOnTheTape() throws IOException {
        Path jar = folder.resolve("bidder.jar");
        Files.write(jar, new byte[] {1, 2, 3});
        Run refused = run("plugin install " + jar);
        assertThat(refused.exitCode()).isEqualTo(6);
        assertThat(refused.err()).contains("is not on the list of allowed JARs");
        assertThat(written()).doesNotContain(StrategyPackageSetDecoder.TEMPLATE_ID);
    }

    @Test
    void limitsOfAnInstrumentKeepWhatIsNotNamed() {
        Run first = run("risk set --symbol BTCUSDT maximumPosition=1 maximumNotional=5000 maximumOpenOrders=3");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err()).contains("nothing runs in", "is taken at the next start");
        assertThat(written()).containsExactly(OperatorCommandDecoder.TEMPLATE_ID, RiskLimitsSetDecoder.TEMPLATE_ID);
        RiskLimitsSetDecoder limits = new RiskLimitsSetDecoder();
        try (TapeReader reader = outbox()) {
            reader.seek(2);
            reader.next();
            reader.record().decode(limits);
            assertThat(limits.scope()).isEqualTo(LimitScope.INSTRUMENT);
            assertThat(reader.record().instrument()).isEqualTo(1);
            assertThat(limits.maximumOpenOrders()).isEqualTo(3);
        }
    }

    @Test
    void limitsAreNotSetBeforeTheOnesBeforeThemAreOnTheTape() {
        assertThat(run("risk set --symbol BTCUSDT maximumPosition=1 maximumNotional=5000 maximumOpenOrders=3")
                        .exitCode())
                .isZero();
        Run second = run("risk set --symbol BTCUSDT maximumOpenOrders=5");
        assertThat(second.exitCode()).isEqualTo(5);
        assertThat(second.err())
                .contains("found number 2 in the operator's outbox and 0 on the tape", "tape run --dir");
        assertThat(written()).containsExactly(OperatorCommandDecoder.TEMPLATE_ID, RiskLimitsSetDecoder.TEMPLATE_ID);
    }

    @Test
    void aParameterWithinItsBoundsIsASetting() {
        assertThat(run("strategy set mm1 quantity=0.02 spread=2").exitCode()).isZero();
        assertThat(written())
                .containsExactly(
                        OperatorCommandDecoder.TEMPLATE_ID, ConfigSetDecoder.TEMPLATE_ID, ConfigSetDecoder.TEMPLATE_ID);
    }

    @Test
    void whatIsInForceIsShown() {
        assertThat(run("strategy list").out()).contains("mm1: configured, market-maker on BTCUSDT, mode live");
        assertThat(run("config show").out()).contains("strategy.mm1.quantity: 0.01");
        assertThat(run("risk show --json").out()).isEqualTo("{\"v\":1,\"limits\":[]}\n");
    }

    @Test
    void whatIsInForceAsJsonHasNamedFieldsWhateverAStrategyIsCalled() throws IOException {
        RiskLimits limits = new RiskLimits(
                LimitScope.INSTRUMENT,
                "BTCUSDT",
                "",
                50_000_000,
                2_000_000_000_000L,
                3,
                0,
                Fixed8.NULL,
                Fixed8.NULL,
                Fixed8.NULL,
                TradingState.HALTED);
        RecordDraft draft = new RecordDraft();
        try (TapeWriter tape = TapeFolder.append(paths.tape())) {
            int source = tape.sources().byName("facts").orElseThrow().number();
            new Setting.Value("strategy.v.mode", "simulation").draft(draft);
            append(tape, draft, source);
            new Setting.Limits(1, limits).draft(draft);
            append(tape, draft, source);
        }
        assertThat(run("strategy list --json").out())
                .isEqualTo("{\"v\":1,\"strategies\":["
                        + "{\"name\":\"mm1\",\"standing\":\"configured\",\"type\":\"market-maker\","
                        + "\"symbol\":\"BTCUSDT\",\"symbol2\":null,\"mode\":\"live\",\"waitsFor\":[]},"
                        + "{\"name\":\"v\",\"standing\":\"configured\",\"type\":null,"
                        + "\"symbol\":null,\"symbol2\":null,\"mode\":\"simulation\",\"waitsFor\":[]}]}\n");
        Run narrow = Run.on(80, Map.of(), "risk", "show", "--dir", paths.folder());
        assertThat(narrow.lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 80);
        assertThat(narrow.out()).contains("limits of BTCUSDT: maximumNotional=20000", "onBreach=halt");
        assertThat(run("risk show").lines()).hasSize(1);
        assertThat(run("risk show --json").out())
                .isEqualTo("{\"v\":1,\"limits\":[{\"scope\":\"instrument\",\"symbol\":\"BTCUSDT\",\"strategy\":null,"
                        + "\"maximumPosition\":\"0.5\",\"maximumNotional\":\"20000\",\"maximumLeverage\":null,"
                        + "\"maximumDailyDrawdown\":null,\"minimumMarginRatio\":null,\"maximumOpenOrders\":3,"
                        + "\"maximumOrdersPerSecond\":null,\"onBreach\":\"halt\"}]}\n");
    }

    @Test
    void aModeIsShownOnceItsEngineHasTakenIt() {
        RecordDraft draft = new RecordDraft();
        new Setting.Value("strategy.mm1.mode", "simulation").draft(draft);
        appendLater(draft);
        assertThat(run("strategy list").out()).contains("mm1: configured, market-maker on BTCUSDT, mode simulation");
        appendChange(StrategyChange.STARTED, StrategyMode.LIVE);
        assertThat(run("strategy list").out()).contains("mm1: started, market-maker on BTCUSDT, mode live");

        draft.begin(new OperatorCommandEncoder(), 0)
                .who("ann")
                .what("strategy mm1 mode observation")
                .why("");
        appendLater(draft);
        assertThat(run("strategy list").out()).as("commanded only").contains("mm1: started", "mode live");
        appendChange(StrategyChange.MODE, StrategyMode.OBSERVATION);
        assertThat(run("strategy list").out()).contains("mm1: started", "mode observation");
        new Setting.Value("strategy.mm1.symbol", "FOOUSDT").draft(draft);
        appendLater(draft);
        appendChange(StrategyChange.LOADED, StrategyMode.OBSERVATION);
        assertThat(run("strategy list").out()).contains("mm1: loaded, waits for FOOUSDT, market-maker on FOOUSDT");
        assertThat(run("strategy list --json").out()).contains("\"waitsFor\":[\"FOOUSDT\"]");
        appendChange(StrategyChange.QUARANTINED, StrategyMode.NULL_VAL); // as the runtime says it, of any mode
        assertThat(run("strategy list").out()).contains("mm1: quarantined", "mode observation");
    }

    private void appendChange(StrategyChange change, StrategyMode mode) {
        RecordDraft draft = new RecordDraft();
        StrategyChangedEncoder changed = draft.begin(new StrategyChangedEncoder(), 0);
        OrderId.putStrategy(
                changed.buffer(),
                changed.offset() + StrategyChangedEncoder.strategyEncodingOffset(),
                OrderId.strategy("mm1"));
        changed.fromSequence(0).change(change).mode(mode).hash("").detail("");
        appendLater(draft);
    }

    private void appendLater(RecordDraft draft) {
        try (TapeWriter tape = TapeFolder.append(paths.tape())) {
            append(tape, draft, tape.sources().byName("facts").orElseThrow().number());
        }
    }

    @Test
    void oneOfTwoCommandsAtOnceIsBusyAndLosesNothing() {
        try (OperatorOutbox other = new OperatorOutbox(paths, RollCycle.HOUR, () -> START)) {
            other.command("ann", "halt", "");
            Run busy = run("config set execution.requoteTicks 2");
            assertThat(busy.exitCode()).isEqualTo(5);
            assertThat(busy.err()).contains("another command is being written", "type it again");
        }
        assertThat(run("config set execution.requoteTicks 2").exitCode()).isZero();
        assertThat(written())
                .containsExactly(
                        OperatorCommandDecoder.TEMPLATE_ID,
                        OperatorCommandDecoder.TEMPLATE_ID,
                        ConfigSetDecoder.TEMPLATE_ID);
    }

    @Test
    void aResumeAsksForConsentAndForSomebodyToAnswer() {
        Run unasked = run("resume");
        assertThat(unasked.err()).contains("expected --yes");
        assertThat(unasked.exitCode()).isEqualTo(6);
        assertThat(run("resume --yes").exitCode()).isEqualTo(6);
        assertThat(run("resume --yes --no-wait").exitCode()).isEqualTo(2);
        assertThat(paths.outbox("operator")).doesNotExist();
    }

    @Test
    void withNothingRunningStopIsDoneRestartIsANoAndResumeIsRefused() {
        assertThat(run("run --stop").exitCode()).isZero();
        assertThat(run("run --stop").err()).contains("nothing runs in");
        assertThat(run("run --restart risk").exitCode()).isEqualTo(1);
        assertThat(run("run --restart nothing").exitCode()).isEqualTo(2);
        assertThat(run("resume --yes").exitCode()).isEqualTo(6);
    }

    @Test
    void withoutARunThereIsNothingToHalt() {
        Run none = Run.of("halt", "--dir", folder.resolve("nowhere"));
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("no run in");
    }

    private Run run(String command) {
        return Run.of(Stream.concat(
                        Stream.of(command.trim().split(" +", -1)),
                        Stream.of("--dir", paths.folder().toString()))
                .toArray());
    }

    private TapeReader outbox() {
        return TapeReader.ofFolder(paths.outbox("operator"), Numbering.SOURCE_SEQUENCE);
    }

    private List<Integer> written() {
        List<Integer> types = new ArrayList<>();
        try (TapeReader reader = outbox()) {
            while (reader.next()) {
                RecordView record = reader.record();
                types.add(record.templateId());
            }
        }
        return types;
    }
}
