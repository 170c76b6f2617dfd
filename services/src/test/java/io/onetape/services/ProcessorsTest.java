package io.onetape.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.replay.Processor;
import io.onetape.services.strategy.StrategyType;
import org.junit.jupiter.api.Test;

final class ProcessorsTest {
    @Test
    void processorsStandInTheOrderOfTheData() {
        assertThat(Processors.all())
                .map(Processor::name)
                .containsExactly("marketdata", "strategy", "risk", "execution", "account");
        assertThat(Processors.named("risk").name()).isEqualTo("risk");
        assertThatThrownBy(() -> Processors.named("gateway"))
                .hasMessage("expected one of [marketdata, strategy, risk, execution, account], found 'gateway'");
    }

    @Test
    void furtherEnginesForStrategiesAreFoundByTheirNames() {
        assertThat(Processors.named("strategy-2").name()).isEqualTo("strategy-2");
        assertThat(Processors.find("strategy")).map(Processor::name).contains("strategy");
        assertThat(Processors.find("strategy-")).isEmpty();
    }

    @Test
    void sixKindsOfStrategiesComeWithTheBuild() {
        assertThat(Processors.strategyTypes())
                .map(StrategyType::name)
                .containsExactly(
                        "market-maker", "momentum", "meanreversion", "scalping", "arbitrage", "signal-follower");
    }
}
