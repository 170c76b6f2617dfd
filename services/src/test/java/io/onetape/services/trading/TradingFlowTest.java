package io.onetape.services.trading;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.replay.Processor;
import io.onetape.services.Processors;
import io.onetape.services.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a depth update to a position, through all processors. */
final class TradingFlowTest {
    private final Scenario scenario = new Scenario(Processors.all().toArray(Processor[]::new));

    @BeforeEach
    void aMarketMakerOverABook() {
        scenario.given(
                "CycleStarted tapeId=77 sources= instruments=",
                "ConfigSet key=account.capital value=1000",
                "ConfigSet key=strategy.mm1.type value=market-maker",
                "ConfigSet key=strategy.mm1.symbol value=BTCUSDT",
                "ConfigSet key=strategy.mm1.quantity value=0.010",
                "ConfigSet key=strategy.mm1.maxPosition value=0.020",
                "ConfigSet key=strategy.mm1.enabled value=true",
                "RiskLimitsSet instrument=0 maximumPosition=0.03 maximumNotional=2000 maximumOpenOrders=4",
                "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT tickSize=0.1 lotSize=0.001"
                        + " minimumQuantity=0.001 maximumQuantity=100 minimumNotional=5 venue=binance quoteAsset=USDT");
    }

    @Test
    void aBookBecomesQuotesThatAreSubmitted() {
        scenario.when(snapshot())
                .thenEmitted(
                        "BookTop bid=64123 ask=64123.1 status=VALID",
                        "Signal strategy=mm1 name=microprice",
                        "OrderRequested mm1-1 side=BUY price=64123",
                        "OrderRequested mm1-2 side=SELL price=64123.1",
                        "RiskDecision mm1-1 verdict=PASSED worstPosition=0.01",
                        "OrderChanged mm1-1 previous=NEW state=VALIDATING",
                        "RiskDecision mm1-2 verdict=PASSED worstPosition=-0.01",
                        "OrderChanged mm1-2 previous=NEW state=VALIDATING",
                        "SubmitOrder mm1-1 clientOrderId=000025-mm1-1-1",
                        "OrderChanged mm1-1 state=PENDING_SUBMIT",
                        "SubmitOrder mm1-2 clientOrderId=000025-mm1-2-1",
                        "OrderChanged mm1-2 state=PENDING_SUBMIT");
    }

    @Test
    void everyRecordOfTheChainNamesItsCauseAndItsBeginning() {
        scenario.when(snapshot());
        long fact = scenario.emitted().get(0).view().causedBy();
        assertThat(scenario.emitted()).allSatisfy(record -> {
            assertThat(record.view().correlation()).isEqualTo(fact);
            assertThat(record.view().causedBy()).isLessThan(record.view().sequence());
        });
    }

    @Test
    void aFillBecomesAPositionAndANewQuoteOnceItsTimeHasCome() {
        scenario.given(snapshot(), reply("mm1-1", "ACCEPTED"), reply("mm1-2", "ACCEPTED"));
        scenario.when(
                        "Fill mm1-1 instrument=1 side=BUY price=64123 quantity=0.010 cumulativeQuantity=0.010 liquidity=MAKER"
                                + " fee=-0.032 feeAsset=USDT")
                .thenEmitted(
                        "OrderChanged mm1-1 previous=SUBMITTED state=FILLED leaves=0",
                        "PositionChanged instrument=1 position=0.01 entryPrice=64123 mark=64123.05 unrealizedPnl=0.0005"
                                + " fees=-0.032 equity=1000.0325");
        scenario.later(Duration.ofMillis(100)).when("Tick");
        assertThat(scenario.emitted("SubmitOrder")).singleElement().satisfies(order -> {
            assertThat(order.get("intent")).isEqualTo("3");
            assertThat(order.get("side")).isEqualTo("BUY");
        });
    }

    @Test
    void aCancelThatLosesToAFillLeavesTheOrderFilled() {
        scenario.given(snapshot(), reply("mm1-1", "ACCEPTED"), reply("mm1-2", "ACCEPTED"));
        scenario.given("FeedStatusChanged instrument=1 status=DISCONNECTED");
        scenario.when("Fill mm1-1 instrument=1 side=BUY price=64123 quantity=0.010 cumulativeQuantity=0.010")
                .thenEmitted("OrderChanged mm1-1 state=FILLED", "PositionChanged position=0.01");
        scenario.when(reply("mm1-1", "CANCEL_REJECTED")).thenNothing();
        scenario.when(reply("mm1-2", "CANCELED")).thenEmitted("OrderChanged mm1-2 state=CANCELED reason=REQUESTED");
    }

    @Test
    void aLostFeedTakesTheQuotesBack() {
        scenario.given(snapshot(), reply("mm1-1", "ACCEPTED"), reply("mm1-2", "ACCEPTED"));
        scenario.when("FeedStatusChanged instrument=1 status=DISCONNECTED");
        assertThat(scenario.emitted("SubmitCancel"))
                .map(cancel -> cancel.get("intent"))
                .containsExactly("1", "2");
    }

    @Test
    void anOperatorsHaltCancelsEachOrderOnceAndNothingIsSentUntilResume() {
        scenario.given(snapshot(), reply("mm1-1", "ACCEPTED"), reply("mm1-2", "ACCEPTED"));
        scenario.when("OperatorCommand who=ann what=halt why=test");
        assertThat(scenario.emitted("SubmitCancel"))
                .map(cancel -> cancel.get("intent"))
                .containsExactly("1", "2");
        scenario.given(reply("mm1-1", "CANCELED"), reply("mm1-2", "CANCELED"));
        scenario.later(Duration.ofSeconds(5))
                .when("Tick", update(101, "64122.9"))
                .thenEmitted("AccountChanged equity=1000", "BookTop");
        scenario.when("OperatorCommand who=ann what=resume why=test").thenEmitted("AlertRaised name=resume-refused");
        scenario.given("AccountSnapshot balances=1000/1000/USDT positions=");
        scenario.when("OperatorCommand who=ann what=resume why=test");
        assertThat(scenario.emitted("SubmitOrder")).hasSize(2);
    }

    private static String snapshot() {
        return "DepthSnapshot instrument=1 lastUpdateId=100 bids=64123/2,64122.9/1 asks=64123.1/2,64123.2/1";
    }

    private static String update(int id, String bid) {
        return "DepthUpdate instrument=1 firstUpdateId=" + id + " lastUpdateId=" + id + " previousUpdateId=" + (id - 1)
                + " bids=64123/0," + bid + "/3 asks=";
    }

    private static String reply(String order, String kind) {
        return "VenueReply " + order + " instrument=1 attempt=1 kind=" + kind;
    }
}
