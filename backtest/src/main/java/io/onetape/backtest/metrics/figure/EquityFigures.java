package io.onetape.backtest.metrics.figure;

import io.onetape.backtest.metrics.statistics.Figure;

/**
 * Capital and what became of it, Fixed8. Equity = capital + net; net = total profit and loss - fees + funding, looked at after every record.
 *
 * @param capital at the end, of money that came from outside; null if nothing says it
 * @param highest net, 0 at least: the start counts
 * @param lowest net, 0 at most
 * @param fees positive when paid
 * @param funding negative when paid
 * @param turnover sum of price x quantity of all fills
 */
public record EquityFigures(
        long capital,
        long net,
        long highest,
        long lowest,
        long fees,
        long funding,
        long turnover,
        Figure turnoverPerDay,
        Figure edgeBps) {}
