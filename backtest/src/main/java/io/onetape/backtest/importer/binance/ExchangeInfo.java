package io.onetape.backtest.importer.binance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.listing.Rules;
import io.onetape.journal.fixed.Fixed8;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Reads the venue's list of instruments (the reply of {@code exchangeInfo}, of all three markets). */
final class ExchangeInfo {
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(100)
                    .build())
            .build());

    private ExchangeInfo() {}

    /** Rules by symbol. Entries without a tick and a lot size say nothing of use and are left out. */
    static Map<String, Rules> read(byte[] bytes, int from, int to) {
        JsonNode root;
        try {
            root = JSON.readTree(bytes, from, to - from);
        } catch (IOException e) {
            throw new BadLine("broken JSON in a list of instruments: " + firstLine(String.valueOf(e.getMessage())));
        }
        Map<String, Rules> bySymbol = new TreeMap<>();
        JsonNode list = root.has("data") ? root.path("data").path("symbols") : root.path("symbols");
        for (JsonNode entry : list) {
            Rules rules = rules(entry);
            if (rules.tickSize() > 0 && rules.lotSize() > 0) {
                bySymbol.put(entry.path("symbol").asText(), rules);
            }
        }
        return bySymbol;
    }

    private static Rules rules(JsonNode entry) {
        JsonNode price = filter(entry, "PRICE_FILTER");
        JsonNode lot = filter(entry, "LOT_SIZE");
        JsonNode notional = filter(entry, "NOTIONAL");
        if (notional.isMissingNode()) {
            notional = filter(entry, "MIN_NOTIONAL");
        }
        return new Rules(
                number(price.path("tickSize")),
                number(lot.path("stepSize")),
                number(lot.path("minQty")),
                number(lot.path("maxQty")),
                number(notional.has("notional") ? notional.path("notional") : notional.path("minNotional")),
                number(entry.path("contractSize")),
                entry.path("baseAsset").asText(),
                entry.path("quoteAsset").asText());
    }

    private static JsonNode filter(JsonNode entry, String type) {
        for (JsonNode filter : entry.path("filters")) {
            if (type.equals(filter.path("filterType").asText())) {
                return filter;
            }
        }
        return entry.path("no such filter");
    }

    /** A rule beyond what Fixed8 holds binds nobody, so it counts as not told. */
    private static long number(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Fixed8.NULL;
        }
        try {
            return Fixed8.parse(value.asText());
        } catch (NumberFormatException e) {
            return Fixed8.NULL;
        }
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
