package io.onetape.tools.expression;

/** The text is no expression; the message says what was found and what was expected. */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ExpressionException(String message) {
        super(message);
    }
}
