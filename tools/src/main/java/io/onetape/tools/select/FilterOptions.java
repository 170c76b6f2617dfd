package io.onetape.tools.select;

import io.onetape.tools.console.CommandException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The filters, the same for every command. Repeats of one mean or, different ones mean and. */
public final class FilterOptions {
    @Option(
            names = {"-t", "--type"},
            paramLabel = "TYPE",
            description = "records of this type, in any case: Fill")
    List<String> types = new ArrayList<>();

    @Option(
            names = {"-s", "--symbol"},
            paramLabel = "SYMBOL",
            description = "about this instrument: BTCUSDT")
    List<String> symbols = new ArrayList<>();

    @Option(
            names = {"-S", "--strategy"},
            paramLabel = "NAME",
            description = "of this strategy: mm1")
    List<String> strategies = new ArrayList<>();

    @Option(
            names = {"-o", "--order"},
            paramLabel = "ORDER",
            description = "of this order: mm1-7")
    List<String> orders = new ArrayList<>();

    @Option(
            names = {"-c", "--correlation"},
            paramLabel = "SEQ",
            description = "of the chain that this record began")
    List<Long> correlations = new ArrayList<>();

    @Option(names = "--from", paramLabel = "POSITION", description = "from here on: 2024-08-08T12:00, seq:100, -15m")
    @Nullable String from;

    @Option(names = "--to", paramLabel = "POSITION", description = "before here; +5m is after --from")
    @Nullable String to;

    @Option(names = "-g", paramLabel = "REGEX", description = "whose line has a match")
    List<String> patterns = new ArrayList<>();

    @Option(
            names = "-w",
            paramLabel = "EXPRESSION",
            description = "of which this is true: 'price > 64000 and side = BUY'")
    List<String> expressions = new ArrayList<>();

    @Option(names = "-n", paramLabel = "N", description = "the first N; with -r or -f the last N")
    @Nullable Long limit;

    @Option(names = "-r", description = "newest first")
    boolean reverse;

    /** What was typed, in the order of {@code --help}, so that equal choices give equal texts; empty if nothing was. */
    public String typed() {
        List<String> words = new ArrayList<>();
        types.forEach(type -> words.add("-t " + type));
        symbols.forEach(symbol -> words.add("-s " + symbol));
        strategies.forEach(strategy -> words.add("-S " + strategy));
        orders.forEach(order -> words.add("-o " + order));
        correlations.forEach(correlation -> words.add("-c " + correlation));
        words.add(from == null ? "" : "--from " + from);
        words.add(to == null ? "" : "--to " + to);
        patterns.forEach(pattern -> words.add("-g " + pattern));
        expressions.forEach(expression -> words.add("-w " + expression));
        words.add(limit == null ? "" : "-n " + limit);
        words.removeIf(String::isEmpty);
        return String.join(" ", words);
    }

    /** Ends the command if {@code -r} was typed to what only goes forward. */
    public void requireForward(String what) {
        if (reverse) {
            throw CommandException.usage(what + " only goes forward, found -r", "tape cat -r -n 20 TAPE");
        }
    }

    /** With {@code limit} where none was typed. */
    public FilterOptions orLimit(long newLimit) {
        if (limit == null) {
            limit = newLimit;
        }
        return this;
    }
}
