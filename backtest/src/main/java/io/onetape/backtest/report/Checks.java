package io.onetape.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.backtest.report.Check.Level;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everything that is checked of a run before its numbers are judged. One use. */
final class Checks {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int MOST_EVENTS = 5;

    private final List<Check> all = new ArrayList<>();
    private final RunFacts facts;
    private final MetricsTree metrics;
    private final Evidence evidence;

    Checks(RunFacts facts, MetricsTree metrics, Evidence evidence) {
        this.facts = facts;
        this.metrics = metrics;
        this.evidence = evidence;
    }

    /** The rows of a table that another command has left; empty if it has not. */
    static List<JsonNode> rows(JsonNode table) {
        List<JsonNode> rows = new ArrayList<>();
        table.path("rows").forEach(rows::add);
        return rows;
    }

    List<Check> all() {
        identity();
        clocks();
        books();
        instruments();
        sizes();
        events();
        position();
        markouts();
        evidence();
        return all;
    }

    private void identity() {
        BigDecimal residual = metrics.decimal("pnlByCause.residual").orElse(BigDecimal.ZERO);
        if (metrics.at("pnlByCause.residual").isMissingNode()) {
            add(Level.MISSING, "P&L identity", "metrics.json has none: report the run again");
        } else if (residual.signum() != 0) {
            add(
                    Level.FAILED,
                    "P&L identity",
                    "The causes do not add up to the total: residual " + residual.toPlainString());
        } else {
            add(Level.PASSED, "P&L identity", "the causes add up to the total, residual exactly 0");
        }
    }

    private void clocks() {
        long shift = facts.settings().simulation().map(Simulation::shiftedNanos).orElse(0L);
        if (shift != 0) {
            add(
                    Level.WARNING,
                    "Clock",
                    "local time was shifted by " + millis(shift)
                            + ": by its own clocks the recording was received before it happened");
        }
        long late = facts.data().feeds().stream()
                .mapToLong(DataFacts.Feed::outOfOrder)
                .sum();
        if (late > 0) {
            add(
                    Level.WARNING,
                    "Order",
                    count(late) + " market facts came out of exchange order; the venue saw them in order");
        }
    }

    private void books() {
        for (DataFacts.Feed feed : facts.data().feeds()) {
            if (feed.lostBooks() > 0) {
                add(
                        Level.WARNING,
                        "Gaps",
                        facts.symbol(feed.instrument()) + ": the book was lost " + feed.lostBooks() + " times, "
                                + millis(feed.invalidNanos()) + " without a valid one");
            }
        }
    }

    private void instruments() {
        facts.instruments().all().stream()
                .filter(one -> one.inferred())
                .forEach(one -> add(
                        Level.WARNING,
                        "Instrument",
                        facts.symbol(one.id())
                                + ": tick and lot size were inferred from the prices seen, not told by the venue"));
    }

    private void sizes() {
        for (SizeFacts.Sizes sizes : facts.sizes().all()) {
            if (sizes.aboveLevel() > 0) {
                add(
                        Level.WARNING,
                        "Size",
                        facts.symbol(sizes.instrument()) + ": " + count(sizes.aboveLevel()) + " of "
                                + count(sizes.orders())
                                + " orders were larger than the whole best level; no market impact is modelled");
            }
        }
    }

    private void events() {
        RiskFacts risk = facts.risk();
        risk.events().stream()
                .limit(MOST_EVENTS)
                .forEach(event -> add(
                        Level.WARNING,
                        "Event",
                        event.what() + ": " + event.detail() + " (sequence " + event.sequence() + ")"));
        if (risk.allEvents() > MOST_EVENTS) {
            add(Level.WARNING, "Event", (risk.allEvents() - MOST_EVENTS) + " more under risk rejections");
        }
    }

    private void position() {
        for (JsonNode cause : metrics.at("pnlByCause.instruments")) {
            BigDecimal held = MetricsTree.decimal(cause.path("position")).orElse(BigDecimal.ZERO);
            if (held.signum() != 0) {
                add(
                        Level.WARNING,
                        "Open position",
                        cause.path("symbol").asText() + " "
                                + held.toPlainString().replace('-', '−') + " is held at the end: marked, not closed");
            }
        }
    }

    private void markouts() {
        for (JsonNode group : metrics.at("markouts.groups")) {
            if (group.path("liquidity").asText().equals("MAKER")
                    && group.path("side").asText().equals("ALL")) {
                for (JsonNode horizon : group.path("horizons")) {
                    JsonNode markout = horizon.path("markout");
                    if (horizon.path("nanos").asText().equals("1000000000")
                            && markout.path("high").isNumber()
                            && markout.path("high").asDouble() < 0) {
                        add(
                                Level.WARNING,
                                "Adverse selection",
                                String.format(
                                                Locale.ROOT,
                                                "maker fills stand at %.3f bps after a second, and the 95 %% interval is below 0",
                                                markout.path("bps").asDouble())
                                        .replace('-', '−'));
                    }
                }
            }
        }
    }

    private void evidence() {
        evidence.stale()
                .forEach(stale ->
                        add(Level.WARNING, stale.what(), stale.file() + " " + stale.why() + ": it does not count"));
        table("Fill-model bracket", evidence.bracket());
        table("Latency table", evidence.latencyTable());
        twice();
        lookahead();
    }

    private void twice() {
        JsonNode twice = evidence.secondRun();
        if (twice.isMissingNode()) {
            add(Level.MISSING, "Second run", "the run was not repeated and compared (--twice)");
        } else if (twice.path("outputHash").asText().equals(facts.outputHash())) {
            add(Level.PASSED, "Second run", "another process with other settings gave the same output hash");
        } else {
            add(Level.FAILED, "Second run", "The second run gave another output hash: the run does not repeat.");
        }
    }

    private void lookahead() {
        JsonNode lookahead = evidence.lookahead();
        if (lookahead.isMissingNode()) {
            add(Level.MISSING, "Look-ahead", "not tried (--check-lookahead)");
        } else if (lookahead.path("passed").asBoolean()) {
            add(
                    Level.PASSED,
                    "Look-ahead",
                    count(lookahead.path("cuts").asLong())
                            + " first parts of the recording alone decided as the whole run did");
        } else {
            add(
                    Level.FAILED,
                    "Look-ahead",
                    "The run knows more than had happened by then: with a part of the recording alone it decides otherwise at sequence "
                            + lookahead.path("difference").path("sequence").asText() + ".");
        }
    }

    private void table(String name, JsonNode table) {
        if (rows(table).isEmpty()) {
            add(Level.MISSING, name, "not tried");
        } else {
            add(Level.RUN, name, "was run" + nets(rows(table)));
        }
    }

    private static String nets(List<JsonNode> rows) {
        List<BigDecimal> nets = rows.stream()
                .flatMap(row -> MetricsTree.decimal(row.path("netPnl")).stream())
                .sorted()
                .toList();
        return nets.isEmpty() ? "" : ": net from " + money(nets.get(0)) + " to " + money(nets.get(nets.size() - 1));
    }

    private static String money(BigDecimal money) {
        return money.setScale(2, RoundingMode.HALF_EVEN).toPlainString().replace('-', '−');
    }

    private void add(Level level, String what, String why) {
        all.add(new Check(level, what, why));
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%,.3f ms", nanos / NANOS_PER_MILLI);
    }
}
