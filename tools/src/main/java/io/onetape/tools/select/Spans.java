package io.onetape.tools.select;

import io.onetape.journal.fixed.SpanText;
import io.onetape.tools.console.CommandException;

/** Spans of time that were typed; what is none ends the command. */
public final class Spans {
    private Spans() {}

    /** Nanoseconds. */
    public static long parse(String text) {
        try {
            return SpanText.parse(text);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()), "use the units ns us ms s m h d");
        }
    }
}
