package io.onetape.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.replay.Processor;
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
}
