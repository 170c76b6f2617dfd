package io.onetape.backtest.importer.binance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Names that frames use, as small numbers: a one-letter name is its letter, a longer one has a number of its own. */
final class FieldNames {
    /** Takes every name that is not known. */
    static final int UNKNOWN = 0;

    static final int PREVIOUS_UPDATE_ID = 128;
    static final int AVERAGE_PRICE = 129;
    static final int MARKET = 130;
    static final int DATA = 131;
    static final int STREAM = 132;
    static final int LAST_UPDATE_ID = 133;
    static final int BIDS = 134;
    static final int ASKS = 135;
    static final int SYMBOL = 136;
    static final int SYMBOLS = 137;
    static final int RESULT = 138;
    static final int ERROR = 139;
    static final int CODE = 140;
    static final int OPEN_INTEREST = 141;

    /** Numbers are below this bound. */
    static final int SLOTS = 144;

    private static final List<String> LONGER = List.of(
            "pu",
            "ap",
            "st",
            "data",
            "stream",
            "lastUpdateId",
            "bids",
            "asks",
            "symbol",
            "symbols",
            "result",
            "error",
            "code",
            "openInterest");
    private static final byte[][] LONGER_BYTES =
            LONGER.stream().map(n -> n.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
    private static final int FIRST_LONGER = PREVIOUS_UPDATE_ID;

    private FieldNames() {}

    /** The number of the name in {@code bytes}, {@link #UNKNOWN} if frames use no such name. */
    static int find(byte[] bytes, int from, int to) {
        if (to - from == 1) {
            return bytes[from] >= 0 ? bytes[from] : UNKNOWN;
        }
        for (int i = 0; i < LONGER_BYTES.length; i++) {
            byte[] name = LONGER_BYTES[i];
            if (name.length == to - from && Arrays.equals(bytes, from, to, name, 0, name.length)) {
                return FIRST_LONGER + i;
            }
        }
        return UNKNOWN;
    }

    /** The name of a number, for messages. */
    static String of(int field) {
        return field < FIRST_LONGER ? String.valueOf((char) field) : LONGER.get(field - FIRST_LONGER);
    }
}
