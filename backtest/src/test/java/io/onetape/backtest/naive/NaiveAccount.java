package io.onetape.backtest.naive;

import static java.math.BigDecimal.ZERO;

import io.onetape.backtest.naive.NaiveSettings.Margin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The money at the venue, what each strategy holds, and what has to be kept for it. */
final class NaiveAccount {
    private final NaiveSettings settings;
    private final Hits hits;
    private final Map<Integer, Map<Long, BigDecimal>> held =
            new TreeMap<>(); // by instrument, and by strategy: who traded first
    private BigDecimal cash;

    NaiveAccount(NaiveSettings settings, Hits hits) {
        this.settings = settings;
        this.hits = hits;
        cash = settings.capital();
    }

    void traded(NaiveOrder order, BigDecimal price, BigDecimal quantity, BigDecimal fee) {
        BigDecimal bought = order.buys ? quantity : quantity.negate();
        cash = cash.subtract(price.multiply(bought)).subtract(fee);
        held.computeIfAbsent(order.submit.instrument(), instrument -> new LinkedHashMap<>())
                .merge(order.submit.order().strategy(), bought, BigDecimal::add);
    }

    void paid(BigDecimal funding) {
        cash = cash.add(funding);
    }

    /** Of one instrument, those that hold something on the side of the whole position. */
    List<Long> holders(int instrument, boolean isLong) {
        List<Long> holders = new ArrayList<>();
        held.getOrDefault(instrument, Map.of()).forEach((strategy, position) -> {
            if (position.signum() == (isLong ? 1 : -1)) {
                holders.add(strategy);
            }
        });
        return holders;
    }

    BigDecimal position(int instrument, long strategy) {
        return held.getOrDefault(instrument, Map.of()).getOrDefault(strategy, ZERO);
    }

    /** Whether what it is worth has come down to what has to be kept; null while some position has no mark price. */
    @Nullable Boolean isToBeLiquidated(Iterable<NaiveMarket> markets) {
        BigDecimal equity = cash;
        BigDecimal kept = ZERO;
        for (NaiveMarket market : markets) {
            if (market.position.signum() != 0) {
                BigDecimal mark = market.funding.mark();
                if (mark == null) {
                    return null;
                }
                equity = equity.add(market.position.multiply(mark));
                kept = kept.add(maintenance(market.definition.symbol(), Decimal.times(market.position.abs(), mark)));
            }
        }
        return equity.compareTo(kept) <= 0;
    }

    /** Each part of the notional by the rate of its own bracket: the same as notional x rate - cum. */
    private BigDecimal maintenance(String symbol, BigDecimal notional) {
        List<Margin> table =
                settings.margins().getOrDefault(symbol, settings.margins().getOrDefault("", List.of()));
        BigDecimal sum = ZERO;
        for (int i = 0; i < table.size(); i++) {
            hits.hitIf(i > 0 && notional.compareTo(table.get(i).from()) > 0, Rule.MARGIN_BEYOND_THE_FIRST_BRACKET);
            BigDecimal upTo =
                    i + 1 < table.size() ? notional.min(table.get(i + 1).from()) : notional;
            BigDecimal part = upTo.subtract(table.get(i).from()).max(ZERO);
            sum = sum.add(part.multiply(table.get(i).rate()));
        }
        return sum;
    }
}
