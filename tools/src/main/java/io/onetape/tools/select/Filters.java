package io.onetape.tools.select;

import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Nearest;
import io.onetape.tools.expression.Expression;
import io.onetape.tools.expression.ExpressionException;
import io.onetape.tools.format.RecordLine;
import io.onetape.tools.format.References;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Makes one filter of what was typed; what cannot be meant ends the command with what might have been. */
final class Filters {
    private final FilterOptions options;
    private final References references;
    private final List<MessageLayout> layouts;

    Filters(FilterOptions options, References references) {
        this.options = options;
        this.references = references;
        this.layouts = options.types.isEmpty()
                ? Schema.tape().messages()
                : options.types.stream().map(Filters::layoutOf).distinct().toList();
    }

    /** The types that can pass. */
    List<MessageLayout> layouts() {
        return layouts;
    }

    /** All conditions; {@code line} is how {@code -g} sees a record. */
    Filter compile(RecordLine line) {
        Filter filter = record -> true;
        if (!options.types.isEmpty()) {
            filter = filter.and(types());
        }
        if (!options.symbols.isEmpty()) {
            filter = filter.and(symbols());
        }
        if (!options.correlations.isEmpty()) {
            filter = filter.and(correlations());
        }
        if (!options.strategies.isEmpty()) {
            filter = filter.and(strategies());
        }
        if (!options.orders.isEmpty()) {
            filter = filter.and(orders());
        }
        if (!options.expressions.isEmpty()) {
            filter = filter.and(expressions());
        }
        return options.patterns.isEmpty() ? filter : filter.and(patterns(line));
    }

    private static MessageLayout layoutOf(String type) {
        return Schema.tape()
                .message(type)
                .orElseThrow(() -> CommandException.usage(
                        "no such type: " + type,
                        Nearest.suggest(type, Schema.tape().names())));
    }

    private Filter types() {
        boolean[] wanted = new boolean[1 << 16];
        layouts.forEach(layout -> wanted[layout.templateId()] = true);
        return record -> wanted[record.templateId()];
    }

    private Filter symbols() {
        for (String symbol : options.symbols) {
            if (!references.hasSymbol(symbol)) {
                throw CommandException.usage(
                        "no such symbol on this tape: " + symbol, Nearest.suggest(symbol, references.symbols()));
            }
        }
        List<@Nullable Boolean> byInstrument = new ArrayList<>();
        return record -> {
            int id = record.instrument();
            while (byInstrument.size() <= id) {
                byInstrument.add(null);
            }
            Boolean known = byInstrument.get(id);
            if (known == null) {
                known = references.instrument(id).stream()
                        .anyMatch(i -> options.symbols.stream().anyMatch(text -> References.isNamed(i, text)));
                byInstrument.set(id, known);
            }
            return known;
        };
    }

    private Filter correlations() {
        return record -> options.correlations.contains(record.correlation());
    }

    private Filter strategies() {
        List<Long> wanted = options.strategies.stream().map(Filters::strategyOf).toList();
        @Nullable FieldLayout[] fields = fieldsNamed("strategy");
        return record -> {
            FieldLayout field = fieldOf(fields, record);
            return field != null && wanted.contains(field.read(record.buffer(), RecordHeader.LENGTH));
        };
    }

    private Filter orders() {
        List<OrderId> wanted = options.orders.stream().map(Filters::orderOf).toList();
        @Nullable FieldLayout[] strategies = fieldsNamed("strategy");
        @Nullable FieldLayout[] intents = fieldsNamed("intent");
        return record -> {
            FieldLayout strategy = fieldOf(strategies, record);
            FieldLayout intent = fieldOf(intents, record);
            if (strategy == null || intent == null) {
                return false;
            }
            long name = strategy.read(record.buffer(), RecordHeader.LENGTH);
            long number = intent.read(record.buffer(), RecordHeader.LENGTH);
            return wanted.stream().anyMatch(order -> order.strategy() == name && order.intent() == number);
        };
    }

    private Filter expressions() {
        List<Expression> any = new ArrayList<>();
        for (String text : options.expressions) {
            try {
                any.add(Expression.parse(text, layouts, references, Position::parseTime));
            } catch (ExpressionException e) {
                throw CommandException.usage(
                        "-w '" + text + "': " + e.getMessage(), "tape cat -w 'price > 64000 and side = BUY' TAPE");
            }
        }
        return record -> any.stream().anyMatch(expression -> expression.matches(record));
    }

    private Filter patterns(RecordLine line) {
        List<Matcher> any = new ArrayList<>();
        for (String text : options.patterns) {
            try {
                any.add(Pattern.compile(text).matcher(""));
            } catch (PatternSyntaxException e) {
                throw CommandException.usage(
                        "-g expects a regular expression, found '" + text + "': " + e.getDescription(),
                        "put a backslash before ( ) [ ] { } + * ? . to mean the character itself");
            }
        }
        return record -> {
            StringBuilder shown = line.of(record);
            return any.stream().anyMatch(matcher -> matcher.reset(shown).find());
        };
    }

    private static long strategyOf(String name) {
        try {
            return OrderId.strategy(name);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("-S: " + e.getMessage(), "tape stats --by type TAPE");
        }
    }

    /** Reads an order's name as it was typed. */
    static OrderId orderOf(String text) {
        try {
            return OrderId.parse(text);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()), "tape cat -t OrderRequested -n 10 TAPE");
        }
    }

    private static @Nullable FieldLayout[] fieldsNamed(String name) {
        List<MessageLayout> all = Schema.tape().messages();
        @Nullable FieldLayout[] byTemplate = new FieldLayout[all.get(all.size() - 1).templateId() + 1];
        for (MessageLayout layout : all) {
            layout.field(name).ifPresent(field -> byTemplate[layout.templateId()] = field);
        }
        return byTemplate;
    }

    private static @Nullable FieldLayout fieldOf(@Nullable FieldLayout[] byTemplate, RecordView record) {
        int template = record.templateId();
        FieldLayout field = template < byTemplate.length ? byTemplate[template] : null;
        return field != null && field.isIn(record.blockLength()) ? field : null;
    }
}
