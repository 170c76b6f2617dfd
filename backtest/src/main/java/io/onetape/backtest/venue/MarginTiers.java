package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which part of a position's notional the venue wants the account to keep, by its size, of each instrument.
 *
 * @param tables of instruments by symbol; with an empty symbol: of every instrument without its own
 */
public record MarginTiers(List<Table> tables) {
    /** Nothing is ever liquidated. */
    public static final MarginTiers NONE = new MarginTiers(List.of());

    /** Of the size of what Binance USD-M wants of BTCUSDT. */
    public static final MarginTiers DEFAULT = parse(
            "0:0.004,300000:0.005,800000:0.0065,3000000:0.01,12000000:0.02,"
                    + "70000000:0.025,100000000:0.05,230000000:0.1,480000000:0.125,600000000:0.15,800000000:0.25,1200000000:0.5");

    private static final int MAX_BRACKETS = 100;

    /** One instrument's, from the smallest notional on. */
    public record Table(String symbol, List<Bracket> brackets) {
        public Table {
            brackets = List.copyOf(brackets);
        }

        /** Of a position of this notional: rate x notional, half-even, less what the lower brackets' rates make less of it. */
        long maintenance(long notional) {
            int at = brackets.size() - 1;
            while (at > 0 && brackets.get(at).notional() > notional) {
                at--;
            }
            Bracket bracket = brackets.get(at);
            return Math.subtractExact(Fixed8.multiply(notional, bracket.rate()), bracket.deduction());
        }
    }

    /**
     * From a notional on.
     *
     * @param deduction that makes the margin grow without a jump where the bracket begins: the venue's cum
     */
    public record Bracket(long notional, long rate, long deduction) {}

    public MarginTiers {
        tables = List.copyOf(tables);
    }

    /**
     * Reads {@code notional:rate}, separated by commas or lines, from the notional 0 on; {@code SYMBOL=} in front makes it the instrument's own, and semicolons
     * separate tables. {@code none} or nothing: no liquidation.
     */
    public static MarginTiers parse(String text) {
        if (text.isBlank() || text.strip().equals("none")) {
            return NONE;
        }
        List<Table> tables = new ArrayList<>();
        for (String section : text.split(";", -1)) {
            if (!section.isBlank()) {
                Table table = table(section);
                if (tables.stream().anyMatch(known -> known.symbol().equals(table.symbol()))) {
                    throw new IllegalArgumentException("expected one table of an instrument, found '" + section + "'");
                }
                tables.add(table);
            }
        }
        return new MarginTiers(tables);
    }

    private static Table table(String section) {
        int equals = section.indexOf('=');
        String symbol = equals < 0 ? "" : section.substring(0, equals).strip();
        List<Bracket> brackets = new ArrayList<>();
        for (String word : TierText.words(section.substring(equals + 1))) {
            String[] parts = word.split(":", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("expected notional:rate, found '" + word + "'");
            }
            brackets.add(bracket(brackets, Fixed8.parse(parts[0]), TierText.rate(parts[1])));
        }
        if (brackets.isEmpty() || brackets.size() > MAX_BRACKETS) {
            throw new IllegalArgumentException(
                    "expected 1 to " + MAX_BRACKETS + " brackets, found '" + section.strip() + "'");
        }
        return new Table(symbol, brackets);
    }

    private static Bracket bracket(List<Bracket> lower, long notional, long rate) {
        if (lower.isEmpty()) {
            if (notional != 0 || rate <= 0) {
                throw new IllegalArgumentException("expected a first bracket from 0 on with a rate above 0, found "
                        + Fixed8.toString(notional) + ":" + Fixed8.toString(rate));
            }
            return new Bracket(0, rate, 0);
        }
        Bracket before = lower.get(lower.size() - 1);
        if (notional <= before.notional() || rate < before.rate()) {
            throw new IllegalArgumentException("expected growing notionals and rates, found "
                    + Fixed8.toString(notional) + ":" + Fixed8.toString(rate) + " behind "
                    + Fixed8.toString(before.notional()) + ":" + Fixed8.toString(before.rate()));
        }
        long more = Fixed8.multiply(notional, rate - before.rate());
        return new Bracket(notional, rate, Math.addExact(before.deduction(), more));
    }

    /** What {@link #parse} reads; empty: no liquidation. */
    public String text() {
        return tables.stream()
                .map(table -> (table.symbol().isEmpty() ? "" : table.symbol() + "=")
                        + table.brackets().stream()
                                .map(b -> Fixed8.toString(b.notional()) + ":" + Fixed8.toString(b.rate()))
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
    }

    public boolean isEmpty() {
        return tables.isEmpty();
    }

    /** What a position of this notional has to be kept with; 0 of an instrument that no table is about. */
    long maintenance(String symbol, long notional) {
        Table ofAll = null;
        for (Table table : tables) {
            if (table.symbol().equals(symbol)) {
                return table.maintenance(notional);
            }
            ofAll = table.symbol().isEmpty() ? table : ofAll;
        }
        return ofAll == null ? 0 : ofAll.maintenance(notional);
    }
}
