package io.onetape.backtest.importer.binance;

import java.util.Locale;
import java.util.Set;

/** What the name of a stream, such as {@code btcusdt@depth20@100ms}, tells of the frames in it. */
final class StreamName {
    private static final Set<String> PARTIAL_DEPTH = Set.of("depth5", "depth10", "depth20");
    private static final int AT = '@';

    private StreamName() {}

    /** The symbol in the venue's case, empty if the stream is about all symbols or has no name. */
    static String symbol(String stream) {
        int at = stream.indexOf(AT);
        return at <= 0 || stream.charAt(0) == '!' ? "" : stream.substring(0, at).toUpperCase(Locale.ROOT);
    }

    /**
     * Why depth frames of this stream cannot go into the book, empty if they can: partial depth replaces the top of the book without saying what it
     * replaces, and depth with the venue's retail orders counts its updates apart.
     */
    static String unusableDepth(String stream) {
        int at = stream.indexOf(AT);
        if (at < 0) {
            return "";
        }
        int end = stream.indexOf(AT, at + 1);
        String kind = stream.substring(at + 1, end < 0 ? stream.length() : end);
        if (PARTIAL_DEPTH.contains(kind)) {
            return "partial depth";
        }
        return "rpiDepth".equals(kind) ? "retail depth" : "";
    }
}
