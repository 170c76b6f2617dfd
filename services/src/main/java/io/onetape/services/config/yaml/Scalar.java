package io.onetape.services.config.yaml;

/**
 * One text, number, or true or false.
 *
 * @param text as written, without quotes
 * @param plain true if it was written without quotes, so that what it is follows from how it looks
 */
public record Scalar(Place place, String text, Kind kind, boolean plain) implements Node {
    private static final int SHOWN = 60;

    /** What a value is. */
    public enum Kind {
        TEXT,
        WHOLE_NUMBER,
        DECIMAL_NUMBER,
        FLAG
    }

    /** What an unquoted text is; one that is neither a number nor true or false is a text. */
    public static Scalar ofPlain(Place place, String text) {
        return new Scalar(place, text, PlainText.kind(text), true);
    }

    @Override
    public String found() {
        String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return switch (kind) {
            case TEXT -> "the text '" + shown + "'";
            case WHOLE_NUMBER, DECIMAL_NUMBER -> "the number " + shown;
            case FLAG -> shown;
        };
    }
}
