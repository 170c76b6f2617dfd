package io.onetape.tools.report.page;

import io.onetape.backtest.report.TapeRange;
import java.util.EnumSet;
import java.util.Set;

/** Writes HTML. Every text and every attribute's value is escaped, whatever it holds; tags are ours. Single-threaded. */
public final class Html {
    private final StringBuilder text = new StringBuilder(1 << 16);
    private final Set<Formula> used = EnumSet.noneOf(Formula.class);

    /** Opens an element; {@code attributes} are names and values in turn. */
    public Html open(String tag, String... attributes) {
        text.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            text.append('"');
        }
        text.append('>');
        return this;
    }

    public Html close(String tag) {
        text.append("</").append(tag).append('>');
        return this;
    }

    /** Text of any origin. */
    public Html text(String any) {
        escape(any);
        return this;
    }

    /** An element with text alone. */
    public Html element(String tag, String any, String... attributes) {
        return open(tag, attributes).text(any).close(tag);
    }

    /** A number that tells its formula and its stretch of the tape. */
    public Html number(Num num) {
        used.add(num.formula());
        text.append("<button type=\"button\" class=\"n");
        if (!num.tone().isEmpty()) {
            text.append(' ').append(num.tone());
        }
        text.append("\" aria-describedby=\"").append(num.formula().id()).append('"');
        attribute("data-exact", num.exact());
        attribute("data-none", num.none());
        attribute("data-range", num.range());
        text.append('>');
        escape(num.shown());
        return close("button");
    }

    /** A command to type. */
    public Html command(String typed) {
        return open("pre", "class", "cmd", "tabindex", "0")
                .element("code", typed)
                .close("pre");
    }

    /** The formulas of all numbers so far. */
    Set<Formula> used() {
        return used;
    }

    /** {@code sequences 1 to 9 · 2024-08-08 12:00:00.101 to 12:00:01.101}. */
    static String words(TapeRange range) {
        String from = Shown.time(range.firstNanos());
        String to = Shown.time(range.lastNanos());
        if (range.firstSequence() == range.lastSequence()) {
            return "sequence " + Shown.count(range.firstSequence()) + " · " + from;
        }
        boolean sameDay = from.substring(0, 10).equals(to.substring(0, 10));
        return "sequences " + Shown.count(range.firstSequence()) + " to " + Shown.count(range.lastSequence()) + " · "
                + from + " to " + (sameDay ? to.substring(11) : to);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void attribute(String name, String value) {
        if (!value.isEmpty()) {
            text.append(' ').append(name).append("=\"");
            escape(value);
            text.append('"');
        }
    }

    private void escape(String any) {
        for (int i = 0; i < any.length(); i++) {
            char c = any.charAt(i);
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                default -> text.append(c < 0x20 && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
    }
}
