package io.onetape.tools.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onetape.backtest.likelive.Comparison;
import io.onetape.backtest.likelive.Filled;
import io.onetape.backtest.likelive.Fills;
import io.onetape.backtest.likelive.LatencyFit;
import io.onetape.backtest.likelive.QueueFit;
import io.onetape.backtest.likelive.SentOrder;
import io.onetape.backtest.likelive.Session;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.replay.ParityCheck;
import io.onetape.tools.check.ReplayVerdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Real and simulated fills of one session, as JSON.
 *
 * @param outputHash of the session's tape
 * @param words what the simulation was run with
 * @param command what gives this comparison again
 */
record LikeLiveResult(
        Session session,
        String outputHash,
        VenueWords words,
        List<String> command,
        Fills simulated,
        Comparison comparison,
        Optional<LikeLiveFit> fit) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What was simulated when the session was recorded, as one types it; empty of a live one. */
    Optional<String> ownOptions() {
        return session.own()
                .map(own ->
                        VenueWords.of(own.venue(), own.latency(), own.seed()).line());
    }

    String kind() {
        return session.kind().name().toLowerCase(Locale.ROOT);
    }

    String symbol(int instrument) {
        return session.scan().instruments().stream()
                .filter(one -> one.id() == instrument)
                .map(one -> one.nameAmong(session.scan().instruments()))
                .findFirst()
                .orElse("instrument-" + instrument);
    }

    BigDecimal realPnl() {
        return session.real().netPnl(session.marks());
    }

    BigDecimal simulatedPnl() {
        return simulated.netPnl(session.marks());
    }

    ObjectNode toJson(ReplayVerdict verdict) {
        ObjectNode json = MAPPER.createObjectNode().put("v", 1).put("session", kind());
        json.put("outputHash", outputHash);
        Optional<ParityCheck.Difference> found = verdict.difference();
        json.put("outputs", verdict.compared()).put("differences", found.isPresent() ? 1 : 0);
        json.put("firstDifference", found.map(ParityCheck.Difference::sequence).orElse(null));
        json.put("source", found.map(ParityCheck.Difference::source).orElse(null));
        json.put("missing", verdict.missing());
        json.put("orders", session.orders().size());
        json.put("bothFilled", comparison.bothFilled()).put("onlyReal", comparison.onlyReal());
        json.put("onlySimulated", comparison.onlySimulated()).put("neither", comparison.neither());
        json.put("squaredError", comparison.squaredError()).put("waitErrorNanos", Math.round(comparison.waitError()));
        json.put("netPnlDifference", simulatedPnl().subtract(realPnl()).toPlainString());
        json.put("ownVenue", ownOptions().orElse(null)).put("simulatedWith", words.line());
        command.forEach(json.putArray("command")::add);
        ArrayNode rows = json.putArray("rows");
        row(rows.addObject(), "real", kind() + " session", session.real(), realPnl());
        row(rows.addObject(), "simulated", words.line(), simulated, simulatedPnl());
        instruments(json.putArray("instruments"));
        orders(json.putArray("orderTable"));
        fit.ifPresent(one -> fitted(json.putObject("fit"), one, words.line()));
        return json;
    }

    private static void row(ObjectNode row, String name, String settings, Fills fills, BigDecimal pnl) {
        row.put("name", name).put("settings", settings).put("netPnl", pnl.toPlainString());
        row.put("fills", fills.fills()).put("makerFills", fills.makerFills());
        row.put("fees", Fixed8.toString(fills.fees())).put("funding", Fixed8.toString(fills.funding()));
        row.put("repeatedFills", fills.repeated());
        ObjectNode other = row.putObject("otherFees");
        fills.otherFees().forEach((asset, fee) -> other.put(asset, Fixed8.toString(fee)));
    }

    private void instruments(ArrayNode to) {
        for (Instrument one : session.scan().instruments()) {
            ObjectNode row = to.addObject().put("symbol", symbol(one.id()));
            row.put("filled", Fixed8.toString(session.real().filledQuantity(one.id())));
            row.put("simulatedFilled", Fixed8.toString(simulated.filledQuantity(one.id())));
            row.put("position", Fixed8.toString(session.real().position(one.id())));
            row.put("simulatedPosition", Fixed8.toString(simulated.position(one.id())));
        }
    }

    private void orders(ArrayNode to) {
        List<SentOrder> all = session.orders();
        for (int i = 0; i < all.size(); i++) {
            SentOrder order = all.get(i);
            ObjectNode row = to.addObject().put("order", order.name()).put("sequence", order.sequence());
            row.put("symbol", symbol(order.instrument()))
                    .put("side", order.side().name());
            row.put("price", decimal(order.price())).put("quantity", decimal(order.quantity()));
            filled(row, "", session.real().of(i), order);
            filled(row, "simulated", simulated.of(i), order);
        }
    }

    private static void filled(ObjectNode row, String prefix, Filled filled, SentOrder order) {
        boolean real = prefix.isEmpty();
        row.put(real ? "filled" : "simulatedFilled", Fixed8.toString(filled.quantity()));
        row.put(real ? "averagePrice" : "simulatedAveragePrice", decimal(filled.averagePrice()));
        long waited = filled.waitedNanos(order);
        row.put(
                real ? "toFirstFillNanos" : "simulatedToFirstFillNanos",
                waited == Fixed8.NULL ? null : Long.toString(waited));
    }

    private static void fitted(ObjectNode to, LikeLiveFit fit, String options) {
        to.put("options", options).put("negativeLatencies", fit.negative());
        latency(to.putObject("entry"), fit.entry());
        latency(to.putObject("response"), fit.response());
        ArrayNode asGood = to.putArray("asGood");
        fit.queue().asGood().forEach(rule -> asGood.add(rule.toText()));
        ArrayNode models = to.putArray("models");
        fit.queue().lines().forEach(line -> model(models.addObject(), line));
        model(to.putObject("heldOut"), fit.queue().heldOut());
    }

    private static void latency(ObjectNode to, LatencyFit fit) {
        to.put("option", fit.rule().toText()).put("samples", fit.samples());
        to.put("p50Nanos", Long.toString(fit.p50())).put("p95Nanos", Long.toString(fit.p95()));
        to.put("feedMultiple", fit.multiple()).put("constantNanos", Long.toString(fit.constantNanos()));
        to.put("explained", fit.explained());
    }

    private static void model(ObjectNode to, QueueFit.Line line) {
        Comparison comparison = line.comparison();
        to.put("model", line.rule().toText()).put("squaredError", comparison.squaredError());
        to.put("waitErrorNanos", Math.round(comparison.waitError()));
        to.put("bothFilled", comparison.bothFilled()).put("onlyReal", comparison.onlyReal());
        to.put("onlySimulated", comparison.onlySimulated()).put("neither", comparison.neither());
    }

    private static @Nullable String decimal(long fixed8) {
        return fixed8 == Fixed8.NULL ? null : Fixed8.toString(fixed8);
    }
}
