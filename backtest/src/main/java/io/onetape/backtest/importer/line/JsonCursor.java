package io.onetape.backtest.importer.line;

import java.nio.charset.StandardCharsets;

/**
 * Reads one JSON text in place, value by value, without making objects. It accepts what RFC 8259 accepts, down to {@link #DEEPEST} levels, and
 * throws {@link BadLine} for anything else.
 *
 * <p>The caller enters a container, asks {@link #nextField()} or {@link #nextElement()} until it is false, and takes every value by
 * {@link #string()}, {@link #scalar()}, {@link #skip()} or by entering it. Single-threaded.
 */
public final class JsonCursor {
    /** Containers in containers. */
    public static final int DEEPEST = 64;

    private static final int LONGEST_NUMBER = 1_000;

    private byte[] bytes = new byte[0];
    private int begin;
    private int at;
    private int end;
    private int depth;
    private boolean fresh; // just entered a container: no comma is due
    private int tokenFrom;
    private int tokenTo;
    private boolean escapes;

    /** Begins with the text in {@code bytes} from {@code from} to {@code to}. */
    public void wrap(byte[] text, int from, int to) {
        bytes = text;
        begin = from;
        at = from;
        end = to;
        depth = 0;
        fresh = false;
        escapes = false;
    }

    /** The first byte of the value that comes next, which tells its type; it is not taken. */
    public int peek() {
        skipSpace();
        if (at >= end) {
            throw broken("a value");
        }
        return bytes[at];
    }

    /** Takes <code>{</code> or {@code [}. */
    public void enter(char open) {
        if (peek() != open) {
            throw broken("'" + open + "'");
        }
        if (++depth > DEEPEST) {
            throw new BadLine("broken JSON: expected at most " + DEEPEST + " levels");
        }
        at++;
        fresh = true;
    }

    /** Takes the next field's name, which is the token then, and its colon; false if the object ended instead. */
    public boolean nextField() {
        if (!next('}')) {
            return false;
        }
        if (at >= end || bytes[at] != '"') {
            throw broken("a field's name");
        }
        string();
        skipSpace();
        if (at >= end || bytes[at] != ':') {
            throw broken("':'");
        }
        at++;
        return true;
    }

    /** True if another element comes; false if the array ended instead. */
    public boolean nextElement() {
        return next(']');
    }

    /** Takes a string; the token is what stands between the quotes, escapes as they are. */
    public void string() {
        byte[] text = bytes;
        int last = end;
        int i = ++at;
        tokenFrom = i;
        while (true) {
            if (i >= last) {
                at = i;
                throw broken("'\"'");
            }
            byte b = text[i];
            if (b == '"') {
                break;
            }
            i = b >= ' ' && b != '\\' ? i + 1 : special(i, b);
        }
        tokenTo = i;
        at = i + 1;
    }

    /** Takes a number, true, false or null; the token is its text. */
    public void scalar() {
        int first = peek();
        tokenFrom = at;
        switch (first) {
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        }
        tokenTo = at;
    }

    /** Takes any value, checking all of it. */
    public void skip() {
        int outside = depth;
        long objects = 0; // bit per level: is it an object?
        do {
            int first = peek();
            if (first == '{' || first == '[') {
                enter((char) first);
                objects = objects << 1 | (first == '{' ? 1 : 0);
            } else if (first == '"') {
                string();
            } else {
                scalar();
            }
            while (depth > outside && !((objects & 1) == 1 ? nextField() : nextElement())) {
                objects >>>= 1;
            }
        } while (depth > outside);
    }

    /** Throws unless nothing but white space is left. */
    public void end() {
        skipSpace();
        if (at < end) {
            throw broken("the end of the line");
        }
    }

    public int tokenFrom() {
        return tokenFrom;
    }

    public int tokenTo() {
        return tokenTo;
    }

    /** Where reading stands, for {@link #rewind(int, int)}. */
    public int position() {
        return at;
    }

    /** Whether a string so far held an escape. */
    public boolean escapes() {
        return escapes;
    }

    public int depth() {
        return depth;
    }

    /** Goes back to a value that has been begun; {@code position} and {@code depthThere} are those in front of it. */
    public void rewind(int position, int depthThere) {
        at = position;
        depth = depthThere;
        fresh = false;
    }

    private boolean next(char close) {
        skipSpace();
        if (at < end && bytes[at] == close) {
            at++;
            depth--;
            fresh = false;
            return false;
        }
        if (!fresh) {
            if (at >= end || bytes[at] != ',') {
                throw broken("',' or '" + close + "'");
            }
            at++;
            skipSpace();
        }
        fresh = false;
        return true;
    }

    private void skipSpace() {
        int i = at;
        while (i < end && bytes[i] <= ' ' && isSpace(bytes[i])) {
            i++;
        }
        at = i;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    /** An escape or a character of several bytes inside a string; returns where it ends. */
    private int special(int i, byte b) {
        int length;
        if (b == '\\') {
            escapes = true;
            int escaped = i + 1 < end ? bytes[i + 1] : 0;
            length = escaped == 'u' ? 6 : 2;
            boolean known = escaped == 'u' ? isHex(i + 2) : "\"\\/bfnrt".indexOf(escaped) >= 0;
            if (escaped == 0 || !known) {
                at = i;
                throw broken("an escape");
            }
        } else {
            length = (b & 0xE0) == 0xC0 ? 2 : (b & 0xF0) == 0xE0 ? 3 : (b & 0xF8) == 0xF0 ? 4 : 0;
            for (int k = 1; k < length; k++) {
                length = i + k < end && (bytes[i + k] & 0xC0) == 0x80 ? length : 0;
            }
            if (length == 0) {
                at = i;
                throw broken("printable UTF-8 text");
            }
        }
        return i + length;
    }

    private boolean isHex(int from) {
        if (from + 4 > end) {
            return false;
        }
        for (int i = from; i < from + 4; i++) {
            if (Character.digit(bytes[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private void literal(String expected) {
        for (int i = 0; i < expected.length(); i++) {
            if (at >= end || bytes[at] != expected.charAt(i)) {
                throw broken("'" + expected + "'");
            }
            at++;
        }
    }

    private void number() {
        int from = at;
        if (bytes[at] == '-') {
            at++;
        }
        int whole = at;
        digits("a value");
        if (bytes[whole] == '0' && at > whole + 1) {
            at = whole;
            throw broken("a number without leading zeros");
        }
        if (at < end && bytes[at] == '.') {
            at++;
            digits("a digit");
        }
        if (at < end && (bytes[at] | 0x20) == 'e') {
            at++;
            if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            digits("a digit");
        }
        if (at - from > LONGEST_NUMBER) {
            throw new BadLine("broken JSON: expected a number of at most " + LONGEST_NUMBER + " digits");
        }
    }

    private void digits(String expected) {
        int from = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw broken(expected);
        }
    }

    private BadLine broken(String expected) {
        String found = "the end of the line";
        if (at < end) {
            found = "'" + new String(bytes, at, Math.min(12, end - at), StandardCharsets.UTF_8) + "'";
        }
        return new BadLine("broken JSON at byte " + (at - begin) + ": expected " + expected + ", found " + found);
    }
}
