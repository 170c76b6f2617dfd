package io.onetape.tools.look;

import io.onetape.journal.fixed.SpanText;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordView;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.format.References;
import io.onetape.tools.select.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code --by} counts by: type, symbol, source, and a span of time. */
final class StatsKeys {
    private static final long NONE = 0;

    private final List<String> names = new ArrayList<>();
    private long spanNanos = NONE;

    private StatsKeys() {}

    /** Reads {@code type,symbol,1m}. */
    static StatsKeys parse(String text) {
        StatsKeys keys = new StatsKeys();
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            switch (part) {
                case "type", "symbol", "source" -> keys.names.add(part);
                case "second" -> keys.spanNanos = 1_000_000_000L;
                case "minute" -> keys.spanNanos = 60_000_000_000L;
                case "hour" -> keys.spanNanos = 3_600_000_000_000L;
                case "day" -> keys.spanNanos = 86_400_000_000_000L;
                default -> keys.spanNanos = spanOf(part);
            }
        }
        return keys;
    }

    private static long spanOf(String part) {
        if (!SpanText.isSpan(part)) {
            throw CommandException.usage(
                    "--by expects type, symbol, source, second, or a span such as 1m, found '" + part + "'",
                    "tape stats --by type,1m TAPE");
        }
        long span = Spans.parse(part);
        if (span == NONE) {
            throw CommandException.usage(
                    "--by expects a span above 0, found '" + part + "'", "tape stats --by 1m TAPE");
        }
        return span;
    }

    /** Names of the columns, but for time. */
    List<String> names() {
        return names;
    }

    boolean hasTime() {
        return spanNanos != NONE;
    }

    long spanNanos() {
        return spanNanos;
    }

    /** When the record's span of time begins. */
    long startOf(long nanos) {
        return nanos - Math.floorMod(nanos, spanNanos);
    }

    /** The values of the columns for a record, in one text. */
    List<String> of(RecordView record, References references) {
        List<String> values = new ArrayList<>(names.size());
        for (String name : names) {
            values.add(
                    switch (name) {
                        case "type" -> Schema.tape().nameOf(record.templateId());
                        case "symbol" -> record.instrument() == 0 ? "-" : references.symbol(record.instrument());
                        default -> references.source(record.source());
                    });
        }
        return values;
    }

    /** The values as one number, for a quick look-up. */
    long packed(RecordView record) {
        long packed = 0;
        for (String name : names) {
            packed = switch (name) {
                case "type" -> packed | record.templateId();
                case "symbol" -> packed | (record.instrument() & 0xFFFF_FFFFL) << 32;
                default -> packed | (long) record.source() << 16;
            };
        }
        return packed;
    }
}
