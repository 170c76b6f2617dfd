package io.onetape.backtest.metrics.figure;

import io.onetape.backtest.metrics.statistics.Spread;
import io.onetape.backtest.metrics.statistics.Survival;

/**
 * Where our resting orders stood. Quantities are Fixed8.
 *
 * @param aheadAtAcceptance public quantity ahead when the order joined
 * @param aheadAtFill public quantity that was still ahead when it was filled
 * @param firstFill from joining to the first maker fill
 * @param wholeFill from joining to the last
 */
public record QueueFigures(Spread aheadAtAcceptance, Spread aheadAtFill, Survival firstFill, Survival wholeFill) {}
