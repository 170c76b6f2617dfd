package io.onetape.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.AlertRaisedEncoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.TickDecoder;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import java.time.Duration;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.junit.jupiter.api.Test;

final class ScenarioTest {
    /** Answers each tick, and each timer that a fill sets, with an alert. */
    private static final class Echo implements Processor {
        private final AlertRaisedEncoder alert = new AlertRaisedEncoder();
        private final FillDecoder fill = new FillDecoder();

        @Override
        public String name() {
            return "echo";
        }

        @Override
        public void onRecord(RecordView record, Emitter out) {
            if (record.templateId() == TickDecoder.TEMPLATE_ID) {
                raise("tick", out);
            } else if (record.templateId() == FillDecoder.TEMPLATE_ID) {
                long intent = record.decode(fill).intent();
                out.setTimer(intent, record.recordedAtNanos() + 10_000_000);
            }
        }

        @Override
        public void onTimer(long timer, long dueNanos, Emitter out) {
            raise("timer " + timer, out);
        }

        private void raise(String detail, Emitter out) {
            out.begin(alert, 0).severity(Severity.INFO).name("echo").detail(detail);
            out.emit();
        }

        @Override
        public void writeState(WireOut state) {}

        @Override
        public void readState(WireIn state) {}
    }

    @Test
    void whatIsEmittedIsNumberedBehindItsCause() {
        Scenario scenario = new Scenario(new Echo(), new Echo());
        scenario.given("Tick").when("Tick wallNanos=7");
        assertThat(scenario.emitted()).hasSize(2);
        RecordView last = scenario.emitted().get(1).view();
        assertThat(last.sequence()).isEqualTo(6);
        assertThat(last.causedBy()).isEqualTo(4);
        assertThat(last.correlation()).isEqualTo(4);
        assertThat(last.source()).isEqualTo(4);
        assertThat(last.sourceSequence()).isEqualTo(2);
        assertThat(last.recordedAtNanos()).isEqualTo(scenario.nowNanos());
    }

    @Test
    void timersFireBeforeTheRecordWhoseTimeReachesThemInOrderOfDueAndNumber() {
        Scenario scenario = new Scenario(new Echo());
        scenario.given("Fill mm1-3", "Fill mm1-2").later(Duration.ofMillis(9)).when("Tick");
        scenario.thenEmitted("AlertRaised detail='timer 3'", "AlertRaised detail=tick");
        scenario.when("Tick").thenEmitted("AlertRaised detail='timer 2'", "AlertRaised detail=tick");
    }

    @Test
    void aRecordAsTextReadsBackAsTheSameText() {
        Scenario scenario = new Scenario();
        String update =
                "DepthUpdate instrument=7 receivedNanos=1 eventNanos=null transactionNanos=null firstUpdateId=11"
                        + " lastUpdateId=12 previousUpdateId=null bids=100.5/2,100/0 asks=";
        String balances = "AccountSnapshot instrument=0 exchangeNanos=5 balances=10/9.5/USDT,0/0/BTC positions=";
        String fill =
                "Fill instrument=1 strategy=mm1 intent=7 price=-0.00000001 quantity=null cumulativeQuantity=null fee=null"
                        + " venueOrderId=null venueTradeId=null exchangeNanos=null receivedNanos=null side=SELL liquidity=null positionSide=null liquidation=NO queueAhead=null feeAsset='a b'";
        scenario.when(update, balances, fill);
        assertThat(scenario.records()).map(Emitted::toString).containsExactly(update, balances, fill);
    }

    @Test
    void aNameThatTheRecordDoesNotHaveIsAnError() {
        assertThatThrownBy(() -> new Scenario().when("Tick price=1")).hasMessageContaining("found 'price=1'");
        assertThatThrownBy(() -> new Scenario().when("Tock")).hasMessageContaining("found 'Tock'");
    }
}
