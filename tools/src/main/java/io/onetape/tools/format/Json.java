package io.onetape.tools.format;

import java.util.Locale;

/** Writes one JSON object after the other into a text that is used again; puts the commas. Keys need no escapes. Single-threaded. */
public final class Json {
    private final StringBuilder text = new StringBuilder(512);
    private boolean comma;

    /** Starts over with an object that carries the version. */
    public Json begin() {
        return beginPlain().number("v", 1);
    }

    /** Starts over with an object that is part of something else. */
    public Json beginPlain() {
        text.setLength(0);
        comma = false;
        return beginObject();
    }

    /** What was written since {@link #begin}. */
    public StringBuilder text() {
        return text;
    }

    public Json beginObject() {
        separate();
        text.append('{');
        comma = false;
        return this;
    }

    public Json endObject() {
        text.append('}');
        comma = true;
        return this;
    }

    public Json beginArray() {
        separate();
        text.append('[');
        comma = false;
        return this;
    }

    public Json endArray() {
        text.append(']');
        comma = true;
        return this;
    }

    /** A key; its value follows. */
    public Json key(String key) {
        separate();
        text.append('"').append(key).append("\":");
        comma = false;
        return this;
    }

    /** A key that may need escapes. */
    public Json anyKey(CharSequence key) {
        separate();
        quote(key);
        text.append(':');
        comma = false;
        return this;
    }

    /** A string as an array's element or a key's value. */
    public Json value(CharSequence value) {
        separate();
        quote(value);
        comma = true;
        return this;
    }

    public Json string(String key, CharSequence value) {
        return key(key).value(value);
    }

    /** A 64-bit integer, which is a string lest a reader loses digits. */
    public Json integer(String key, long value) {
        key(key);
        text.append('"').append(value).append('"');
        comma = true;
        return this;
    }

    /** A number that every reader can hold. */
    public Json number(String key, long value) {
        key(key);
        text.append(value);
        comma = true;
        return this;
    }

    public Json bool(String key, boolean value) {
        key(key);
        text.append(value);
        comma = true;
        return this;
    }

    public Json nothing(String key) {
        return raw(key, "null");
    }

    /** A value that is JSON already. */
    public Json raw(String key, CharSequence json) {
        key(key);
        text.append(json);
        comma = true;
        return this;
    }

    /** A key's value that is JSON already. */
    public Json rawValue(CharSequence json) {
        open().append(json);
        return this;
    }

    /** The members of an object that is JSON already, with or without its braces. */
    public Json members(String object) {
        String inner = object.strip();
        if (inner.startsWith("{") && inner.endsWith("}")) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        if (!inner.isEmpty()) {
            separate();
            text.append(inner);
            comma = true;
        }
        return this;
    }

    /** Text that the caller appends itself stands where a value is due. */
    StringBuilder open() {
        separate();
        comma = true;
        return text;
    }

    private void separate() {
        if (comma) {
            text.append(',');
        }
    }

    private void quote(CharSequence value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c == '\n') {
                text.append("\\n");
            } else if (c < 0x20) {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
