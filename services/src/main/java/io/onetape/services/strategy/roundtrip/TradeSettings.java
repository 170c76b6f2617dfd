package io.onetape.services.strategy.roundtrip;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.services.strategy.Parameter;
import io.onetape.services.strategy.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * How round trips are traded, see {@link RoundTrips}. Quantities in Fixed8.
 *
 * @param entry how an entry is priced
 * @param maxHoldNanos 0: for ever
 */
public record TradeSettings(
        long quantity,
        long maximumPosition,
        EntryStyle entry,
        long entryLifeNanos,
        long cooldownNanos,
        long maxHoldNanos,
        long urgentAfterNanos,
        long minIntervalNanos,
        long rejectPauseNanos) {
    private static final String LARGEST = "1000000000";
    private static final List<EntryStyle> STYLES = List.of(EntryStyle.MAKER, EntryStyle.BEST, EntryStyle.TAKER);

    /** Before the first ones are read. */
    public static final TradeSettings NONE = new TradeSettings(1, 0, EntryStyle.MAKER, 1, 0, 0, 0, 1, 1);

    /** The parameters of all round trips, with these defaults of how long an entry may wait and a position be held, and {@code own} behind them. */
    public static List<Parameter> declared(String entryLife, String maxHold, List<Parameter> own) {
        List<Parameter> all = new ArrayList<>(List.of(
                Parameter.decimal("quantity", "0.00000001", LARGEST, "quantity of each entry"),
                Parameter.decimal("maxPosition", "0", LARGEST, "no entry that could take the position beyond this"),
                Parameter.text(
                                "entry",
                                List.of("maker", "best", "taker"),
                                "post-only at the best price; the same, priced and requoted by execution; or at once")
                        .withDefault("maker"),
                Parameter.duration("entryLife", "1ms", "24h", "an entry that has not filled by then is cancelled")
                        .withDefault(entryLife),
                Parameter.duration("cooldown", "0s", "24h", "pause after a fill or the end of an entry's life")
                        .withDefault("1s"),
                Parameter.duration("maxHold", "0s", "8760h", "a position this old is closed; 0s: never")
                        .withDefault(maxHold),
                Parameter.duration("urgentAfter", "0s", "24h", "a maker that waits to get out turns taker; 0s: never")
                        .withDefault("2s"),
                Parameter.duration("minInterval", "1ms", "1h", "shortest time between two orders of one purpose")
                        .withDefault("100ms"),
                Parameter.duration("rejectPause", "1ms", "1h", "pause after a refused order or cancel")
                        .withDefault("1s")));
        all.addAll(own);
        return List.copyOf(all);
    }

    /** Throws {@link IllegalArgumentException} if they do not fit the instrument. */
    public static TradeSettings of(Parameters parameters, Instrument instrument) {
        long quantity = parameters.decimal("quantity");
        long maximumPosition = parameters.decimal("maxPosition");
        if (instrument.tickSize() <= 0) {
            throw new IllegalArgumentException(
                    "expected an instrument with a tick size, found none of " + instrument.symbol());
        }
        if (instrument.lotSize() > 0 && quantity % instrument.lotSize() != 0) {
            throw new IllegalArgumentException("quantity: expected a multiple of the lot "
                    + Fixed8.toString(instrument.lotSize()) + ", found '" + Fixed8.toString(quantity) + "'");
        }
        if (maximumPosition < quantity) {
            throw new IllegalArgumentException("maxPosition: expected at least the quantity "
                    + Fixed8.toString(quantity) + ", found '" + Fixed8.toString(maximumPosition) + "'");
        }
        return new TradeSettings(
                quantity,
                maximumPosition,
                STYLES.get(parameters.choice("entry")),
                parameters.nanos("entryLife"),
                parameters.nanos("cooldown"),
                parameters.nanos("maxHold"),
                parameters.nanos("urgentAfter"),
                parameters.nanos("minInterval"),
                parameters.nanos("rejectPause"));
    }
}
