package io.onetape.backtest.likelive;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.FundingPaidDecoder;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.Side;
import io.onetape.services.orders.SeenFills;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What was filled in one course of a session: the recorded one, or a simulated one. Hears the venue's answers; single-threaded.
 *
 * <p>A fill that was delivered again ({@link SeenFills}, as the account tells it) counts once. A fee in another asset than the instrument's quote asset has no price here: it is summed by asset, and is no
 * part of the fees and of the profit.
 */
public final class Fills {
    private static final int SCALE = 8;

    /** Of one instrument; Fixed8, cash exact and without fees. */
    private record Holding(long position, BigDecimal cash, long filled) {
        static final Holding NONE = new Holding(0, BigDecimal.ZERO, 0);
    }

    private final SeenFills seen = new SeenFills();
    private final SortedMap<String, Long> otherFees = new TreeMap<>(); // Fixed8 by asset
    private final IntFunction<String> quoteAssets;
    private final FillDecoder fill = new FillDecoder();
    private final FundingPaidDecoder funding = new FundingPaidDecoder();
    private final List<Filled> orders = new ArrayList<>(); // by the order's place in the session
    private final SortedMap<Integer, Holding> holdings = new TreeMap<>();
    private long fills;
    private long makerFills;
    private long fees;
    private long funded;
    private long repeated;

    /** @param quoteAssets of the instruments; empty of one that is not known: then any fee is in its asset */
    Fills(IntFunction<String> quoteAssets) {
        this.quoteAssets = quoteAssets;
    }

    /** Takes an answer of the venue; {@code places} has the orders' places by {@link Session#key}. */
    void accept(RecordView answer, Map<String, Integer> places) {
        if (answer.templateId() == FundingPaidDecoder.TEMPLATE_ID) {
            funded = Math.addExact(funded, answer.decode(funding).payment());
        } else if (answer.templateId() == FillDecoder.TEMPLATE_ID) {
            answer.decode(fill);
            if (!seen.isNew(answer.instrument(), fill)) {
                repeated++;
                return;
            }
            long fee = fee(answer.instrument());
            long nanos = fill.exchangeNanos() == Fixed8.NULL ? answer.recordedAtNanos() : fill.exchangeNanos();
            long strategy = OrderId.getStrategy(fill.buffer(), fill.offset() + FillDecoder.strategyEncodingOffset());
            Integer place = places.get(Session.key(strategy, fill.intent()));
            if (place != null) {
                while (orders.size() <= place) {
                    orders.add(Filled.NOTHING);
                }
                orders.set(place, orders.get(place).and(fill.price(), fill.quantity(), fee, nanos));
            }
            hold(answer.instrument(), fee);
        }
    }

    /** 0 where a real venue has told none, or one in another asset. Reads the decoder to its end. */
    private long fee(int instrument) {
        long fee = fill.fee() == Fixed8.NULL ? 0 : fill.fee();
        String asset = fill.feeAsset();
        String quoteAsset = quoteAssets.apply(instrument);
        if (fee == 0 || asset.isEmpty() || quoteAsset.isEmpty() || asset.equals(quoteAsset)) {
            return fee;
        }
        otherFees.merge(asset, fee, Math::addExact);
        return 0;
    }

    private void hold(int instrument, long fee) {
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
        fees = Math.addExact(fees, fee);
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

    /** How many deliveries of fills that had come before. */
    public long repeated() {
        return repeated;
    }

    /** Fees in other assets than the instruments' own, Fixed8 by asset, positive when paid; in no other sum. */
    public SortedMap<String, Long> otherFees() {
        return Collections.unmodifiableSortedMap(otherFees);
    }

    /** In the instruments' quote assets; Fixed8, positive when paid. */
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
