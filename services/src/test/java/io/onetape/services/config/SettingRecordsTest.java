package io.onetape.services.config;

import static io.onetape.services.config.YamlFile.CORE;
import static io.onetape.services.config.YamlFile.LIMITS;
import static io.onetape.services.config.YamlFile.MAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.replay.Processor;
import io.onetape.services.Emitted;
import io.onetape.services.Processors;
import io.onetape.services.Scenario;
import io.onetape.services.account.Account;
import io.onetape.services.config.settings.EffectiveSettings;
import io.onetape.services.config.settings.Setting;
import io.onetape.services.config.settings.SettingRecords;
import io.onetape.services.config.settings.SettingsDifference;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingRecordsTest {
    private static final String DEFINED =
            "InstrumentDefined instrument=1 market=USDM contract=LINEAR inferred=NO tickSize=0.1"
                    + " lotSize=0.001 minimumQuantity=0.001 maximumQuantity=1000 minimumNotional=5 contractSize=1 venue=BINANCE"
                    + " symbol=BTCUSDT baseAsset=BTC quoteAsset=USDT";
    private static final String ENABLED = "strategy.mm1.enabled = ";

    @TempDir
    Path folder;

    private final List<Processor> processors = Processors.all();
    private final Scenario scenario = new Scenario(processors.toArray(Processor[]::new));
    private final EffectiveSettings effective = new EffectiveSettings();
    private YamlFile file;
    private int seen;

    @BeforeEach
    void create() {
        file = new YamlFile(folder);
    }

    @Test
    void anEmptyTapeIsToldEverythingAndWhatStartsAtLast() {
        SettingsDifference all =
                SettingRecords.of(file.write(CORE, LIMITS, MAKER).load());
        List<String> texts = all.append().stream().map(Setting::toString).toList();
        assertThat(texts).contains("account.capital = 100000", "strategies.combine = false", "strategy.mm1.spread = 0");
        assertThat(texts.get(texts.size() - 2))
                .isEqualTo(
                        "limits of every instrument: position 1 notional 100000 open orders 10 orders per second 0 leverage null"
                                + " daily drawdown null margin ratio null on breach NORMAL");
        assertThat(texts.get(texts.size() - 1)).isEqualTo(ENABLED + "true");
    }

    @Test
    void theProcessorsTakeWhatIsSaidAndThenThereIsNoDifference() {
        scenario.given(DEFINED);
        append(file.write(CORE, LIMITS, MAKER, "account: {capital: 7.00}\n").load());
        assertThat(scenario.emitted("AlertRaised")).isEmpty();
        assertThat(((Account) processors.get(4)).capital()).isEqualTo(7 * Fixed8.ONE);
        assertThat(difference().isEmpty()).isTrue();
        assertThat(difference().kept()).isEmpty();
    }

    @Test
    void limitsThatRiskRefusesAreNotInForce() {
        scenario.given(DEFINED);
        append(file.write(CORE, LIMITS, MAKER).load());
        scenario.given(
                "RiskLimitsSet instrument=1 scope=INSTRUMENT maximumPosition=2 maximumNotional=200000 maximumOpenOrders=5",
                "RiskLimitsSet scope=STRATEGY instrument=1 strategy=mm1 maximumNotional=5");
        difference(); // learns
        assertThat(effective.limits()).hasSize(2);
        assertThat(effective.limits().values().stream().map(RiskLimits::name))
                .containsExactly("limits of every instrument", "limits of BTCUSDT");
    }

    @Test
    void onlyWhatChangedIsSaid() {
        scenario.given(DEFINED);
        append(file.write(CORE, LIMITS, MAKER).load());
        file.write(CORE, LIMITS, MAKER.replace("quantity: 0.01", "quantity: 0.020"), "account: {capital: 5}\n");
        assertThat(texts()).containsExactly("account.capital = 5", "strategy.mm1.quantity = 0.02");
        append(file.load());
        assertThat(difference().isEmpty()).isTrue();
    }

    @Test
    void whatIsTakenOutOfTheFileHasItsDefaultAgain() {
        scenario.given(DEFINED);
        append(file.write(
                        CORE,
                        LIMITS,
                        MAKER.replace("quantity: 0.01", "quantity: 0.01, spread: 3"),
                        "account: {capital: 5}\n")
                .load());
        file.write(CORE, LIMITS, MAKER);
        assertThat(texts()).containsExactly("account.capital = 100000", "strategy.mm1.spread = 0");
    }

    @Test
    void aStrategyThatVanishedIsDisabledOnce() {
        scenario.given(DEFINED);
        append(file.write(CORE, LIMITS, MAKER).load());
        file.write(CORE, LIMITS);
        assertThat(texts()).containsExactly(ENABLED + "false");
        append(file.load());
        assertThat(scenario.emitted("StrategyChanged").toString()).contains("change=STOPPED");
        assertThat(difference().isEmpty()).isTrue();
        file.write(CORE, LIMITS, MAKER);
        assertThat(texts()).containsExactly(ENABLED + "true");
    }

    @Test
    void aStrategyThatIsSwitchedOffIsStoppedBeforeAnythingElse() {
        append(file.write(CORE, LIMITS, MAKER).load());
        file.write(CORE, LIMITS, MAKER, "    enabled: false\n", "account: {capital: 5}\n");
        assertThat(texts()).containsExactly(ENABLED + "false", "account.capital = 5");
    }

    @Test
    void anotherInstrumentIsTradedAnew() {
        append(file.write(CORE, LIMITS, MAKER).load());
        file.write(CORE, LIMITS, MAKER.replace("BTCUSDT", "ETHUSDT"));
        assertThat(texts()).containsExactly(ENABLED + "false", "strategy.mm1.symbol = ETHUSDT", ENABLED + "true");
    }

    @Test
    void theEngineStaysOnceTheStrategyWasEnabled() {
        String two = CORE.replace("[sequencer", "[strategy-2, sequencer");
        append(file.write(two, LIMITS, MAKER).load());
        file.write(two, LIMITS, MAKER, "    engine: strategy-2\n");
        assertThat(difference().append()).isEmpty();
        assertThat(difference().kept())
                .containsExactly(
                        "strategy.mm1.engine = strategy: expected it to stay, found strategy-2: use another strategy's name");
        file.write(two, LIMITS, MAKER.replace("mm1", "mm2"), "    engine: strategy-2\n");
        assertThat(texts()).contains("strategy.mm2.engine = strategy-2", ENABLED + "false");
    }

    @Test
    void limitsOfAnInstrumentAreSaidBeforeItIsDefined() {
        String own = LIMITS
                + "  instruments:\n    BTCUSDT: {maximumPosition: 2, maximumNotional: 3, maximumOpenOrders: 4, onBreach: halt}\n";
        append(file.write(CORE, own).load());
        Emitted limits = last("RiskLimitsSet");
        assertThat(limits.view().instrument()).isZero();
        assertThat(limits.toString())
                .contains(
                        "maximumPosition=2",
                        "maximumNotional=3",
                        "maximumOpenOrders=4",
                        "scope=INSTRUMENT",
                        "onBreach=HALTED",
                        "limitedSymbol=BTCUSDT");
        assertThat(difference().isEmpty()).isTrue();
        scenario.given(DEFINED);
        assertThat(difference().isEmpty()).isTrue();
    }

    @Test
    void limitsOfAnInstrumentThatVanishedBecomeThoseOfEveryInstrument() {
        scenario.given(DEFINED);
        String own = LIMITS
                + "  instruments:\n    BTCUSDT: {maximumPosition: 2, maximumNotional: 3, maximumOpenOrders: 4}\n";
        append(file.write(CORE, own).load());
        append(file.write(CORE, LIMITS).load());
        assertThat(last("RiskLimitsSet").view().instrument()).isEqualTo(1);
        assertThat(last("RiskLimitsSet").toString()).contains("maximumPosition=1 ", "maximumNotional=100000 ");
        assertThat(difference().isEmpty()).isTrue();
        assertThat(file.write(CORE).load().limits()).isEmpty();
        assertThat(texts())
                .containsExactly(
                        "limits of every instrument: position null notional null open orders null orders per second 0 leverage null"
                                + " daily drawdown null margin ratio null on breach NORMAL",
                        "limits of BTCUSDT: position null notional null open orders null orders per second 0 leverage null daily"
                                + " drawdown null margin ratio null on breach NORMAL");
        append(file.load());
        assertThat(difference().isEmpty()).isTrue();
    }

    @Test
    void limitsOfStrategyAndAccountAreSaidAndTakenBack() {
        String more = LIMITS
                + "  strategies: {mm1: {maximumDailyDrawdown: 5, onBreach: reduce-only}}\n  account: {maximumLeverage: 3}\n";
        append(file.write(CORE, more, MAKER).load());
        assertThat(difference().isEmpty()).isTrue();
        file.write(CORE, LIMITS, MAKER);
        assertThat(texts())
                .hasSize(2)
                .allMatch(text -> text.endsWith("daily drawdown null margin ratio null on breach NORMAL"));
        append(file.load());
        assertThat(difference().isEmpty()).isTrue();
    }

    @Test
    void whatTheConfigurationDoesNotKnowIsKeptAndSaid() {
        scenario.given("ConfigSet key=account.colour value=blue");
        append(file.write(CORE).load());
        assertThat(difference().append()).isEmpty();
        assertThat(difference().kept()).containsExactly("account.colour = blue");
    }

    private List<String> texts() {
        return difference().append().stream().map(Setting::toString).toList();
    }

    private SettingsDifference difference() {
        learn();
        return SettingRecords.difference(effective, file.load());
    }

    private void append(Configuration wanted) {
        learn();
        RecordDraft draft = new RecordDraft();
        for (Setting setting : SettingRecords.difference(effective, wanted).append()) {
            setting.draft(draft);
            scenario.when(draft);
        }
    }

    private void learn() {
        for (; seen < scenario.records().size(); seen++) {
            RecordView record = scenario.records().get(seen).view();
            effective.apply(record);
        }
    }

    private Emitted last(String name) {
        List<Emitted> all = scenario.records().stream()
                .filter(record -> record.name().equals(name))
                .toList();
        return all.get(all.size() - 1);
    }
}
