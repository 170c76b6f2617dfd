package io.onetape.backtest.naive;

import io.onetape.backtest.naive.NaiveLedger.Entry;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.Side;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What the venue has answered and we have not heard yet, as text: none overtakes another. */
final class NaiveAnswers {
    /** One answer and when it is heard; with money if it moves some. */
    record Answer(
            long heardNanos,
            int instrument,
            String text,
            @Nullable Entry money) {}

    final Queue<Answer> underWay = new ArrayDeque<>();
    private final NaiveSettings.WayLatency latency;
    private final NaiveJitter jitter;
    private final Hits hits;
    private long feedNanos;
    private long lastHeardNanos = Long.MIN_VALUE;

    NaiveAnswers(NaiveSettings settings, Hits hits) {
        this.latency = settings.response();
        this.jitter = NaiveJitter.back(settings, hits);
        this.hits = hits;
    }

    void measured(long nanos) {
        hits.hitIf(latency.followsFeed(), Rule.RESPONSE_LATENCY_OF_THE_FEED);
        feedNanos = nanos;
    }

    void rejected(ReplyKind kind, Request of, Reason reason, long now) {
        send(
                of.instrument(),
                reply(kind, of, reason, codeOf(kind, of, reason), null, null, BigDecimal.ZERO, null, now),
                now,
                jitter.nanos(of),
                null);
    }

    /** An order's acceptance or amendment: what of it is open, and what stands ahead of it. */
    void taken(ReplyKind kind, Request of, Reason reason, NaiveOrder order, @Nullable BigDecimal ahead, long now) {
        send(
                of.instrument(),
                reply(kind, of, reason, 0, order.number, order.price, order.leaves(), ahead, now),
                now,
                jitter.nanos(of),
                null);
    }

    void ended(ReplyKind kind, Request of, Reason reason, NaiveOrder order, long now) {
        send(
                of.instrument(),
                reply(kind, of, reason, 0, order.number, order.price, BigDecimal.ZERO, null, now),
                now,
                jitter.nanos(of),
                null);
    }

    void filled(
            NaiveOrder order,
            BigDecimal price,
            BigDecimal quantity,
            Liquidity liquidity,
            BigDecimal fee,
            String asset,
            @Nullable Long tradeId,
            @Nullable BigDecimal front,
            long now) {
        Request of = order.submit;
        String text = fill(
                of.order() + (of.isLiquidation() ? " LIQUIDATION" : ""),
                order.buys ? Side.BUY : Side.SELL,
                price,
                quantity,
                order.filled,
                liquidity,
                fee,
                asset,
                order.number,
                tradeId,
                front,
                now,
                of.sequence());
        BigDecimal bought = order.buys ? quantity : quantity.negate();
        Entry money = new Entry(of.instrument(), bought, price, fee, BigDecimal.ZERO);
        send(of.instrument(), text, now, jitter.nanos(of), money);
    }

    void funded(
            int instrument,
            BigDecimal payment,
            BigDecimal rate,
            BigDecimal mark,
            BigDecimal position,
            String asset,
            long boundary) {
        Entry money = new Entry(instrument, BigDecimal.ZERO, mark, BigDecimal.ZERO, payment);
        send(instrument, funding(payment, rate, mark, position, asset, boundary), boundary, 0, money);
    }

    private void send(int instrument, String text, long now, long jitterNanos, @Nullable Entry money) {
        long heard = now + latency.nanos(feedNanos) + jitterNanos;
        hits.hitIf(heard < lastHeardNanos, Rule.HELD_BY_THE_ONE_BEFORE);
        lastHeardNanos = Math.max(lastHeardNanos, heard);
        underWay.add(new Answer(lastHeardNanos, instrument, text, money));
    }

    static String reply(
            ReplyKind kind,
            Request of,
            Reason reason,
            int code,
            @Nullable Long number,
            @Nullable BigDecimal price,
            BigDecimal leaves,
            @Nullable BigDecimal ahead,
            long now) {
        return "%s %s/%d %s %d number %s price %s leaves %s ahead %s at %d of %d"
                .formatted(
                        kind,
                        of.order(),
                        of.attempt(),
                        reason,
                        code,
                        number == null ? "-" : number,
                        Decimal.text(price),
                        Decimal.text(leaves),
                        Decimal.text(ahead),
                        now,
                        of.sequence());
    }

    static String fill(
            String order,
            Side side,
            BigDecimal price,
            BigDecimal quantity,
            BigDecimal cumulative,
            Liquidity liquidity,
            BigDecimal fee,
            String asset,
            long number,
            @Nullable Long tradeId,
            @Nullable BigDecimal front,
            long now,
            long submit) {
        return "FILL %s %s %s @ %s %s fee %s %s, filled %s, number %d print %s behind %s at %d of %d"
                .formatted(
                        order,
                        side,
                        Decimal.text(quantity),
                        Decimal.text(price),
                        liquidity,
                        Decimal.text(fee),
                        asset,
                        Decimal.text(cumulative),
                        number,
                        tradeId == null ? "-" : tradeId,
                        Decimal.text(front),
                        now,
                        submit);
    }

    static String funding(
            BigDecimal payment, BigDecimal rate, BigDecimal mark, BigDecimal position, String asset, long boundary) {
        return "FUNDING %s %s rate %s mark %s position %s at %d"
                .formatted(
                        Decimal.text(payment),
                        asset,
                        Decimal.text(rate),
                        Decimal.text(mark),
                        Decimal.text(position),
                        boundary);
    }

    /** What Binance USD-M says for it. */
    private static int codeOf(ReplyKind kind, Request of, Reason reason) {
        return switch (reason) {
            case ORDER_RATE_LIMIT -> -1015;
            case AMEND_REFUSED -> -2013;
            case WOULD_TRIGGER -> -2021;
            case LIQUIDATION -> -2023;
            case OPEN_ORDERS_LIMIT -> of.isConditional() ? -4045 : -2025;
            case UNKNOWN_INSTRUMENT -> -1121;
            case UNKNOWN_ORDER -> kind == ReplyKind.AMEND_REJECTED ? -2013 : -2011;
            case REDUCE_ONLY -> -2022;
            case QUANTITY_OUT_OF_RANGE -> -4005;
            case PRICE_OFF_TICK -> -4014;
            case QUANTITY_OFF_LOT -> -4023;
            case DUPLICATE_INTENT -> -4116;
            case BELOW_MINIMUM_NOTIONAL -> -4164;
            case NO_LIQUIDITY -> -5021;
            case POST_ONLY_WOULD_CROSS -> -5022;
            default -> 0;
        };
    }
}
