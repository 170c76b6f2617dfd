package io.onetape.tools.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.tools.console.Console;
import io.onetape.tools.format.Columns;
import io.onetape.tools.format.Columns.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The same run under other assumptions as a table: the numbers that one compares, and the options of each line. */
final class VariantTable {
    private static final int HASH = 16;

    private VariantTable() {}

    static void print(JsonNode rows, Console console) {
        Columns table = new Columns(
                console.columns(),
                "",
                "  ",
                List.of(
                        Column.text("RUN", 11, 4),
                        Column.number("NET P&L", 13, 9, 0),
                        Column.number("DRAWDOWN", 12, 8, 3),
                        Column.number("FEES", 10, 8, 4),
                        Column.number("FILLS", 7, 5, 0),
                        Column.number("MAKER", 7, 5, 2),
                        Column.text("OUTPUT HASH", HASH, HASH),
                        Column.rest("OPTIONS")));
        console.out().line("").line(table.heading());
        for (JsonNode row : rows) {
            console.out()
                    .line(table.row(List.of(
                            row.get("name").asText(),
                            rounded(row.get("netPnl")),
                            rounded(row.get("maxDrawdown")),
                            rounded(row.get("fees")),
                            row.get("fills").asText(),
                            row.get("makerFills").asText(),
                            row.get("outputHash").asText().substring(0, HASH),
                            row.get("settings").asText())));
        }
    }

    /** To two decimals, half-even. */
    private static String rounded(JsonNode decimal) {
        return new BigDecimal(decimal.asText())
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
