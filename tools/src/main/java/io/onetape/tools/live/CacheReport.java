package io.onetape.tools.live;

import io.onetape.services.store.CacheReader;
import io.onetape.services.store.View;
import io.onetape.tools.format.Json;
import io.onetape.tools.format.JsonRecord;
import io.onetape.tools.format.References;
import io.onetape.tools.format.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is in a cache, each entry as the JSON of its record; sorted, so that the same cache gives the same text. */
final class CacheReport {
    /** What can be asked for. */
    enum Section {
        account,
        positions,
        orders,
        tops,
        circuits
    }

    private final CacheReader cache;
    private final References references;
    private final List<Section> sections;

    /** @param only null: all */
    CacheReport(CacheReader cache, References references, @Nullable Section only) {
        this.cache = cache;
        this.references = references;
        this.sections = only == null ? List.of(Section.values()) : List.of(only);
    }

    List<Section> sections() {
        return sections;
    }

    long sequence() {
        return cache.sequence();
    }

    long nanos() {
        return cache.nanos();
    }

    /** The entries of one view, each an object with {@code expired} and what {@code tape cat --json} prints. */
    List<String> entries(View view) {
        Map<String, String> sorted = new TreeMap<>();
        JsonRecord record = new JsonRecord(references, new Json());
        cache.forEach(view, (found, expired) -> {
            Json json = new Json().beginPlain().bool("expired", expired);
            String text = json.members(record.write(found).toString().replaceFirst("\"v\":1,", ""))
                    .endObject()
                    .text()
                    .toString();
            String order = String.format(Locale.ROOT, "%010d %020d", found.instrument(), found.sequence());
            sorted.put(order, text);
        });
        return new ArrayList<>(sorted.values());
    }

    String json() {
        StringBuilder time = Times.appendIso(new StringBuilder(), nanos());
        Json json = new Json()
                .begin()
                .integer("sequence", sequence())
                .string("time", time)
                .integer("recordedAtNanos", nanos());
        for (Section section : sections) {
            for (View view : views(section)) {
                json.key(key(section, view)).beginArray();
                entries(view).forEach(json::rawValue);
                json.endArray();
            }
        }
        return json.endObject().text().toString();
    }

    private static List<View> views(Section section) {
        return switch (section) {
            case account -> List.of(View.ACCOUNT);
            case positions -> List.of(View.POSITION);
            case orders -> List.of(View.ORDER);
            case tops -> List.of(View.TOP);
            case circuits -> List.of(View.CIRCUIT, View.TRADING);
        };
    }

    private static String key(Section section, View view) {
        return view == View.TRADING ? "trading" : section.name();
    }
}
