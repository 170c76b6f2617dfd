package io.onetape.tools.expression;

import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.record.RecordView;
import io.onetape.tools.format.References;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.ToLongFunction;

/**
 * A test of records, as in {@code price > 64000 and side = BUY}. Comparisons by {@code = != < <= > >=}; {@code not} binds more than {@code and}, that more than
 * {@code or}; parentheses; texts with blanks in quotes. Single-threaded.
 */
public final class Expression {
    private final List<Token> tokens;
    private final List<MessageLayout> layouts;
    private final Names names;
    private final ToLongFunction<String> time;
    private final Node root;
    private int next;

    private Expression(String text, List<MessageLayout> layouts, References references, ToLongFunction<String> time) {
        this.tokens = Token.read(text);
        this.layouts = layouts;
        this.names = new Names(references);
        this.time = time;
        this.root = or();
        if (peek().kind() != Token.Kind.END) {
            throw new ExpressionException("expected and, or, or the end, found " + peek().text());
        }
    }

    /** Reads an expression over records of these types; {@code time} reads a time. Throws {@link ExpressionException}. */
    public static Expression parse(
            String text, List<MessageLayout> layouts, References references, ToLongFunction<String> time) {
        return new Expression(text, layouts, references, time);
    }

    /** The same expression with one space between what it consists of. Throws {@link ExpressionException}. */
    public static String spaced(String text) {
        StringJoiner spaced = new StringJoiner(" ");
        Token.read(text).forEach(token -> spaced.add(token.toString()));
        return spaced.toString();
    }

    /** True if the expression is true of the record; a comparison with what the record does not have is never true. */
    public boolean matches(RecordView record) {
        return root.test(record) == Node.TRUE;
    }

    private Node or() {
        Node left = and();
        while (peek().isWord("or")) {
            next++;
            left = Node.or(left, and());
        }
        return left;
    }

    private Node and() {
        Node left = not();
        while (peek().isWord("and")) {
            next++;
            left = Node.and(left, not());
        }
        return left;
    }

    private Node not() {
        if (peek().isWord("not")) {
            next++;
            return Node.not(not());
        }
        if (peek().kind() == Token.Kind.OPEN) {
            next++;
            Node inner = or();
            expect(Token.Kind.CLOSE, ")");
            return inner;
        }
        return comparison();
    }

    private Node comparison() {
        Token left = expect(Token.Kind.WORD, "a field");
        Operator operator = Operator.of(expect(Token.Kind.OPERATOR, "= != < <= > or >= after " + left.text())
                .text());
        Token right = peek();
        if (right.kind() != Token.Kind.QUOTED) {
            right = expect(Token.Kind.WORD, "a value after " + left.text() + " " + operator);
        } else {
            next++;
        }
        return Comparison.of(left, operator, right, layouts, names, time);
    }

    private Token expect(Token.Kind kind, String expected) {
        Token token = peek();
        if (token.kind() != kind) {
            throw new ExpressionException("expected " + expected + ", found " + token.text());
        }
        next++;
        return token;
    }

    private Token peek() {
        return tokens.get(next);
    }
}
