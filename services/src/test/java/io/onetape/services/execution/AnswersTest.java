package io.onetape.services.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.services.Emitted;
import io.onetape.services.Scenario;
import io.onetape.services.orders.OrderLifeCycle;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer to an order in every state, and answers that come twice, late, or about what is long over. */
final class AnswersTest {
    private static final String ORDER = " instrument=1 side=BUY quantity=10";

    private static final String REQUEST =
            "OrderRequested mm1-1 price=100 orderType=LIMIT timeInForce=GTC reduceOnly=NO" + ORDER;

    private static final String FILL = "Fill mm1-1 instrument=1 side=BUY price=100 venueOrderId=7";

    /** What brings an order into a state. In doubt is what the venue did not answer for a submit. */
    private static final Map<OrderState, List<String>> WAYS = Map.of(
            OrderState.PENDING_SUBMIT, List.of(REQUEST),
            OrderState.SUBMITTED, List.of(REQUEST, reply("ACCEPTED")),
            OrderState.PARTIALLY_FILLED, List.of(REQUEST, reply("ACCEPTED"), FILL + " quantity=4"),
            OrderState.IN_DOUBT, List.of(REQUEST, reply("NO_REPLY")),
            OrderState.FILLED, List.of(REQUEST, reply("ACCEPTED"), FILL + " quantity=10"),
            OrderState.CANCELED, List.of(REQUEST, reply("CANCELED")),
            OrderState.REJECTED, List.of(REQUEST, reply("REJECTED")),
            OrderState.EXPIRED, List.of(REQUEST, reply("EXPIRED")));

    private final Scenario scenario = new Scenario(new PassingRisk(), new Execution());

    private void given(String... texts) {
        scenario.given(
                "CycleStarted tapeId=1234567890123 sources= instruments=",
                "InstrumentDefined instrument=1 market=USDM contract=LINEAR tickSize=0.1 lotSize=1 minimumNotional=5 symbol=BTCUSDT");
        scenario.given(texts);
    }

    static Stream<Arguments> statesAndAnswers() {
        return WAYS.keySet().stream()
                .sorted()
                .flatMap(state -> Stream.of(ReplyKind.values())
                        .filter(answer -> answer != ReplyKind.NULL_VAL)
                        .map(answer -> Arguments.of(state, answer)));
    }

    /** While a cancel is under way, so that a missing answer is news. */
    @ParameterizedTest
    @MethodSource("statesAndAnswers")
    void theOrderGoesWhereTheTableSays(OrderState state, ReplyKind answer) {
        given(WAYS.get(state).toArray(String[]::new));
        boolean open = !OrderLifeCycle.isTerminal(state);
        if (open) {
            scenario.given("CancelRequested mm1-1 instrument=1");
        }
        scenario.when(reply(answer.name()));
        OrderState next = OrderLifeCycle.after(state, answer);
        List<Emitted> changes = scenario.emitted("OrderChanged");
        boolean noAmend = answer == ReplyKind.AMENDED || answer == ReplyKind.AMEND_REJECTED;
        if (next == OrderState.NULL_VAL) {
            assertThat(changes).isEmpty();
            assertThat(scenario.emitted("AlertRaised")).hasSize(1);
        } else {
            assertThat(scenario.emitted("AlertRaised")).isEmpty();
            boolean moves = next != state && !noAmend; // nothing was amended: such an answer is to no question
            boolean notes = answer == ReplyKind.CANCEL_REJECTED && open;
            assertThat(changes).hasSize(moves || notes ? 1 : 0);
            if (moves) {
                assertThat(changes.get(0).matches("OrderChanged mm1-1 previous=" + state + " state=" + next))
                        .isTrue();
            }
        }
        scenario.when(reply(answer.name())); // the same once more moves nothing
        assertThat(scenario.emitted("OrderChanged")).hasSize(changes.size());
    }

    @Test
    void anOrderInDoubtIsNeverSentAgainAndTheAnswerToTheGatewaysQuestionMovesItOn() {
        given(REQUEST, reply("NO_REPLY"));
        scenario.later(java.time.Duration.ofMinutes(5)).when("Tick wallNanos=1", reply("NO_REPLY"), "Tick wallNanos=2");
        scenario.thenNothing();
        scenario.when(reply("REJECTED")).thenEmitted("OrderChanged mm1-1 previous=IN_DOUBT state=REJECTED");
    }

    @Test
    void anOrderThatWasTakenForRejectedAndLivesIsCancelled() {
        given(REQUEST, reply("NO_REPLY"), reply("REJECTED"));
        scenario.when(reply("ACCEPTED"));
        scenario.thenEmitted("AlertRaised name=venue-contradiction", "SubmitCancel mm1-1 attempt=1");
    }

    @Test
    void aFillInDoubtShowsThatTheOrderIsThereAndAHaltThatWasNotAnsweredIsAskedForAgain() {
        given(REQUEST);
        scenario.given("TradingHalted reason=REQUESTED state=HALTED flatten=NO", reply("NO_REPLY"));
        scenario.when(FILL + " quantity=4");
        scenario.thenEmitted(
                "OrderChanged mm1-1 previous=IN_DOUBT state=PARTIALLY_FILLED leaves=6", "SubmitCancel mm1-1");
    }

    @Test
    void aFillThatIsDeliveredTwiceCountsOnce() {
        given(REQUEST, reply("ACCEPTED"));
        String first = FILL + " quantity=4 cumulativeQuantity=4 venueTradeId=71";
        String second = FILL + " quantity=4 cumulativeQuantity=8 venueTradeId=71"; // one print may fill an order twice
        scenario.when(first, first, second, second, first);
        scenario.thenEmitted(
                "OrderChanged mm1-1 state=PARTIALLY_FILLED cumulativeQuantity=4",
                "OrderChanged mm1-1 state=PARTIALLY_FILLED cumulativeQuantity=8 leaves=2");
    }

    @Test
    void fillsOutOfTurnCountEachOnceAndSaySo() {
        given(REQUEST, reply("ACCEPTED"));
        String first = FILL + " quantity=4 cumulativeQuantity=4 venueTradeId=71";
        String second = FILL + " quantity=6 cumulativeQuantity=10 venueTradeId=72";
        scenario.when(second, first, second);
        scenario.thenEmitted(
                "OrderChanged mm1-1 state=PARTIALLY_FILLED cumulativeQuantity=6",
                "AlertRaised detail='mm1-1: expected cumulative quantity 6, found 10'",
                "OrderChanged mm1-1 state=FILLED cumulativeQuantity=10",
                "AlertRaised detail='mm1-1: expected cumulative quantity 10, found 4'");
    }

    @Test
    void anAnswerForAnAttemptThatWasNotMadeIsAContradiction() {
        given(REQUEST);
        scenario.when(reply("ACCEPTED").replace("attempt=1", "attempt=2")).thenEmitted("AlertRaised");
    }

    private static String reply(String kind) {
        return "VenueReply mm1-1 instrument=1 attempt=1 reason=VENUE venueOrderId=7 kind=" + kind;
    }
}
