package io.onetape.tools.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prose in lines that fit a width. What is longer than a line without a blank, such as a path, stays whole. */
public final class Wrap {
    private static final Pattern WORD = Pattern.compile("( *)([^ ]+)");

    private Wrap() {}

    /** The text as it is if {@code columns} is 0, else with a line's end and {@code indent} instead of the blanks before a word that would not fit. */
    public static String words(String text, int columns, String indent) {
        if (columns <= 0 || text.length() <= columns) {
            return text;
        }
        StringBuilder wrapped = new StringBuilder(text.length() + 16);
        int used = 0;
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            int length = word.group().length();
            if (used > 0 && used + length > columns) {
                wrapped.append('\n').append(indent).append(word.group(2));
                used = indent.length() + word.group(2).length();
            } else {
                wrapped.append(word.group());
                used += length;
            }
        }
        return wrapped.toString();
    }
}
