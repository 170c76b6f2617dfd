package io.onetape.tools.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onetape.backtest.run.BacktestRun;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.replay.Pipeline;
import io.onetape.services.Processors;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Shell;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run with some of its options replaced.
 *
 * @param options each with its value, in the order in which they are shown
 * @param settings of that run
 */
record Variant(String name, Map<String, String> options, BacktestSettings settings) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    Variant {
        options = new LinkedHashMap<>(options);
    }

    /** The options as one types them. */
    String typed() {
        return options.entrySet().stream()
                .map(option -> option.getKey() + " " + Shell.word(option.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** The numbers of its run, which keeps no tape; its warnings are those of the run that it is a variant of. */
    BacktestSummary run(SourceScan scan, Console console) {
        try (Progress progress = new Progress(console, name, scan.records(), true)) {
            return BacktestRun.prepare(scan, settings).run(Processors.all(), Pipeline.Observer.NONE, progress::now);
        }
    }

    /** A row of a table: what it is, the command that gives it alone, and all numbers of its run. */
    ObjectNode toJson(RunWords run, BacktestSummary summary) {
        RunWords command = run;
        for (Map.Entry<String, String> option : options.entrySet()) {
            command = command.with(option.getKey(), option.getValue());
        }
        ObjectNode row = MAPPER.createObjectNode().put("name", name).put("settings", typed());
        command.words().forEach(row.putArray("command")::add);
        try {
            ObjectNode numbers = (ObjectNode) MAPPER.readTree(summary.toJson());
            numbers.remove("v");
            row.setAll(numbers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary is JSON", e);
        }
        return row;
    }
}
