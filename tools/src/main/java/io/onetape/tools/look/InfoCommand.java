package io.onetape.tools.look;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Source;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Json;
import io.onetape.tools.format.Times;
import io.onetape.tools.select.TapeArgument;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tape info}: what a tape holds. */
@Command(
        name = "info",
        description = "What a tape holds: its ends, records by type, instruments, and how its clocks agree.",
        footer = {"", "Examples:", "  tape info TAPE", "  tape info --json TAPE | jq .byType"})
public final class InfoCommand implements Callable<Integer> {
    private static final String INDENT = " ".repeat(12);
    private static final long QUICK_RECORDS = 20_000_000;

    private final Console console;

    @Mixin
    private TapeArgument tape = new TapeArgument();

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Option(names = "--all", description = "count by type however long the tape is")
    private boolean all;

    public InfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TapeFolder folder = tape.open(console);
        TapeSummary summary = TapeSummary.of(folder, json || all ? Long.MAX_VALUE : QUICK_RECORDS, console);
        if (json) {
            console.out().line(json(folder, summary));
        } else {
            print(folder, summary);
        }
        return ExitCode.OK;
    }

    private static StringBuilder json(TapeFolder folder, TapeSummary summary) {
        Json json = new Json()
                .begin()
                .string("tapeId", Manifest.text(folder.manifest().tapeId()))
                .number("records", summary.records())
                .integer("firstSequence", summary.firstSequence())
                .integer("lastSequence", summary.lastSequence());
        if (summary.records() == 0) {
            json.nothing("firstTime").nothing("lastTime");
        } else {
            json.string("firstTime", Times.iso(summary.firstNanos()))
                    .string("lastTime", Times.iso(summary.lastNanos()))
                    .integer("firstNanos", summary.firstNanos())
                    .integer("lastNanos", summary.lastNanos());
        }
        json.key("byType").beginObject();
        summary.byType().forEach(json::number);
        json.endObject().key("instruments").beginArray();
        summary.instruments().forEach(json::value);
        json.endArray().key("inferred").beginArray();
        summary.inferred().forEach(json::value);
        json.endArray().key("sources").beginArray();
        summary.sources().all().stream().map(Source::name).forEach(json::value);
        json.endArray();
        clock(json, summary.clock());
        return json.number("bytes", summary.bytes())
                .string("roll", folder.manifest().roll().name())
                .bool("busy", folder.isBusy())
                .bool("closed", folder.manifest().end().isPresent())
                .endObject()
                .text();
    }

    private static void clock(Json json, ClockStatistics clock) {
        json.key("clock")
                .beginObject()
                .number("count", clock.count())
                .string("negativeShare", Fixed8.toString(clock.negativeShare()));
        if (clock.count() == 0) {
            json.nothing("smallestNanos").nothing("largestNanos");
        } else {
            json.integer("smallestNanos", clock.smallestNanos()).integer("largestNanos", clock.largestNanos());
        }
        json.endObject();
    }

    private void print(TapeFolder folder, TapeSummary summary) {
        line("tape", Manifest.text(folder.manifest().tapeId()) + (folder.isBusy() ? ", being written" : ""));
        line(
                "records",
                String.format(
                        Locale.ROOT,
                        "%,d   sequence %d to %d",
                        summary.records(),
                        summary.firstSequence(),
                        summary.lastSequence()));
        if (summary.records() > 0) {
            line(
                    "time",
                    Times.iso(summary.firstNanos()) + " to " + Times.iso(summary.lastNanos()) + "   "
                            + Times.span(summary.lastNanos() - summary.firstNanos()));
        }
        List<String> symbols = summary.instruments();
        line("instruments", symbols.isEmpty() ? "none" : String.join(", ", symbols));
        if (!summary.inferred().isEmpty()) {
            line("inferred", "tick and lot size of " + String.join(", ", summary.inferred()));
        }
        line(
                "sources",
                String.join(
                        ", ", summary.sources().all().stream().map(Source::name).toList()));
        line("roll", folder.manifest().roll().name().toLowerCase(Locale.ROOT));
        if (!summary.isScanned()) {
            line("types", "not counted, for the tape is long; tape info --all counts them");
            return;
        }
        line("bytes", String.format(Locale.ROOT, "%,d", summary.bytes()));
        line("clock", clock(summary.clock()));
        console.out().line("");
        for (Map.Entry<String, Long> type : summary.byType().entrySet()) {
            console.out().line(String.format(Locale.ROOT, "%,15d  %s", type.getValue(), type.getKey()));
        }
    }

    private static String clock(ClockStatistics clock) {
        if (clock.count() == 0) {
            return "no record has both the venue's time and ours";
        }
        return String.format(
                Locale.ROOT,
                "%s %% of %,d feed latencies are negative; from %s to %s (two clocks)",
                Fixed8.toString(clock.negativeShare() * 100),
                clock.count(),
                Times.span(clock.smallestNanos()),
                Times.span(clock.largestNanos()));
    }

    private void line(String key, String value) {
        String text = String.format(Locale.ROOT, "%-12s%s", key, value);
        console.out().line(Wrap.words(text, console.columns(), INDENT));
    }
}
