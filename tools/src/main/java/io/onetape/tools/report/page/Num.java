package io.onetape.tools.report.page;

import io.onetape.backtest.report.TapeRange;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number on the page, with all that is known of it.
 *
 * @param exact what was rounded; empty if nothing was
 * @param range in words; empty: the whole run
 * @param tone {@code gain}, {@code loss}, or empty; never alone: the sign says it too
 * @param none why there is no number; empty if there is one
 */
public record Num(String shown, String exact, Formula formula, String range, String tone, String none) {
    public static Num of(String shown, Formula formula) {
        return new Num(shown, "", formula, "", "", "");
    }

    /** No number, and why. */
    public static Num none(Formula formula, String why) {
        return new Num(Shown.NONE, "", formula, "", "", why);
    }

    public static Num count(long value, Formula formula) {
        return of(Shown.count(value), formula);
    }

    /** Rounded to so many decimals. */
    public static Num fixed(BigDecimal value, int decimals, Formula formula) {
        return rounded(Shown.fixed(value, decimals), value, formula);
    }

    /** Profit or loss: with a sign and a tone. */
    public static Num money(BigDecimal value, Formula formula) {
        return money(value, 2, formula);
    }

    /** Profit or loss: with a sign and a tone. */
    public static Num money(BigDecimal value, int decimals, Formula formula) {
        Num num = rounded(Shown.signed(value, decimals), value, formula);
        int sign = value.setScale(decimals, RoundingMode.HALF_EVEN).signum();
        return num.toned(sign > 0 ? "gain" : sign < 0 ? "loss" : "");
    }

    /** With a sign that is neither good nor bad. */
    public static Num signed(BigDecimal value, int decimals, Formula formula) {
        return rounded(Shown.signed(value, decimals), value, formula);
    }

    public static Num percent(BigDecimal share, int decimals, Formula formula) {
        return rounded(Shown.percent(share, decimals), share, formula);
    }

    public static Num span(long nanos, Formula formula) {
        return new Num(Shown.span(nanos), nanos + " ns", formula, "", "", "");
    }

    public Num over(TapeRange stretch) {
        return of(Html.words(stretch));
    }

    /** Of something else than this run's tape. */
    public Num of(String where) {
        return new Num(shown, exact, formula, where, tone, none);
    }

    private Num toned(String with) {
        return new Num(shown, exact, formula, range, with, none);
    }

    private static Num rounded(String shown, BigDecimal value, Formula formula) {
        BigDecimal plain = value.stripTrailingZeros();
        String exact = plain.scale() > 16 ? plain.toString() : Shown.exact(plain);
        return new Num(shown, shown.equals(exact) ? "" : exact, formula, "", "", "");
    }
}
