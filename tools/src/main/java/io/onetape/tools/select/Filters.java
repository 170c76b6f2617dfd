package io.onetape.tools.select;

import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.NamedField;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.reference.ByInstrument;
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
import java.util.stream.Stream;

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

    /** All conditions by what they mean, in one order and each once. Reads the whole tape if there are symbols. */
    String meaning() {
        List<Integer> instruments = new ArrayList<>();
        if (!options.symbols.isEmpty()) {
            references.instrument(Integer.MAX_VALUE); // there is none: all are known then
            references.known().stream()
                    .filter(one -> options.symbols.stream().anyMatch(one::isNamed))
                    .forEach(one -> instruments.add(one.id()));
        }
        return "types "
                + (options.types.isEmpty() ? "" : sorted(layouts.stream().map(MessageLayout::name)))
                + " instruments " + (options.symbols.isEmpty() ? "" : sorted(instruments.stream()))
                + " strategies " + sorted(options.strategies.stream().map(Filters::strategyOf))
                + " orders " + sorted(options.orders.stream().map(Filters::orderOf))
                + " correlations " + sorted(options.correlations.stream())
                + " expressions " + sorted(options.expressions.stream().map(Expression::spaced))
                + " patterns " + sorted(options.patterns.stream());
    }

    private static String sorted(Stream<?> all) {
        return all.map(String::valueOf).distinct().sorted().toList().toString();
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
        ByInstrument<Boolean> isNamed = new ByInstrument<>();
        return record -> {
            int id = record.instrument();
            Boolean known = isNamed.find(id);
            if (known != null || id < 1 || id > ByInstrument.MAX_ID) {
                return known != null && known;
            }
            boolean named = references.instrument(id).stream()
                    .anyMatch(i -> options.symbols.stream().anyMatch(text -> i.isNamed(text)));
            isNamed.put(id, named);
            return named;
        };
    }

    private Filter correlations() {
        return record -> options.correlations.contains(record.correlation());
    }

    private Filter strategies() {
        List<Long> wanted = options.strategies.stream().map(Filters::strategyOf).toList();
        NamedField strategy = new NamedField("strategy");
        return record -> strategy.isIn(record) && wanted.contains(strategy.read(record, 0));
    }

    private Filter orders() {
        List<OrderId> wanted = options.orders.stream().map(Filters::orderOf).toList();
        NamedField strategy = new NamedField("strategy");
        NamedField intent = new NamedField("intent");
        return record -> {
            if (!strategy.isIn(record) || !intent.isIn(record)) {
                return false;
            }
            long name = strategy.read(record, 0);
            long number = intent.read(record, 0);
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
}
