package io.onetape.backtest.naive;

import static java.math.BigDecimal.ZERO;

import io.onetape.backtest.naive.NaiveSettings.FeeTier;
import io.onetape.journal.schema.Liquidity;
import java.math.BigDecimal;
import java.util.TreeMap;

/** What a fill costs by what was traded on its day of UTC and the 29 days before it. */
final class NaiveFees {
    private static final long DAY = 86_400_000_000_000L;
    private static final int DAYS = 30;

    private final NaiveSettings settings;
    private final Hits hits;
    private final TreeMap<Long, BigDecimal> traded = new TreeMap<>(); // notional by day
    private int lastTier;

    NaiveFees(NaiveSettings settings, Hits hits) {
        this.settings = settings;
        this.hits = hits;
    }

    /** The fills before this one decide its tier. */
    BigDecimal fee(BigDecimal notional, Liquidity liquidity, boolean isLiquidation, long now) {
        long today = Math.floorDiv(now, DAY);
        BigDecimal before =
                traded.tailMap(today - DAYS, false).values().stream().reduce(ZERO, BigDecimal::add);
        int tier = 0;
        while (tier + 1 < settings.fees().size()
                && before.compareTo(settings.fees().get(tier + 1).from()) >= 0) {
            tier++;
        }
        hits.hitIf(tier > lastTier, Rule.FEE_TIER_REACHED);
        hits.hitIf(tier < lastTier, Rule.FEE_TIER_LOST);
        lastTier = tier;
        traded.merge(today, notional, BigDecimal::add);
        FeeTier rates = settings.fees().get(tier);
        BigDecimal rate = liquidity == Liquidity.MAKER ? rates.maker() : rates.taker();
        return Decimal.times(notional, isLiquidation ? rate.add(settings.liquidationRate()) : rate);
    }
}
