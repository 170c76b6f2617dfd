package io.onetape.tools.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.services.store.View;
import io.onetape.tools.console.Console;
import io.onetape.tools.format.Columns;
import io.onetape.tools.format.Columns.Column;
import io.onetape.tools.format.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A cache for people. */
final class CacheTables {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> MONEY = List.of(
            "balance",
            "available",
            "equity",
            "realizedPnl",
            "unrealizedPnl",
            "dailyPnl",
            "fees",
            "funding",
            "marginRatio",
            "leverage",
            "dailyDrawdown",
            "maximumDrawdown");

    private final Console console;
    private final CacheReport report;

    CacheTables(Console console, CacheReport report) {
        this.console = console;
        this.report = report;
    }

    void print() {
        StringBuilder time = Times.appendIso(new StringBuilder(), report.nanos());
        console.out().line("cache at sequence " + report.sequence() + ", " + time);
        report.sections().forEach(section -> {
            switch (section) {
                case account -> account();
                case positions -> positions();
                case orders -> orders();
                case tops -> tops();
                case circuits -> circuits();
            }
        });
    }

    private void account() {
        List<JsonNode> found = entries(View.ACCOUNT);
        title("account", found);
        found.forEach(account -> MONEY.forEach(
                name -> console.out().line(String.format(Locale.ROOT, "  %-16s %20s", name, text(account, name)))));
    }

    private void positions() {
        table(
                "positions",
                entries(View.POSITION),
                List.of(
                        Column.text("SYMBOL", 12, 6),
                        Column.text("SIDE", 5, 5),
                        Column.number("POSITION", 12, 8, 0),
                        Column.number("ENTRY", 14, 5, 0),
                        Column.number("MARK", 10, 4, 2),
                        Column.number("REALIZED", 12, 8, 0),
                        Column.number("FEES", 8, 4, 1)),
                entry -> cells(
                        entry, "symbol", "positionSide", "position", "entryPrice", "mark", "realizedPnl", "fees"));
    }

    private void orders() {
        List<JsonNode> current = entries(View.ORDER).stream()
                .filter(order -> !order.get("expired").asBoolean())
                .toList();
        table(
                "orders",
                current,
                List.of(
                        Column.text("ORDER", 14, 8),
                        Column.text("SYMBOL", 12, 6),
                        Column.text("SIDE", 4, 4),
                        Column.text("STATE", 16, 9),
                        Column.number("PRICE", 10, 5, 0),
                        Column.number("QUANTITY", 8, 8, 1),
                        Column.number("LEAVES", 8, 6, 0)),
                order -> {
                    List<String> cells = cells(order, "symbol", "side", "state", "price", "quantity", "leaves");
                    cells.add(0, text(order, "strategy") + "-" + text(order, "intent"));
                    return cells;
                });
    }

    private void tops() {
        table(
                "tops",
                entries(View.TOP),
                List.of(
                        Column.text("SYMBOL", 12, 6),
                        Column.text("STATUS", 8, 7),
                        Column.number("BIDQTY", 10, 6, 1),
                        Column.number("BID", 12, 5, 0),
                        Column.number("ASK", 12, 5, 0),
                        Column.number("ASKQTY", 10, 6, 1)),
                top -> {
                    List<String> cells = cells(top, "symbol", "status", "bidQuantity", "bid", "ask", "askQuantity");
                    if (top.get("expired").asBoolean()) {
                        cells.set(1, "EXPIRED");
                    }
                    return cells;
                });
    }

    private void circuits() {
        List<Column> columns = List.of(
                Column.text("CIRCUIT", 16, 8),
                Column.text("SYMBOL", 12, 6),
                Column.text("STATE", 11, 11),
                Column.rest("DETAIL"));
        table(
                "circuits",
                entries(View.CIRCUIT),
                columns,
                entry -> cells(entry, "circuit", "symbol", "state", "detail"));
        table("trading", entries(View.TRADING), columns, entry -> {
            List<String> cells = cells(entry, "type", "symbol", "state", "detail");
            if (!entry.has("state")) {
                cells.set(2, "NORMAL");
            }
            return cells;
        });
    }

    private void table(
            String title, List<JsonNode> entries, List<Column> columns, Function<JsonNode, List<String>> row) {
        title(title, entries);
        if (entries.isEmpty()) {
            return;
        }
        Columns table = new Columns(console.columns(), "  ", " ", columns);
        console.out().line(table.heading());
        entries.forEach(entry -> console.out().line(table.row(row.apply(entry))));
    }

    private void title(String title, List<JsonNode> entries) {
        console.out().line(title + (entries.isEmpty() ? ": none" : ""));
    }

    private static List<String> cells(JsonNode entry, String... names) {
        List<String> cells = new ArrayList<>();
        for (String name : names) {
            cells.add(text(entry, name));
        }
        return cells;
    }

    private static String text(JsonNode entry, String name) {
        JsonNode value = entry.get(name);
        return value == null || value.isNull() ? "-" : value.asText();
    }

    private List<JsonNode> entries(View view) {
        return report.entries(view).stream().map(CacheTables::parse).toList();
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected JSON of our own, found " + json, e);
        }
    }
}
