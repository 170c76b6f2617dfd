package io.onetape.tools.expression;

import java.util.ArrayList;
import java.util.List;

/** A piece of an expression: a word or number, a text in quotes, an operator, a parenthesis, or the end. */
record Token(Kind kind, String text) {
    enum Kind {
        WORD,
        QUOTED,
        OPERATOR,
        OPEN,
        CLOSE,
        END
    }

    private static final String BREAKS = "()=!<>'\"";

    static List<Token> read(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (c == '(') {
                tokens.add(new Token(Kind.OPEN, "("));
            } else if (c == ')') {
                tokens.add(new Token(Kind.CLOSE, ")"));
            } else if (c == '\'' || c == '"') {
                end = text.indexOf(c, at + 1) + 1;
                if (end == 0) {
                    throw new ExpressionException("expected a closing " + c + " after " + text.substring(at));
                }
                tokens.add(new Token(Kind.QUOTED, text.substring(at + 1, end - 1)));
            } else if (c == '=' || c == '!' || c == '<' || c == '>') {
                if (end < text.length() && text.charAt(end) == '=') {
                    end++;
                }
                tokens.add(operator(text.substring(at, end)));
            } else if (!Character.isWhitespace(c)) {
                while (end < text.length()
                        && BREAKS.indexOf(text.charAt(end)) < 0
                        && !Character.isWhitespace(text.charAt(end))) {
                    end++;
                }
                tokens.add(new Token(Kind.WORD, text.substring(at, end)));
            }
            at = end;
        }
        tokens.add(new Token(Kind.END, "the end"));
        return tokens;
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    private static Token operator(String text) {
        if (text.equals("!")) {
            throw new ExpressionException("expected != or not, found !");
        }
        return new Token(Kind.OPERATOR, text.equals("==") ? "=" : text);
    }
}
