package io.onetape.tools.expression;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.layout.FieldKind;
import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.record.RecordView;
import io.onetape.tools.console.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A field compared with a literal or with another field, for every type of record that has the field. */
final class Comparison implements Node {
    private final @Nullable Node[] byTemplate;

    private Comparison(@Nullable Node[] byTemplate) {
        this.byTemplate = byTemplate;
    }

    @Override
    public int test(RecordView record) {
        int template = record.templateId();
        Node node = template < byTemplate.length ? byTemplate[template] : null;
        return node == null ? UNKNOWN : node.test(record);
    }

    /**
     * Of {@code left operator right} in records of these types. Throws {@link ExpressionException} if no type has the field, or the right side fits none of
     * those that have.
     */
    static Comparison of(
            Token left,
            Operator operator,
            Token right,
            List<MessageLayout> layouts,
            Names names,
            ToLongFunction<String> time) {
        boolean isLiteral = right.kind() == Token.Kind.QUOTED
                || layouts.stream()
                        .noneMatch(layout -> names.find(right.text(), layout).isPresent());
        if (isLiteral && !operator.isOrdering()) {
            names.requireKnown(left.text(), right.text());
        }
        int size = layouts.stream().mapToInt(MessageLayout::templateId).max().orElse(0) + 1;
        @Nullable Node[] byTemplate = new Node[size];
        boolean known = false;
        boolean fits = false;
        String refusal = "";
        for (MessageLayout layout : layouts) {
            Optional<Value> value = names.find(left.text(), layout);
            if (value.isEmpty()) {
                continue;
            }
            known = true;
            try {
                byTemplate[layout.templateId()] = compile(left, value.get(), operator, right, layout, names, time);
                fits = true;
            } catch (IllegalArgumentException | ExpressionException e) {
                refusal = left.text() + ": " + e.getMessage();
            }
        }
        if (!known) {
            throw new ExpressionException(
                    "no such field: " + left.text() + "; " + Nearest.suggest(left.text(), Names.all(layouts)));
        }
        if (!fits) {
            throw new ExpressionException(refusal);
        }
        return new Comparison(byTemplate);
    }

    private static Node compile(
            Token left,
            Value value,
            Operator operator,
            Token right,
            MessageLayout layout,
            Names names,
            ToLongFunction<String> time) {
        Optional<Value> other = right.kind() == Token.Kind.QUOTED ? Optional.empty() : names.find(right.text(), layout);
        if (value instanceof Value.OfNumber number) {
            FieldLayout field = number.field();
            if (field.kind() == FieldKind.ENUM && operator.isOrdering()) {
                throw new ExpressionException("expected = or !=, found " + operator);
            }
            if (other.isPresent() && other.get() instanceof Value.OfNumber second) {
                requireSameUnit(field, second.field());
                return numbers(number.reader(), operator, second.reader());
            }
            long literal = field.kind() == FieldKind.NANOS ? time.applyAsLong(right.text()) : field.parse(right.text());
            return numbers(number.reader(), operator, record -> literal);
        }
        Value.OfText text = (Value.OfText) value;
        if (other.isPresent()
                && other.get() instanceof Value.OfText second
                && !left.text().equals(right.text())) {
            return texts(text, operator, second.reader());
        }
        return texts(text, operator, record -> right.text());
    }

    private static void requireSameUnit(FieldLayout field, FieldLayout other) {
        boolean integers = isInteger(field.kind()) && isInteger(other.kind());
        if (!integers && (field.kind() != other.kind() || !field.values().equals(other.values()))) {
            throw new ExpressionException("cannot be compared with " + other.name());
        }
    }

    private static boolean isInteger(FieldKind kind) {
        return kind == FieldKind.INTEGER || kind == FieldKind.LONG;
    }

    private static Node numbers(Value.NumberReader left, Operator operator, Value.NumberReader right) {
        return record -> {
            long first = left.read(record);
            long second = right.read(record);
            if (first == Fixed8.NULL || second == Fixed8.NULL) {
                return UNKNOWN;
            }
            return operator.holds(Long.compare(first, second)) ? TRUE : FALSE;
        };
    }

    private static Node texts(Value.OfText left, Operator operator, Value.TextReader right) {
        return record -> {
            String first = left.reader().read(record);
            String second = right.read(record);
            if (first == null || second == null) {
                return UNKNOWN;
            }
            int order = left.anyCase() ? first.compareToIgnoreCase(second) : first.compareTo(second);
            return operator.holds(order) ? TRUE : FALSE;
        };
    }
}
