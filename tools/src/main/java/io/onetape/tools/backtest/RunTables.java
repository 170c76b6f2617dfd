package io.onetape.tools.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.venue.QueueRule;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.FillModel;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The same run under other assumptions, beside it. What comes out stands in RUN too, for the report: {@code bracket.json}, {@code latency-table.json}. */
final class RunTables {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_ROWS = 20;
    private static final String BRACKET = "bracket.json";
    private static final String LATENCIES = "latency-table.json";
    private static final String TIMES = "--latency-times";

    @Option(
            names = "--bracket",
            description = "the same run with the worst and the best place in every queue, beside its own")
    private boolean bracket;

    @Option(
            names = "--latency-table",
            paramLabel = "N,N",
            split = ",",
            description = "the same run with its latencies times each of these: 0,1,2")
    private List<String> multiples = List.of();

    /** Before anything is run. */
    void requireSensible() {
        if (multiples.size() > MOST_ROWS) {
            throw CommandException.usage(
                    "--latency-table: expected at most " + MOST_ROWS + ", found " + multiples.size(),
                    "--latency-table 0,1,2");
        }
        multiples.forEach(text -> SimulationOptions.read("--latency-table", text, RunTables::multiple));
        if (!multiples.isEmpty() && multiples.stream().allMatch(text -> multiple(text) == Fixed8.ONE)) {
            throw CommandException.usage(
                    "--latency-table: expected a multiple other than 1, which is the run itself, found "
                            + String.join(",", multiples),
                    "--latency-table 0,1,2");
        }
    }

    boolean areWanted() {
        return bracket || !multiples.isEmpty();
    }

    /** Where what was asked for stands in RUN. */
    List<String> files() {
        List<String> files = new ArrayList<>();
        if (bracket) {
            files.add(BRACKET);
        }
        if (!multiples.isEmpty()) {
            files.add(LATENCIES);
        }
        return files;
    }

    /**
     * Runs what was asked for.
     *
     * @param once the latencies as typed, not multiplied
     * @param words what gives the same run again
     * @param out the run's folder, null if none is kept
     * @return rows by the name of their table
     */
    Map<String, ArrayNode> run(
            SourceScan scan,
            BacktestSettings settings,
            LatencySettings once,
            BacktestSummary summary,
            RunWords words,
            @Nullable Path out,
            Console console) {
        Map<String, ArrayNode> tables = new LinkedHashMap<>();
        if (bracket) {
            tables.put("bracket", rows(bracket(settings), scan, settings, summary, words, console));
        }
        if (!multiples.isEmpty()) {
            tables.put("latencyTable", rows(latencies(settings, once), scan, settings, summary, words, console));
        }
        tables.forEach((name, rows) -> {
            ObjectNode json = MAPPER.createObjectNode().put("v", 1).put("outputHash", summary.outputHash());
            json.set("rows", rows);
            RunFolder.keep(out, name.equals("bracket") ? BRACKET : LATENCIES, json);
        });
        return tables;
    }

    /**
     * Each order's front is at its largest, as typed, and at its smallest, and of the fill models the first takes the one that fills less. So one order
     * alone, the same in all three, has never filled more in a line than in the one below it. Nothing else changes.
     */
    private static List<Variant> bracket(BacktestSettings settings) {
        VenueSettings own = settings.venue();
        return List.of(
                fills("pessimistic", settings, QueueRule.LAST, FillModel.PARTIAL_FILL),
                fills("base", settings, own.queueRule(), own.fillModel()),
                fills("optimistic", settings, QueueRule.FIRST, own.fillModel()));
    }

    private static Variant fills(String name, BacktestSettings settings, QueueRule rule, FillModel model) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("--queue-model", rule.toText());
        options.put("--fill-model", VenueWords.name(model));
        return new Variant(name, options, settings.withVenue(settings.venue().withFills(rule, model)));
    }

    private List<Variant> latencies(BacktestSettings settings, LatencySettings once) {
        List<Variant> variants = new ArrayList<>();
        for (String text : multiples) {
            long multiple = multiple(text);
            LatencySettings latency = SimulationOptions.read("--latency-table", text, each -> once.times(multiple));
            variants.add(new Variant(
                    Fixed8.toString(multiple) + "×",
                    Map.of(TIMES, Fixed8.toString(multiple)),
                    settings.withLatency(latency)));
        }
        return variants;
    }

    private static ArrayNode rows(
            List<Variant> variants,
            SourceScan scan,
            BacktestSettings settings,
            BacktestSummary summary,
            RunWords words,
            Console console) {
        ArrayNode rows = MAPPER.createArrayNode();
        for (Variant variant : variants) {
            BacktestSummary numbers = variant.settings().equals(settings) ? summary : variant.run(scan, console);
            rows.add(variant.toJson(words, numbers));
        }
        return rows;
    }

    /** The summary with the tables' rows as further fields. */
    static String json(BacktestSummary summary, Map<String, ArrayNode> tables) {
        try {
            ObjectNode json = (ObjectNode) MAPPER.readTree(summary.toJson());
            json.setAll(tables);
            return json.toPrettyString() + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary is JSON", e);
        }
    }

    private static long multiple(String text) {
        long multiple = Fixed8.parse(text);
        if (multiple < 0) {
            throw new IllegalArgumentException("expected 0 or more, found " + text);
        }
        return multiple;
    }
}
