package io.onetape.services.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.services.Emitted;
import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two engines over one tape: source 3 is the default one, source 4 is strategy-2. */
final class EnginesTest {
    private final Strategies first = new Strategies(List.of(Parrot.TYPE));
    private final Strategies second = new Strategies(List.of(Parrot.TYPE), "strategy-2");
    private final Scenario scenario = new Scenario(first, second);

    @Test
    void eachEngineHostsTheStrategiesThatNameIt() {
        started("p1", "strategy");
        started("p2", "strategy-2");
        scenario.when("BookTop instrument=1 status=VALID bid=100");
        assertThat(scenario.emitted())
                .map(record -> record.get("strategy") + " by " + record.view().source())
                .containsExactly("p1 by 3", "p2 by 4");
        assertThat(StateCopy.text(first)).contains("ELSEWHERE");
    }

    @Test
    void whatIsSaidToOneStrategyIsAnsweredByItsEngineOnly() {
        started("p2", "strategy-2");
        scenario.when(
                set("p2", "quantity", "9"),
                set("p2", "engine", "strategy"),
                "OperatorCommand who=ann what='strategy p2 start' why=test",
                "OperatorCommand who=ann what='strategy p2 mode simulation' why=test",
                "Fill p2-1 instrument=1 side=BUY price=1 quantity=1",
                "OperatorCommand who=ann what='strategy p2 stop' why=test");
        assertThat(scenario.emitted())
                .map(record -> record.name() + " by " + record.view().source())
                .containsExactly(
                        "AlertRaised by 4",
                        "AlertRaised by 4",
                        "AlertRaised by 4",
                        "StrategyChanged by 4",
                        "Signal by 4",
                        "StrategyChanged by 4");
        assertThat(scenario.emitted().get(1).get("detail"))
                .isEqualTo("p2: expected engine strategy-2, which has hosted it, found 'strategy': use another"
                        + " strategy's name; the former value holds");
    }

    @Test
    void whatFitsNoStrategyIsAnsweredOnce() {
        scenario.when(
                "ConfigSet key=strategy.p1 value=1",
                "ConfigSet key=strategies.combine value=x",
                set("p1", "engine", "motor"),
                "OperatorCommand who=ann what='strategy p7 stop' why=test");
        assertThat(scenario.emitted())
                .hasSize(4)
                .allMatch(record -> record.view().source() == 3);
    }

    @Test
    void anOperatorsStartIsTheFirstEnablingToo() {
        configured("p2", "strategy-2");
        scenario.when("OperatorCommand who=ann what='strategy p2 start' why=test", set("p2", "engine", "strategy"));
        assertThat(scenario.emitted())
                .hasSize(3)
                .allMatch(record -> record.view().source() == 4);
    }

    @Test
    void aRestoredEngineKnowsWhomItDoesNotHost() {
        started("p1", "strategy");
        started("p2", "strategy-2");
        configured("p3", "strategy-2");
        Strategies restored = StateCopy.copy(second, new Strategies(List.of(Parrot.TYPE), "strategy-2"));
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(second));
        Scenario other = new Scenario(restored);
        other.when(set("p1", "enabled", "true"), set("p3", "enabled", "true"));
        assertThat(other.emitted()).map(Emitted::name).containsExactly("StrategyChanged", "StrategyChanged");
    }

    @Test
    void anEngineHasAnEnginesName() {
        assertThat(Strategies.isEngine("strategy-arb")).isTrue();
        assertThatThrownBy(() -> new Strategies(List.of(), "risk"))
                .hasMessage("expected an engine such as strategy or strategy-2, found 'risk'");
    }

    private void started(String name, String engine) {
        configured(name, engine);
        scenario.given(set(name, "enabled", "true"));
    }

    private void configured(String name, String engine) {
        scenario.given(
                "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT tickSize=0.1 lotSize=0.001",
                set(name, "type", "parrot"),
                set(name, "symbol", "BTCUSDT"),
                set(name, "quantity", "0.010"),
                set(name, "engine", engine));
    }

    private static String set(String name, String key, String value) {
        return "ConfigSet key=strategy." + name + "." + key + " value=" + value;
    }
}
