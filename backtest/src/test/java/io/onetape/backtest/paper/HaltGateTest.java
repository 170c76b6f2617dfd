package io.onetape.backtest.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OperatorCommandEncoder;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.SubmitAmendEncoder;
import io.onetape.journal.schema.SubmitCancelEncoder;
import io.onetape.journal.schema.SubmitOrderEncoder;
import io.onetape.journal.schema.TradingHaltedEncoder;
import io.onetape.journal.schema.TradingResumedEncoder;
import io.onetape.journal.schema.TradingState;
import org.junit.jupiter.api.Test;

/** What passes the venue's door while an operator's halt stands on the tape. */
final class HaltGateTest {
    private final HaltGate gate = new HaltGate();
    private final RecordDraft draft = new RecordDraft();
    private long sequence;

    @Test
    void behindAHaltNothingPassesThatRaisesExposure() {
        assertThat(passes(order(Flag.NO))).isTrue();
        gate.apply(command("halt"));
        assertThat(passes(order(Flag.NO))).isFalse();
        assertThat(passes(order(Flag.YES))).isTrue();
        assertThat(passes(view(draft.begin(new SubmitAmendEncoder(), 1).intent(3))))
                .isFalse();
        assertThat(passes(view(draft.begin(new SubmitCancelEncoder(), 1).intent(3))))
                .isTrue();
    }

    @Test
    void aFlattenHaltsTooAndAResumeThatIsNotGrantedOpensNothing() {
        gate.apply(command("halt flatten"));
        gate.apply(command("resume"));
        assertThat(passes(order(Flag.NO))).isFalse();
        gate.apply(resumed(sequence));
        assertThat(passes(order(Flag.NO))).isTrue();
    }

    @Test
    void whatAnswersAResumeFromBeforeTheHaltOpensNothing() {
        gate.apply(command("halt"));
        gate.apply(command("resume"));
        long resume = sequence;
        gate.apply(command("halt"));
        gate.apply(resumed(resume));
        assertThat(passes(order(Flag.NO))).isFalse();
        gate.apply(command("resume"));
        gate.apply(resumed(sequence));
        assertThat(passes(order(Flag.NO))).isTrue();
    }

    @Test
    void risksOwnHaltOfTheAccountClosesItAndReduceOnlyDoesNot() {
        gate.apply(halted(TradingState.REDUCE_ONLY, 0));
        gate.apply(halted(TradingState.HALTED, 7));
        assertThat(passes(order(Flag.NO))).isTrue();
        gate.apply(halted(TradingState.HALTED, 0));
        assertThat(passes(order(Flag.NO))).isFalse();
    }

    private boolean passes(RecordView record) {
        return gate.refused(record).isEmpty();
    }

    private RecordView order(Flag reduceOnly) {
        SubmitOrderEncoder submit = draft.begin(new SubmitOrderEncoder(), 1);
        OrderId.putStrategy(
                submit.buffer(),
                submit.offset() + SubmitOrderEncoder.strategyEncodingOffset(),
                OrderId.strategy("mm1"));
        return view(submit.intent(3).reduceOnly(reduceOnly));
    }

    private RecordView command(String what) {
        return view(draft.begin(new OperatorCommandEncoder(), 0)
                .who("ann")
                .what(what)
                .why(""));
    }

    private RecordView halted(TradingState state, int instrument) {
        return view(draft.begin(new TradingHaltedEncoder(), instrument)
                .reason(Reason.REQUESTED)
                .state(state)
                .flatten(Flag.NO)
                .detail(""));
    }

    private RecordView resumed(long cause) {
        draft.begin(new TradingResumedEncoder(), 0).detail("");
        RecordView view = view(draft.cause(cause, cause));
        assertThat(view.causedBy()).isEqualTo(cause);
        return view;
    }

    /** The record that was drafted last. */
    private RecordView view(Object drafted) {
        assertThat(drafted).isNotNull();
        draft.buffer().putLong(RecordHeader.SEQUENCE, ++sequence);
        return new RecordView().wrap(draft.buffer(), 0, draft.length());
    }
}
