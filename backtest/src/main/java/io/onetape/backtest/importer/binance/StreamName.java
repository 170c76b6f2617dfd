package io.onetape.backtest.importer.binance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** What the name of a stream, such as {@code btcusdt@depth20@100ms}, tells of the frames in it. */
final class StreamName {
    private static final byte[][] PARTIAL_DEPTH = {ascii("depth5"), ascii("depth10"), ascii("depth20")};
    private static final byte[] RETAIL_DEPTH = ascii("rpiDepth");
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
    static String unusableDepth(byte[] stream, int from, int to) {
        int kind = find(stream, from, to) + 1;
        int end = find(stream, Math.min(kind, to), to);
        for (byte[] partial : PARTIAL_DEPTH) {
            if (kind + partial.length == end && Arrays.equals(stream, kind, end, partial, 0, partial.length)) {
                return "partial depth";
            }
        }
        int length = RETAIL_DEPTH.length;
        boolean retail = kind + length == end && Arrays.equals(stream, kind, end, RETAIL_DEPTH, 0, length);
        return retail ? "retail depth" : "";
    }

    private static int find(byte[] stream, int from, int to) {
        int at = from;
        while (at < to && stream[at] != AT) {
            at++;
        }
        return at;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
