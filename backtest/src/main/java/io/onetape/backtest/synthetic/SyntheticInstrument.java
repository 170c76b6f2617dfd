package io.onetape.backtest.synthetic;

import io.onetape.journal.fixed.Fixed8;
import java.util.List;

/**
 * What trades in a synthetic market, and how lively.
 *
 * @param tickSize Fixed8, as are the other sizes
 * @param startTicks first fundamental price, in ticks
 * @param volatilityTicks deviation of the fundamental price over one second, in ticks
 * @param meanLots mean quantity of an order, in lots
 * @param nearTicks mean distance of most limit orders from the fundamental price
 * @param farTicks mean distance of the others
 */
record SyntheticInstrument(
        int id,
        String symbol,
        String baseAsset,
        long tickSize,
        long lotSize,
        long minimumNotional,
        long startTicks,
        double volatilityTicks,
        double meanLots,
        double nearTicks,
        double farTicks) {

    /** BTCUSDT and ETHUSDT, perpetuals margined in USDT, with the sizes that the venue had in 2026. */
    static List<SyntheticInstrument> both() {
        long lot = Fixed8.parse("0.001");
        return List.of(
                new SyntheticInstrument(
                        1, "BTCUSDT", "BTC", Fixed8.parse("0.10"), lot, Fixed8.parse("50"), 600_000, 4.0, 180, 14, 120),
                new SyntheticInstrument(
                        2,
                        "ETHUSDT",
                        "ETH",
                        Fixed8.parse("0.01"),
                        lot,
                        Fixed8.parse("20"),
                        300_000,
                        3.0,
                        2_500,
                        12,
                        100));
    }
}
