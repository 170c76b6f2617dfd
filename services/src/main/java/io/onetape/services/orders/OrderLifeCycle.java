package io.onetape.services.orders;

import static io.onetape.journal.schema.OrderState.CANCELED;
import static io.onetape.journal.schema.OrderState.EXPIRED;
import static io.onetape.journal.schema.OrderState.FILLED;
import static io.onetape.journal.schema.OrderState.IN_DOUBT;
import static io.onetape.journal.schema.OrderState.NEW;
import static io.onetape.journal.schema.OrderState.PARTIALLY_FILLED;
import static io.onetape.journal.schema.OrderState.PENDING_SUBMIT;
import static io.onetape.journal.schema.OrderState.REJECTED;
import static io.onetape.journal.schema.OrderState.SUBMITTED;
import static io.onetape.journal.schema.OrderState.VALIDATING;

import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.ReplyKind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which state of an order may follow which, and what the venue's answers make of a state. The two tables below are all there is; nothing leaves a
 * terminal state. An OrderChanged whose two states are the same is a note (a cancel that the venue refused, an amend, a fill that came after the cancel) and
 * moves nothing.
 *
 * <p>An order of which nothing is at the venue is VALIDATING: before its first submit, and between two attempts of an order that execution prices. So the
 * venue's end of an attempt may lead back to it, where the table of answers names the end of an order with one attempt.
 */
public final class OrderLifeCycle {
    private static final Map<OrderState, Set<OrderState>> NEXT = new EnumMap<>(OrderState.class);
    private static final Map<OrderState, Map<ReplyKind, OrderState>> ANSWERED = new EnumMap<>(OrderState.class);

    static {
        NEXT.put(NEW, EnumSet.of(VALIDATING, REJECTED));
        NEXT.put(VALIDATING, EnumSet.of(PENDING_SUBMIT, FILLED, REJECTED, CANCELED));
        NEXT.put(
                PENDING_SUBMIT,
                EnumSet.of(VALIDATING, SUBMITTED, PARTIALLY_FILLED, FILLED, CANCELED, REJECTED, EXPIRED, IN_DOUBT));
        NEXT.put(SUBMITTED, EnumSet.of(VALIDATING, PARTIALLY_FILLED, FILLED, CANCELED, EXPIRED, IN_DOUBT));
        NEXT.put(PARTIALLY_FILLED, EnumSet.of(VALIDATING, PARTIALLY_FILLED, FILLED, CANCELED, EXPIRED, IN_DOUBT));
        NEXT.put(IN_DOUBT, EnumSet.of(VALIDATING, SUBMITTED, PARTIALLY_FILLED, FILLED, CANCELED, REJECTED, EXPIRED));

        // The columns: accepted (or triggered: then it is there too), rejected, canceled, cancel rejected, amended,
        // amend rejected, expired, no reply.
        // NULL_VAL: the venue contradicts what we know.
        OrderState no = OrderState.NULL_VAL;
        answers(NEW, no, no, no, no, no, no, no, no);
        answers(VALIDATING, no, no, no, no, no, no, no, no);
        answers(PENDING_SUBMIT, SUBMITTED, REJECTED, CANCELED, PENDING_SUBMIT, no, no, EXPIRED, IN_DOUBT);
        answers(SUBMITTED, SUBMITTED, no, CANCELED, SUBMITTED, SUBMITTED, SUBMITTED, EXPIRED, IN_DOUBT);
        answers(
                PARTIALLY_FILLED,
                PARTIALLY_FILLED,
                no,
                CANCELED,
                PARTIALLY_FILLED,
                PARTIALLY_FILLED,
                PARTIALLY_FILLED,
                EXPIRED,
                IN_DOUBT);
        answers(IN_DOUBT, SUBMITTED, REJECTED, CANCELED, IN_DOUBT, SUBMITTED, SUBMITTED, EXPIRED, IN_DOUBT);
        answers(FILLED, FILLED, no, no, FILLED, FILLED, FILLED, no, FILLED);
        answers(CANCELED, CANCELED, no, CANCELED, CANCELED, CANCELED, CANCELED, CANCELED, CANCELED);
        answers(REJECTED, no, REJECTED, no, REJECTED, no, no, no, REJECTED);
        answers(EXPIRED, EXPIRED, no, EXPIRED, EXPIRED, EXPIRED, EXPIRED, EXPIRED, EXPIRED);
    }

    private OrderLifeCycle() {}

    /** True if an order may go from one state to the other. */
    public static boolean allows(OrderState from, OrderState to) {
        Set<OrderState> next = NEXT.get(from);
        return next != null && next.contains(to);
    }

    /** True for FILLED, CANCELED, REJECTED and EXPIRED: nothing comes after. */
    public static boolean isTerminal(OrderState state) {
        return state == FILLED || state == CANCELED || state == REJECTED || state == EXPIRED;
    }

    /**
     * The state after the venue's answer: the same one if the answer says nothing new (a late reply never moves a state backwards), or NULL_VAL if it
     * contradicts what is known.
     */
    public static OrderState after(OrderState state, ReplyKind answer) {
        Map<ReplyKind, OrderState> row = ANSWERED.get(state);
        OrderState next = row == null ? null : row.get(answer);
        return next == null ? OrderState.NULL_VAL : next;
    }

    /** True if a fill moves an order in this state on; in CANCELED and EXPIRED it is only late, elsewhere it contradicts what is known. */
    public static boolean isFillable(OrderState state) {
        return allows(state, PARTIALLY_FILLED);
    }

    private static void answers(
            OrderState of,
            OrderState accepted,
            OrderState rejected,
            OrderState canceled,
            OrderState cancelRejected,
            OrderState amended,
            OrderState amendRejected,
            OrderState expired,
            OrderState noReply) {
        Map<ReplyKind, OrderState> row = new EnumMap<>(ReplyKind.class);
        row.put(ReplyKind.ACCEPTED, accepted);
        row.put(ReplyKind.TRIGGERED, accepted);
        row.put(ReplyKind.REJECTED, rejected);
        row.put(ReplyKind.CANCELED, canceled);
        row.put(ReplyKind.CANCEL_REJECTED, cancelRejected);
        row.put(ReplyKind.AMENDED, amended);
        row.put(ReplyKind.AMEND_REJECTED, amendRejected);
        row.put(ReplyKind.EXPIRED, expired);
        row.put(ReplyKind.NO_REPLY, noReply);
        ANSWERED.put(of, row);
    }
}
