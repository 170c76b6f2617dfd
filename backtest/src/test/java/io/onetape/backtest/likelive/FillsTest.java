package io.onetape.backtest.likelive;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.FillEncoder;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.Side;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fills as a real venue delivers them: some twice, some with fees in its own coin. */
final class FillsTest {
    private static final long STRATEGY = OrderId.strategy("mm1");

    private final Fills fills = new Fills(instrument -> "USDT");

    private void fill(long tradeId, String cumulative, String fee, String asset) {
        RecordDraft draft = new RecordDraft();
        FillEncoder fill = draft.begin(new FillEncoder(), 1);
        OrderId.putStrategy(fill.buffer(), fill.offset() + FillEncoder.strategyEncodingOffset(), STRATEGY);
        fill.intent(1)
                .price(Fixed8.parse("100"))
                .quantity(Fixed8.parse("1"))
                .cumulativeQuantity(Fixed8.parse(cumulative))
                .fee(Fixed8.parse(fee))
                .venueOrderId(5)
                .venueTradeId(tradeId)
                .exchangeNanos(1_000 + tradeId)
                .side(Side.BUY)
                .liquidity(Liquidity.MAKER)
                .feeAsset(asset);
        fills.accept(new RecordView().wrap(draft.buffer(), 0, draft.length()), Map.of(Session.key(STRATEGY, 1), 0));
    }

    @Test
    void aFillThatIsDeliveredAgainCountsOnce() {
        fill(7, "1", "0.02", "USDT");
        fill(7, "1", "0.02", "USDT");
        fill(8, "2", "0.02", "USDT");
        assertThat(fills.fills()).isEqualTo(2);
        assertThat(fills.repeated()).isEqualTo(1);
        assertThat(fills.position(1)).isEqualTo(Fixed8.parse("2"));
        assertThat(fills.of(0).quantity()).isEqualTo(Fixed8.parse("2"));
        assertThat(fills.fees()).isEqualTo(Fixed8.parse("0.04"));
    }

    @Test
    void aFeeInAnotherAssetIsSummedByItselfAndPricesNothing() {
        fill(7, "1", "0.0003", "BNB");
        fill(8, "2", "0.02", "USDT");
        fill(9, "3", "0.0004", "BNB");
        assertThat(fills.fees()).isEqualTo(Fixed8.parse("0.02"));
        assertThat(fills.of(0).fees()).isEqualTo(Fixed8.parse("0.02"));
        assertThat(fills.otherFees()).isEqualTo(Map.of("BNB", Fixed8.parse("0.0007")));
        Marks marks = new Marks();
        assertThat(fills.netPnl(marks)).isEqualByComparingTo("-300.02");
    }
}
