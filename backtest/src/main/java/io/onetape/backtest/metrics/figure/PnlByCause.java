package io.onetape.backtest.metrics.figure;

import java.math.BigDecimal;

/**
 * Where profit and loss come from, exact, all sixteen decimals: capture + midMove - fees + funding + basis + corrections = total.
 *
 * @param symbol empty: of all instruments
 * @param capture sum of s (M - p) q over all fills, M the mid right before each
 * @param midMove sum of position x change of the mid
 * @param fees positive when paid
 * @param funding negative when paid
 * @param basis position x (mark - mid) at the end
 * @param corrections what Correction records added, at the mid then
 * @param total cash + position x mark - fees + funding
 * @param mark at the end, Fixed8; null if there is none
 * @param mid at the end, Fixed8; null if there is none
 * @param markFrom VENUE, MID, FILL or NONE
 * @param withoutMid fills before the first mid: their own price counts as one
 */
public record PnlByCause(
        String symbol,
        BigDecimal capture,
        BigDecimal midMove,
        BigDecimal fees,
        BigDecimal funding,
        BigDecimal basis,
        BigDecimal corrections,
        BigDecimal total,
        long position,
        long mark,
        long mid,
        String markFrom,
        long withoutMid) {
    /** 0, or a defect. */
    public BigDecimal residual() {
        return total.subtract(capture)
                .subtract(midMove)
                .add(fees)
                .subtract(funding)
                .subtract(basis)
                .subtract(corrections);
    }
}
