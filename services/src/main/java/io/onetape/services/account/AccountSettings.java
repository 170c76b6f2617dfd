package io.onetape.services.account;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * What ConfigSet says of the account, besides its capital. Money is in the account's asset.
 *
 * <ul>
 *   <li>{@code account.asset}: what profit and loss are in; the quote asset of the first instrument until it is set;
 *   <li>{@code account.initialMarginRate}, {@code account.maintenanceMarginRate}: see {@link MarginRates};
 *   <li>{@code account.reconciliationThreshold}, 100: a difference to the venue that is worth more is critical;
 *   <li>{@code account.reconciliationTolerance}, 0.01: the balances may differ by so much, for the venue rounds each fill.
 * </ul>
 */
final class AccountSettings {
    private static final String THRESHOLD = "account.reconciliationThreshold";
    private static final String TOLERANCE = "account.reconciliationTolerance";

    final MarginRates rates = new MarginRates();
    String asset = "";
    long threshold = 100 * Fixed8.ONE;
    long tolerance = Fixed8.ONE / 100;

    /** Takes a setting; one of another name is passed over. Throws IllegalArgumentException, and the former value holds, if the value is out of bounds. */
    void set(String key, String value) {
        switch (key) {
            case "account.asset" -> asset = value;
            case THRESHOLD -> threshold = money(value);
            case TOLERANCE -> tolerance = money(value);
            default -> rates.set(key, value);
        }
    }

    private static long money(String value) {
        long money = Fixed8.parse(value);
        if (money < 0) {
            throw new IllegalArgumentException("expected 0 or more, found '" + value + "'");
        }
        return money;
    }

    void writeState(WireOut wire) {
        wire.write("asset").text(asset);
        rates.writeState(wire);
        StateText.fixed8(wire.write("threshold"), threshold);
        StateText.fixed8(wire.write("tolerance"), tolerance);
    }

    void readState(WireIn wire) {
        asset = wire.read("asset").text();
        rates.readState(wire);
        threshold = StateText.fixed8(wire.read("threshold"));
        tolerance = StateText.fixed8(wire.read("tolerance"));
    }
}
