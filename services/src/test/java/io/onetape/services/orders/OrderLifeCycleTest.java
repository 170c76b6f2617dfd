package io.onetape.services.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.ReplyKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class OrderLifeCycleTest {
    /** Written out a second time, by hand: state, then all that may follow. */
    private static final Map<String, String> LEGAL = Map.of(
            "NEW", "REJECTED VALIDATING",
            "VALIDATING", "CANCELED FILLED PENDING_SUBMIT REJECTED",
            "PENDING_SUBMIT", "CANCELED EXPIRED FILLED IN_DOUBT PARTIALLY_FILLED REJECTED SUBMITTED VALIDATING",
            "SUBMITTED", "CANCELED EXPIRED FILLED IN_DOUBT PARTIALLY_FILLED VALIDATING",
            "PARTIALLY_FILLED", "CANCELED EXPIRED FILLED IN_DOUBT PARTIALLY_FILLED VALIDATING",
            "IN_DOUBT", "CANCELED EXPIRED FILLED PARTIALLY_FILLED REJECTED SUBMITTED VALIDATING",
            "FILLED", "",
            "CANCELED", "",
            "REJECTED", "",
            "EXPIRED", "");

    /** Written out a second time, by hand: for each answer in the order of {@link #ANSWERS} the state after it; - : it contradicts what is known. */
    private static final Map<String, String> ANSWERED = Map.of(
            "NEW", "- - - - - - - - -",
            "VALIDATING", "- - - - - - - - -",
            "PENDING_SUBMIT", "SUBMITTED REJECTED CANCELED PENDING_SUBMIT - - EXPIRED IN_DOUBT SUBMITTED",
            "SUBMITTED", "SUBMITTED - CANCELED SUBMITTED SUBMITTED SUBMITTED EXPIRED IN_DOUBT SUBMITTED",
            "PARTIALLY_FILLED",
                    "PARTIALLY_FILLED - CANCELED PARTIALLY_FILLED PARTIALLY_FILLED PARTIALLY_FILLED EXPIRED IN_DOUBT PARTIALLY_FILLED",
            "IN_DOUBT", "SUBMITTED REJECTED CANCELED IN_DOUBT SUBMITTED SUBMITTED EXPIRED IN_DOUBT SUBMITTED",
            "FILLED", "FILLED - - FILLED FILLED FILLED - FILLED FILLED",
            "CANCELED", "CANCELED - CANCELED CANCELED CANCELED CANCELED CANCELED CANCELED CANCELED",
            "REJECTED", "- REJECTED - REJECTED - - - REJECTED -",
            "EXPIRED", "EXPIRED - EXPIRED EXPIRED EXPIRED EXPIRED EXPIRED EXPIRED EXPIRED");

    private static final List<ReplyKind> ANSWERS = List.of(
            ReplyKind.ACCEPTED,
            ReplyKind.REJECTED,
            ReplyKind.CANCELED,
            ReplyKind.CANCEL_REJECTED,
            ReplyKind.AMENDED,
            ReplyKind.AMEND_REJECTED,
            ReplyKind.EXPIRED,
            ReplyKind.NO_REPLY,
            ReplyKind.TRIGGERED);

    private static final List<OrderState> STATES = Arrays.stream(OrderState.values())
            .filter(state -> state != OrderState.NULL_VAL)
            .toList();

    @Test
    void everyPairOfStatesIsLegalOrIllegalAsWrittenDown() {
        for (OrderState from : STATES) {
            Set<String> next = STATES.stream()
                    .filter(to -> OrderLifeCycle.allows(from, to))
                    .map(OrderState::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(String.join(" ", next)).as("after %s", from).isEqualTo(LEGAL.get(from.name()));
        }
    }

    @Test
    void everyAnswerToEveryStateIsAsWrittenDown() {
        assertThat(ANSWERS).hasSize(ReplyKind.values().length - 1); // but for NULL_VAL
        for (OrderState state : STATES) {
            String row = ANSWERS.stream()
                    .map(answer -> OrderLifeCycle.after(state, answer))
                    .map(next -> next == OrderState.NULL_VAL ? "-" : next.name())
                    .collect(Collectors.joining(" "));
            assertThat(row).as("after %s", state).isEqualTo(ANSWERED.get(state.name()));
        }
    }

    @Test
    void nothingLeavesATerminalStateAndEveryOtherStateCanEnd() {
        for (OrderState state : STATES) {
            boolean leaves = STATES.stream().anyMatch(to -> OrderLifeCycle.allows(state, to));
            assertThat(OrderLifeCycle.isTerminal(state)).as("%s", state).isNotEqualTo(leaves);
            if (leaves) {
                assertThat(STATES).anyMatch(to -> OrderLifeCycle.allows(state, to) && OrderLifeCycle.isTerminal(to));
            }
        }
    }

    @Test
    void everyAnswerKeepsTheStateOrTakesALegalStepOrContradicts() {
        for (OrderState state : STATES) {
            for (ReplyKind answer : ReplyKind.values()) {
                OrderState next = OrderLifeCycle.after(state, answer);
                assertThat(next == state || next == OrderState.NULL_VAL || OrderLifeCycle.allows(state, next))
                        .as("%s answered by %s gives %s", state, answer, next)
                        .isTrue();
            }
        }
    }

    @Test
    void anAnswerBeforeTheSubmitContradicts() {
        for (ReplyKind answer : ReplyKind.values()) {
            assertThat(OrderLifeCycle.after(OrderState.NEW, answer)).isEqualTo(OrderState.NULL_VAL);
            assertThat(OrderLifeCycle.after(OrderState.VALIDATING, answer)).isEqualTo(OrderState.NULL_VAL);
        }
    }

    @Test
    void onlyWhatIsAtTheVenueCanBeFilled() {
        assertThat(STATES.stream().filter(OrderLifeCycle::isFillable))
                .containsExactly(
                        OrderState.PENDING_SUBMIT,
                        OrderState.SUBMITTED,
                        OrderState.PARTIALLY_FILLED,
                        OrderState.IN_DOUBT);
    }
}
