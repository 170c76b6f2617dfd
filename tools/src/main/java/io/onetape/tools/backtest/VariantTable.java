package io.onetape.tools.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.tools.console.Console;
import io.onetape.tools.format.Columns.Column;
import io.onetape.tools.format.FittedTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The same run under other assumptions as a table: the numbers that one compares, and the options of each line. */
final class VariantTable {
    private static final int HASH = 16;

    private static final List<Column> COLUMNS = List.of(
            Column.text("RUN", 11, 11),
            Column.number("NET P&L", 13, 9, 0),
            Column.number("DRAWDOWN", 12, 8, 5),
            Column.number("FEES", 10, 8, 4),
            Column.number("FILLS", 7, 5, 0),
            Column.number("MAKER", 7, 5, 3),
            Column.whole("OUTPUT HASH", HASH, 2),
            Column.whole("OPTIONS", 0, 1));

    private VariantTable() {}

    static void print(JsonNode table, Console console) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : table) {
            rows.add(List.of(
                    row.get("name").asText(),
                    rounded(row.get("netPnl")),
                    rounded(row.get("maxDrawdown")),
                    rounded(row.get("fees")),
                    row.get("fills").asText(),
                    row.get("makerFills").asText(),
                    row.get("outputHash").asText().substring(0, HASH),
                    row.get("settings").asText()));
        }
        console.out().line("");
        FittedTable.print(COLUMNS, rows, console);
    }

    /** To two decimals, half-even. */
    private static String rounded(JsonNode decimal) {
        return new BigDecimal(decimal.asText())
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
