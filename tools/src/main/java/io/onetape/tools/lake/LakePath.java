package io.onetape.tools.lake;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Values as parts of a path, in Hive's way: {@code symbol=BTCUSDT}. Letters, digits, dot, dash and underscore stay, every other byte of the UTF-8 is {@code %2F}. */
final class LakePath {
    /** What stands for no value, for every reader of such folders. */
    static final String NONE = "__HIVE_DEFAULT_PARTITION__";

    private LakePath() {}

    static String part(String key, String value) {
        if (value.isEmpty()) {
            return key + "=" + NONE;
        }
        StringBuilder escaped = new StringBuilder(key).append('=');
        boolean asNone = value.equals(NONE); // then it is a value that has to look otherwise
        for (byte next : value.getBytes(StandardCharsets.UTF_8)) {
            boolean letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
            boolean digit = next >= '0' && next <= '9';
            boolean plain = letter || digit || next == '.' || next == '-' || (next == '_' && !asNone);
            if (plain) {
                escaped.append((char) next);
            } else {
                escaped.append('%').append(String.format(Locale.ROOT, "%02X", next & 0xFF));
            }
        }
        return escaped.toString();
    }
}
