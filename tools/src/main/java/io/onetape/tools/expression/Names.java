package io.onetape.tools.expression;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.layout.FieldKind;
import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.RecordWalk;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.tools.console.Nearest;
import io.onetape.tools.format.References;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What can be named in an expression: the header, and the fields, texts and groups of the schema; a group's value is how many entries it has. */
final class Names {
    private static final List<String> HEADER = List.of(
            "sequence",
            "time",
            "recordedAtNanos",
            "type",
            "symbol",
            "instrument",
            "source",
            "sourceSequence",
            "causedBy",
            "correlation",
            "order");

    private final References references;

    Names(References references) {
        this.references = references;
    }

    /** Every name that some record of these types has. */
    static Collection<String> all(List<MessageLayout> layouts) {
        TreeSet<String> names = new TreeSet<>(HEADER);
        layouts.forEach(layout -> names.addAll(layout.names()));
        return names;
    }

    /** Throws {@link ExpressionException} if this is no type of the schema, or no symbol of the tape, that {@code name} could be compared with. */
    void requireKnown(String name, String literal) {
        if (name.equalsIgnoreCase("type") && Schema.tape().message(literal).isEmpty()) {
            throw new ExpressionException("no such type: " + literal + "; "
                    + Nearest.suggest(literal, Schema.tape().names()));
        }
        if (name.equalsIgnoreCase("symbol") && !references.hasSymbol(literal)) {
            throw new ExpressionException(
                    "no such symbol on this tape: " + literal + "; " + Nearest.suggest(literal, references.symbols()));
        }
    }

    /** What the name means in records of one type; empty if they do not have it. */
    Optional<Value> find(String typed, MessageLayout layout) {
        String name = spelled(typed, layout);
        Optional<FieldLayout> field = layout.field(name);
        if (field.isPresent()) {
            return Optional.of(ofField(field.get()));
        }
        int text = layout.textIndex(name);
        if (text >= 0) {
            return Optional.of(
                    new Value.OfText(name.equals("symbol"), record -> RecordWalk.text(record, layout, text)));
        }
        int group = layout.groupIndex(name);
        if (group >= 0) {
            return Optional.of(count(name, record -> RecordWalk.groupCount(record, layout, group)));
        }
        return name.equals("order") ? order(layout) : header(name);
    }

    private Optional<Value> header(String name) {
        Value value = switch (name) {
            case "sequence" -> count(name, RecordView::sequence);
            case "time", "recordedAtNanos" ->
                new Value.OfNumber(layout(name, FieldKind.NANOS), RecordView::recordedAtNanos);
            case "type" -> new Value.OfText(true, record -> Schema.tape().nameOf(record.templateId()));
            case "symbol" -> new Value.OfText(true, this::symbol);
            case "instrument" -> count(name, RecordView::instrument);
            case "source" -> new Value.OfText(true, record -> references.source(record.source()));
            case "sourceSequence" -> count(name, RecordView::sourceSequence);
            case "causedBy" -> count(name, RecordView::causedBy);
            case "correlation" -> count(name, RecordView::correlation);
            default -> null;
        };
        return Optional.ofNullable(value);
    }

    private String symbol(RecordView record) {
        return references.symbol(record.instrument());
    }

    private static Value ofField(FieldLayout field) {
        if (field.kind() == FieldKind.STRATEGY) {
            return new Value.OfText(
                    false,
                    record -> field.isIn(record.blockLength()) ? OrderId.strategyName(read(field, record)) : null);
        }
        return new Value.OfNumber(field, record -> {
            if (!field.isIn(record.blockLength())) {
                return Fixed8.NULL;
            }
            long value = read(field, record);
            return field.isNull(value) ? Fixed8.NULL : value;
        });
    }

    private static Optional<Value> order(MessageLayout layout) {
        Optional<FieldLayout> strategy = layout.field("strategy");
        Optional<FieldLayout> intent = layout.field("intent");
        if (strategy.isEmpty() || intent.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Value.OfText(
                false, record -> new OrderId(read(strategy.get(), record), read(intent.get(), record)).toString()));
    }

    private static long read(FieldLayout field, RecordView record) {
        return field.read(record.buffer(), RecordHeader.LENGTH);
    }

    private static Value count(String name, Value.NumberReader reader) {
        return new Value.OfNumber(layout(name, FieldKind.LONG), reader);
    }

    private static FieldLayout layout(String name, FieldKind kind) {
        return new FieldLayout(name, kind, 0, Long.BYTES, true, Collections.emptySortedMap());
    }

    /** The name as the schema spells it, if it differs in capitals only; {@code seq} is short for sequence. */
    private static String spelled(String typed, MessageLayout layout) {
        if (typed.equalsIgnoreCase("seq")) {
            return "sequence";
        }
        for (String name : layout.names()) {
            if (name.equalsIgnoreCase(typed)) {
                return name;
            }
        }
        for (String name : HEADER) {
            if (name.equalsIgnoreCase(typed)) {
                return name;
            }
        }
        return typed;
    }
}
