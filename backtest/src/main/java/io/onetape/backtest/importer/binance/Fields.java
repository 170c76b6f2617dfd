package io.onetape.backtest.importer.binance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.line.Decimals;
import io.onetape.backtest.importer.line.JsonCursor;
import io.onetape.backtest.importer.line.Levels;
import io.onetape.backtest.importer.line.Stamps;
import io.onetape.journal.fixed.Fixed8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of one frame, by name, in place: their order does not matter, unknown ones are checked and passed over, of a repeated one the last holds.
 * An envelope's fields ({@code stream}, {@code data}) stand beside those of the data in it. Single-threaded.
 */
final class Fields {
    private static final int LONGEST_WHOLE_NUMBER = 19;

    private final JsonCursor json = new JsonCursor();
    private final byte[] types =
            new byte[FieldNames.SLOTS]; // the value's first byte, 0 where the frame has no such field
    private final int[] from = new int[FieldNames.SLOTS];
    private final int[] to = new int[FieldNames.SLOTS];
    private final Levels bids = new Levels();
    private final Levels asks = new Levels();
    private String bidsProblem = "";
    private String asksProblem = "";
    private byte[] bytes = new byte[0];

    /** Reads the object that is the text; throws {@link BadLine} if it is not exactly one. */
    void read(byte[] text, int begin, int end) {
        bytes = text;
        Arrays.fill(types, (byte) 0);
        bidsProblem = "";
        asksProblem = "";
        json.wrap(text, begin, end);
        readObject(true);
        json.end();
    }

    boolean has(int field) {
        return types[field] != 0;
    }

    /** Whether the field is there and its value begins with this character, which tells its type. */
    boolean has(int field, char first) {
        return types[field] == first;
    }

    /** Whether the field holds exactly this text. */
    boolean is(int field, byte[] text) {
        int length = to[field] - from[field];
        return types[field] != 0
                && length == text.length
                && Arrays.equals(bytes, from[field], to[field], text, 0, length);
    }

    int from(int field) {
        return from[field];
    }

    int to(int field) {
        return to[field];
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether a text holds escapes, so that its bytes are not its characters. */
    boolean isEscaped(int field) {
        for (int at = from[field]; json.escapes() && types[field] == '"' && at < to[field]; at++) {
            if (bytes[at] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** The text of a field, escapes resolved; empty if it is not there. */
    String text(int field) {
        if (types[field] == 0) {
            return "";
        }
        String plain = new String(bytes, from[field], to[field] - from[field], StandardCharsets.UTF_8);
        if (!isEscaped(field)) {
            return plain;
        }
        try (JsonParser parser =
                new JsonFactory().createParser('"' + plain + '"')) { // rare: escapes are for other text than ours
            return String.valueOf(parser.nextTextValue());
        } catch (IOException e) {
            throw bad(field, "text", plain);
        }
    }

    /** The bids, which the field must hold; likewise asks. */
    Levels bids(int field) {
        return levels(field, bids, bidsProblem);
    }

    Levels asks(int field) {
        return levels(field, asks, asksProblem);
    }

    /** A price or quantity, 0 or more. */
    long decimal(int field) {
        try {
            return Decimals.notNegative(bytes, from[field], required(field));
        } catch (NumberFormatException e) {
            throw new BadLine("field " + FieldNames.of(field) + ": " + e.getMessage());
        }
    }

    /** A price or quantity; null where the frame has none, as some markets send empty text. */
    long decimalOrNull(int field) {
        return isEmpty(field) ? Fixed8.NULL : decimal(field);
    }

    /** A number of either sign; null where the frame has none. */
    long signedOrNull(int field) {
        if (isEmpty(field)) {
            return Fixed8.NULL;
        }
        try {
            return Fixed8.parse(bytes, from[field], to[field]);
        } catch (NumberFormatException e) {
            throw new BadLine("field " + FieldNames.of(field) + ": " + e.getMessage());
        }
    }

    /** A whole number, 0 or more. */
    long whole(int field) {
        int end = required(field);
        long value = 0;
        boolean fits = end > from[field] && end - from[field] <= LONGEST_WHOLE_NUMBER;
        for (int at = from[field]; fits && at < end; at++) {
            int digit = bytes[at] - '0';
            value = value * 10 + digit;
            fits = digit >= 0 && digit <= 9 && value >= 0;
        }
        if (!fits) {
            throw bad(field, "a whole number of 0 or more", text(field));
        }
        return value;
    }

    /** A whole number; null where the frame has none. */
    long wholeOrNull(int field) {
        return isEmpty(field) ? Fixed8.NULL : whole(field);
    }

    /** A venue's time in nanoseconds; null where the frame has none or 0. */
    long nanosOrNull(int field) {
        long time = isEmpty(field) ? 0 : whole(field);
        if (time == 0) {
            return Fixed8.NULL;
        }
        try {
            return Stamps.venueNanos(time);
        } catch (BadLine e) {
            throw new BadLine("field " + FieldNames.of(field) + ": " + e.getMessage());
        }
    }

    private boolean isEmpty(int field) {
        return types[field] == 0 || types[field] == 'n' || from[field] == to[field];
    }

    private int required(int field) {
        if (types[field] == 0) {
            throw new BadLine("expected field " + FieldNames.of(field) + ", found none");
        }
        return to[field];
    }

    private Levels levels(int field, Levels levels, String problem) {
        required(field);
        if (types[field] != '[') {
            throw bad(field, "an array of levels", text(field));
        }
        if (!problem.isEmpty()) {
            throw new BadLine("field " + FieldNames.of(field) + ": " + problem);
        }
        return levels;
    }

    private static BadLine bad(int field, String expected, String found) {
        String shown = found.substring(0, Math.min(found.length(), 40));
        return new BadLine("field " + FieldNames.of(field) + ": expected " + expected + ", found '" + shown + "'");
    }

    private void readObject(boolean root) {
        json.enter('{');
        while (json.nextField()) {
            int field = FieldNames.find(bytes, json.tokenFrom(), json.tokenTo());
            int first = json.peek();
            if (field == FieldNames.DATA && first == '{' && root) {
                types[field] = '{';
                readObject(false);
            } else {
                readValue(field, first);
            }
        }
    }

    private void readValue(int field, int first) {
        if (first == '"') {
            json.string();
            keep(field, first, json.tokenFrom(), json.tokenTo());
        } else if (first == '[' && (field == 'b' || field == FieldNames.BIDS)) {
            bidsProblem = readLevels(bids);
            keep(field, first, 0, 0);
        } else if (first == '[' && (field == 'a' || field == FieldNames.ASKS)) {
            asksProblem = readLevels(asks);
            keep(field, first, 0, 0);
        } else if (first == '[' || first == '{') {
            int begin = json.position();
            json.skip();
            keep(field, first, begin, json.position());
        } else {
            json.scalar();
            keep(field, first, json.tokenFrom(), json.tokenTo());
        }
    }

    private void keep(int field, int first, int begin, int end) {
        types[field] = (byte) first;
        from[field] = begin;
        to[field] = end;
    }

    /** An array that is no side of a book is bad only in a frame that needs one: the reason is kept and the array passed over. */
    private String readLevels(Levels side) {
        int position = json.position();
        int depth = json.depth();
        try {
            side.read(json, bytes);
            return "";
        } catch (BadLine bad) {
            json.rewind(position, depth);
            json.skip();
            return bad.getMessage();
        }
    }
}
