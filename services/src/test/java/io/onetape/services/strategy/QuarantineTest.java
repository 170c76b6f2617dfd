package io.onetape.services.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.junit.jupiter.api.Test;

final class QuarantineTest {
    private static final List<StrategyType> TYPES = List.of(Parrot.TYPE, Pair.TYPE);
    private static final long P1 = OrderId.strategy("p1");

    /** Tells the engine of a quarantine before a record, as a supervisor does. */
    private static final class Supervised implements Processor {
        final Strategies strategies = new Strategies(TYPES);
        long quarantineAt;

        @Override
        public String name() {
            return strategies.name();
        }

        @Override
        public void onRecord(RecordView record, Emitter out) {
            if (record.sequence() == quarantineAt) {
                strategies.quarantine(P1, quarantineAt, out);
                strategies.quarantine(P1, quarantineAt, out);
            }
            strategies.onRecord(record, out);
        }

        @Override
        public void onTimer(long timer, long dueNanos, Emitter out) {
            strategies.onTimer(timer, dueNanos, out);
        }

        @Override
        public void writeState(WireOut state) {
            strategies.writeState(state);
        }

        @Override
        public void readState(WireIn state) {
            strategies.readState(state);
        }
    }

    private final Supervised supervised = new Supervised();
    private final Scenario scenario = new Scenario(supervised);

    @Test
    void itIsStoppedBeforeTheRecordAndTheRecordOfItChangesNothingMore() {
        parrot();
        scenario.given(top("100"));
        supervised.quarantineAt = scenario.records().size() + 1L;
        scenario.when(top("101")).thenEmitted("CancelRequested p1-1");
        String quarantined = "StrategyChanged strategy=p1 change=QUARANTINED fromSequence=" + supervised.quarantineAt;
        scenario.when(
                        "OrderChanged p1-1 instrument=1 previous=SUBMITTED state=SUBMITTED reason=UNKNOWN_ORDER",
                        quarantined,
                        top("102"))
                .thenNothing();
    }

    @Test
    void itIsEnabledAgainOnlyAfterAnOperatorsResume() {
        parrot();
        scenario.given("StrategyChanged strategy=p1 change=QUARANTINED fromSequence=9");
        scenario.when(set("p1", "enabled", "true"), command("start"));
        assertThat(scenario.emitted())
                .map(alert -> alert.get("detail"))
                .containsOnly("p1: expected 'strategy p1 resume' first, found it in quarantine from sequence 9");
        scenario.given();
        scenario.when(command("resume")).thenEmitted("StrategyChanged change=RESUMED detail='resume by ann: test'");
        scenario.when(top("100")).thenNothing();
        scenario.when(set("p1", "enabled", "true"))
                .thenEmitted("StrategyChanged change=LOADED", "StrategyChanged change=STARTED");
        scenario.when("StrategyChanged strategy=p1 change=QUARANTINED fromSequence=9", top("100"))
                .thenEmitted("OrderRequested p1-1");
        scenario.when("StrategyChanged strategy=p1 change=QUARANTINED fromSequence=40")
                .thenEmitted("CancelRequested p1-1");
    }

    @Test
    void aStrategyThatFailsWhenItIsEnabledCanBeInQuarantineBefore() {
        scenario.given(set("p1", "type", "parrot"));
        supervised.quarantineAt = scenario.records().size() + 1L;
        scenario.when(set("p1", "enabled", "true"));
        assertThat(scenario.emitted("StrategyChanged")).isEmpty();
        assertThat(scenario.emitted("AlertRaised")).hasSize(1);
    }

    @Test
    void aRestoredEngineKeepsTheQuarantine() {
        parrot();
        scenario.given("StrategyChanged strategy=p1 change=QUARANTINED fromSequence=9", command("resume"));
        Strategies restored = StateCopy.copy(supervised.strategies, new Strategies(TYPES));
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(supervised.strategies));
        Scenario other = new Scenario(restored);
        other.given(set("p1", "enabled", "true"), "StrategyChanged strategy=p1 change=QUARANTINED fromSequence=9");
        other.when(top("100")).thenEmitted("OrderRequested p1-1");
    }

    @Test
    void whatAStrategyThrowsNamesIt() {
        parrot();
        pair();
        StrategyFailedException failed =
                catchThrowableOfType(StrategyFailedException.class, () -> scenario.when(top("666")));
        assertThat(failed)
                .hasMessage("strategy q1 failed: java.lang.IllegalStateException: expected any other price")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(failed.strategyName()).isEqualTo("q1");
        assertThat(failed.strategy()).isEqualTo(OrderId.strategy("q1"));
    }

    @Test
    void aFailedTimerNamesTheStrategyTooAlsoIfItIsAnError() {
        pair();
        Strategies restored = StateCopy.copy(supervised.strategies, new Strategies(TYPES));
        assertThatThrownBy(() -> restored.onTimer(0, 1, new NoEmitter()))
                .isInstanceOf(StrategyFailedException.class)
                .hasMessageContaining("strategy q1 failed: java.lang.AssertionError");
    }

    private static final class NoEmitter implements Emitter {
        @Override
        public <E extends org.agrona.sbe.MessageEncoderFlyweight> E begin(E encoder, int instrument) {
            throw new IllegalStateException("expected no record");
        }

        @Override
        public void emit() {}

        @Override
        public void setTimer(long timer, long dueNanos) {}

        @Override
        public void cancelTimer(long timer) {}
    }

    private void parrot() {
        scenario.given(
                "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT tickSize=0.1 lotSize=0.001",
                set("p1", "type", "parrot"),
                set("p1", "symbol", "BTCUSDT"),
                set("p1", "quantity", "0.010"),
                set("p1", "enabled", "true"));
    }

    private void pair() {
        scenario.given(
                "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT tickSize=0.1 lotSize=0.001",
                "InstrumentDefined instrument=2 contract=LINEAR market=USDM symbol=ETHUSDT tickSize=0.1 lotSize=0.001",
                set("q1", "type", "pair"),
                set("q1", "symbol", "BTCUSDT"),
                set("q1", "symbol2", "ETHUSDT"),
                set("q1", "enabled", "true"));
    }

    private static String command(String verb) {
        return "OperatorCommand who=ann what='strategy p1 " + verb + "' why=test";
    }

    private static String set(String name, String key, String value) {
        return "ConfigSet key=strategy." + name + "." + key + " value=" + value;
    }

    private static String top(String bid) {
        return "BookTop instrument=1 status=VALID bid=" + bid;
    }
}
