package io.onetape.tools.operate;

import io.onetape.services.config.RiskLimits;
import io.onetape.tools.format.Json;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** What a run's tape says is in force, as members of one JSON object. A limit that there is none of is null. */
final class KnownJson {
    private static final List<String> DECIMALS = List.of(
            "maximumPosition", "maximumNotional", "maximumLeverage", "maximumDailyDrawdown", "minimumMarginRatio");
    private static final List<String> COUNTS = List.of("maximumOpenOrders", "maximumOrdersPerSecond");

    private KnownJson() {}

    /** {@code limits}: those of all instruments first, which have no symbol. */
    static void limits(Known known, Json json) {
        json.key("limits").beginArray();
        for (RiskLimits limits : known.settings().limits().values()) {
            json.beginObject().string("scope", limits.scope().name().toLowerCase(Locale.ROOT));
            text(json, "symbol", limits.symbol());
            text(json, "strategy", limits.strategy());
            SortedMap<String, String> texts = limits.texts();
            DECIMALS.forEach(key -> text(json, key, texts.getOrDefault(key, "")));
            COUNTS.forEach(key -> json.raw(key, texts.getOrDefault(key, "null")));
            json.string("onBreach", texts.getOrDefault("onBreach", "")).endObject();
        }
        json.endArray();
    }

    /** {@code strategies}, by name. */
    static void strategies(Known known, Json json) {
        json.key("strategies").beginArray();
        for (String name : known.settings().strategies()) {
            json.beginObject().string("name", name).string("standing", known.standing(name));
            for (String setting : List.of("type", "symbol", "symbol2")) {
                text(json, setting, known.setting(name, setting).orElse(""));
            }
            json.string("mode", known.mode(name)).key("waitsFor").beginArray();
            known.awaited(name).forEach(json::value);
            json.endArray().endObject();
        }
        json.endArray();
    }

    /** Every key of the settings with its value; keys have a dot, so none is {@code v}. */
    static void settings(Known known, Json json) {
        known.settings().values().forEach((key, value) -> json.anyKey(key).value(value));
    }

    private static void text(Json json, String key, String value) {
        if (value.isEmpty()) {
            json.nothing(key);
        } else {
            json.string(key, value);
        }
    }
}
