package io.onetape.backtest.likelive;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.FundingPaidDecoder;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was filled in one course of a session: the recorded one, or a simulated one. Hears the venue's answers; single-threaded. */
public final class Fills {
    private static final int SCALE = 8;

    /** Of one instrument; Fixed8, cash exact and without fees. */
    private record Holding(long position, BigDecimal cash, long filled) {
        static final Holding NONE = new Holding(0, BigDecimal.ZERO, 0);
    }

    private final FillDecoder fill = new FillDecoder();
    private final FundingPaidDecoder funding = new FundingPaidDecoder();
    private final List<Filled> orders = new ArrayList<>(); // by the order's place in the session
    private final SortedMap<Integer, Holding> holdings = new TreeMap<>();
    private long fills;
    private long makerFills;
    private long fees;
    private long funded;

    /** Takes an answer of the venue; {@code places} has the orders' places by {@link Session#key}. */
    void accept(RecordView answer, Map<String, Integer> places) {
        if (answer.templateId() == FundingPaidDecoder.TEMPLATE_ID) {
            funded = Math.addExact(funded, answer.decode(funding).payment());
        } else if (answer.templateId() == FillDecoder.TEMPLATE_ID) {
            answer.decode(fill);
            long nanos = fill.exchangeNanos() == Fixed8.NULL ? answer.recordedAtNanos() : fill.exchangeNanos();
            long strategy = OrderId.getStrategy(fill.buffer(), fill.offset() + FillDecoder.strategyEncodingOffset());
            Integer place = places.get(Session.key(strategy, fill.intent()));
            if (place != null) {
                while (orders.size() <= place) {
                    orders.add(Filled.NOTHING);
                }
                orders.set(place, orders.get(place).and(fill.price(), fill.quantity(), fee(), nanos));
            }
            hold(answer.instrument());
        }
    }

    /** 0 where a real venue has told none. */
    private long fee() {
        return fill.fee() == Fixed8.NULL ? 0 : fill.fee();
    }

    private void hold(int instrument) {
        Holding held = holdings.getOrDefault(instrument, Holding.NONE);
        long signed = fill.side() == Side.BUY ? fill.quantity() : -fill.quantity();
        BigDecimal paid = BigDecimal.valueOf(fill.price(), SCALE).multiply(BigDecimal.valueOf(signed, SCALE));
        holdings.put(
                instrument,
                new Holding(
                        Math.addExact(held.position(), signed),
                        held.cash().subtract(paid),
                        Math.addExact(held.filled(), fill.quantity())));
        fills++;
        makerFills += fill.liquidity() == Liquidity.MAKER ? 1 : 0;
        fees = Math.addExact(fees, fee());
    }

    /** Of the order at this place. */
    public Filled of(int place) {
        return place < orders.size() ? orders.get(place) : Filled.NOTHING;
    }

    public long fills() {
        return fills;
    }

    public long makerFills() {
        return makerFills;
    }

    /** Fixed8, positive when paid. */
    public long fees() {
        return fees;
    }

    /** Fixed8, negative when paid. */
    public long funding() {
        return funded;
    }

    /** Fixed8, of one instrument. */
    public long filledQuantity(int instrument) {
        return holdings.getOrDefault(instrument, Holding.NONE).filled();
    }

    /** What these fills added to a position, Fixed8. */
    public long position(int instrument) {
        return holdings.getOrDefault(instrument, Holding.NONE).position();
    }

    /** Cash and marked position of these fills, less fees, with funding; exact. What was held before the session is no part of it. */
    public BigDecimal netPnl(Marks marks) {
        BigDecimal net = BigDecimal.valueOf(funded, SCALE).subtract(BigDecimal.valueOf(fees, SCALE));
        for (Map.Entry<Integer, Holding> each : holdings.entrySet()) {
            Holding held = each.getValue();
            net = net.add(held.cash());
            if (held.position() != 0) {
                net = net.add(BigDecimal.valueOf(held.position(), SCALE)
                        .multiply(BigDecimal.valueOf(marks.of(each.getKey()), SCALE)));
            }
        }
        return net;
    }
}
