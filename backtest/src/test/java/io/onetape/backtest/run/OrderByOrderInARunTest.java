package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.synthetic.SyntheticIncidents;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.backtest.venue.QueueRule;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.DepthOrderDecoder;
import org.junit.jupiter.api.Test;

/** A whole run over a market that is told order by order. */
final class OrderByOrderInARunTest {
    private static final long SECOND = 1_000_000_000L;
    private static final SyntheticMarket MARKET =
            new SyntheticMarket(1, 20 * SECOND, 1_760_000_000L * SECOND, SyntheticIncidents.gapAt(10 * SECOND));

    private static Recording recorded(SyntheticMarket market) {
        Recording recording = new Recording();
        market.writeTo(recording);
        return recording;
    }

    private static BacktestSettings settings(String queueModel) {
        BacktestSettings settings = Backtests.marketMaker();
        return settings.withVenue(settings.venue().withQueueRule(QueueRule.parse(queueModel)));
    }

    @Test
    void everyQueueModelRunsOnItAndTheVenueAnswersTheSameAgain() {
        Recording recording = recorded(MARKET.orderByOrder());
        Backtests.Result worst = Backtests.run(recording, settings("last"));
        Backtests.Result known = Backtests.run(recording, settings("l3"));
        Backtests.Result best = Backtests.run(recording, settings("first"));
        assertThat(known.summary().fills()).isPositive();
        assertThat(known.summary().outputHash())
                .isNotEqualTo(worst.summary().outputHash())
                .isNotEqualTo(best.summary().outputHash())
                .isEqualTo(Backtests.run(recording, settings("l3")).summary().outputHash());
        SimulationCheck check = new SimulationCheck(known.tape());
        assertThat(check.run()).isEmpty();
        assertThat(check.compared()).isPositive();
    }

    /** ETHUSDT is told by levels, or not at all. */
    @Test
    void onlyInstrumentsThatAreTradedNeedSuchAFeed() {
        Recording recording = new Recording();
        RecordView view = new RecordView();
        MARKET.orderByOrder().writeTo((fact, nanos) -> {
            view.wrap(fact.buffer(), 0, fact.length());
            if (view.templateId() != DepthOrderDecoder.TEMPLATE_ID || view.instrument() == 1) {
                recording.accept(fact, nanos);
            }
        });
        assertThat(Backtests.run(recording, settings("l3")).summary().fills()).isPositive();
        BacktestSettings both =
                settings("l3").with("strategy.mm2.symbol", "ETHUSDT").with("strategy.mm2.type", "market-maker");
        assertThatThrownBy(() -> BacktestRun.prepare(recording.tape(), both))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no order-by-order feed (DepthOrder) of ETHUSDT on the tape");
    }

    @Test
    void withoutAnOrderByOrderFeedItIsRefused() {
        Recording levels = recorded(MARKET);
        assertThatThrownBy(() -> BacktestRun.prepare(levels.tape(), settings("l3")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no order-by-order feed (DepthOrder) of BTCUSDT on the tape");
    }
}
