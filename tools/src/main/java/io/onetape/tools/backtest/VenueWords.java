package io.onetape.tools.backtest;

import io.onetape.backtest.latency.LatencyRule;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.venue.MarginTiers;
import io.onetape.backtest.venue.QueueRule;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.fixed.SpanText;
import io.onetape.journal.schema.FillModel;
import io.onetape.tools.console.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A simulated venue and its latencies as options: the queue model and both latencies, and whatever else is not at its default. So they are complete.
 *
 * @param entry as {@code --entry-latency} takes it
 * @param response as {@code --response-latency} takes it
 * @param jitter as {@code --latency-jitter} takes it
 * @param times as {@code --latency-times} takes it
 */
record VenueWords(VenueSettings venue, String entry, String response, String jitter, String times, long seed) {
    /** Latencies that were recorded are taken from the tape again. */
    static VenueWords of(VenueSettings venue, LatencySettings latency, long seed) {
        return new VenueWords(
                venue,
                latency.entry().toText(),
                latency.response().toText(),
                SpanText.toText(latency.jitterNanos()),
                "1",
                seed);
    }

    /** Another queue model, other latencies, and no jitter. */
    VenueWords with(QueueRule queue, LatencyRule there, LatencyRule back) {
        return new VenueWords(venue.withQueueRule(queue), there.toText(), back.toText(), "0ms", "1", seed);
    }

    List<String> words() {
        VenueSettings usual = BacktestSettings.defaults().venue();
        boolean liquidates = !venue.margins().isEmpty() && venue.capital() > 0;
        List<String> words = new ArrayList<>();
        words.addAll(List.of("--queue-model", venue.queueRule().toText()));
        words.addAll(List.of("--entry-latency", entry, "--response-latency", response));
        add(words, SpanText.parse(jitter) != 0, "--latency-jitter", jitter);
        add(words, Fixed8.parse(times) != Fixed8.ONE, "--latency-times", times);
        add(words, venue.fillModel() != usual.fillModel(), "--fill-model", name(venue.fillModel()));
        add(words, venue.quotesMoveTheBook(), "--book", "fused");
        add(words, venue.makerRate() != usual.makerRate(), "--maker-fee", Fixed8.toString(venue.makerRate()));
        add(words, venue.takerRate() != usual.takerRate(), "--taker-fee", Fixed8.toString(venue.takerRate()));
        add(words, !venue.fees().text().isEmpty(), "--fee-tiers", venue.fees().text());
        add(
                words,
                !venue.orderRate().equals(usual.orderRate()),
                "--order-rate",
                venue.orderRate().text());
        add(
                words,
                venue.outageRule() != usual.outageRule(),
                "--outage",
                venue.outageRule().name().toLowerCase(Locale.ROOT));
        add(
                words,
                !venue.outageWindows().isEmpty(),
                "--outage-at",
                venue.outageWindows().text());
        add(
                words,
                !liquidates || !venue.margins().equals(MarginTiers.DEFAULT),
                "--margin-tiers",
                liquidates ? venue.margins().text() : "none");
        add(
                words,
                liquidates && venue.liquidationFeeRate() != usual.liquidationFeeRate(),
                "--liquidation-fee",
                Fixed8.toString(venue.liquidationFeeRate()));
        add(words, liquidates && venue.capital() != usual.capital(), "--capital", Fixed8.toString(venue.capital()));
        add(words, seed != BacktestSettings.defaults().seed(), "--seed", Long.toString(seed));
        return words;
    }

    /** As one types them. */
    String line() {
        return Shell.line(words());
    }

    static String name(FillModel model) {
        return model == FillModel.PARTIAL_FILL ? "partialFill" : "noPartialFill";
    }

    private static void add(List<String> words, boolean isWanted, String name, String value) {
        if (isWanted) {
            words.addAll(List.of(name, value));
        }
    }
}
