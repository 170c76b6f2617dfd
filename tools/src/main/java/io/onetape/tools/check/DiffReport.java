package io.onetape.tools.check;

import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.replay.trace.TapeDiff;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Out;
import io.onetape.tools.format.Columns;
import io.onetape.tools.format.Json;
import io.onetape.tools.format.JsonRecord;
import io.onetape.tools.format.RecordLine;
import io.onetape.tools.format.References;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The first difference of two tapes, for people or as JSON. */
final class DiffReport implements AutoCloseable {
    private static final List<String> PLACE = List.of("sequence", "time", "sourceSequence", "causedBy", "correlation");

    private final References left;
    private final References right;
    private final Out out;
    private final boolean derived;
    private final int columns;

    /** {@code derived} if where a record stands is no difference. */
    DiffReport(TapeFolder left, TapeFolder right, boolean derived, Console console) {
        this.derived = derived;
        this.columns = console.columns();
        this.left = new References(left);
        this.right = new References(right);
        this.out = console.out();
    }

    @Override
    public void close() {
        left.close();
        right.close();
    }

    void print(TapeDiff.Difference difference) {
        long at = sequenceOf(difference);
        out.line(String.format(
                Locale.ROOT, "first difference at sequence %d, after %,d equal records", at, difference.compared()));
        line("<", difference.left(), left, at);
        line(">", difference.right(), right, at);
        fields(difference).forEach((name, values) -> field(name, values.get(0), values.get(1)));
    }

    /** Side by side, or on a terminal where that does not fit one above the other. */
    private void field(String name, String one, String other) {
        String line = String.format(Locale.ROOT, "  %-24s %s  |  %s", name, one, other);
        if (columns == 0 || line.length() <= columns) {
            out.line(line);
            return;
        }
        out.line("  " + name);
        out.line(Columns.cut(new StringBuilder("    < ").append(one), columns));
        out.line(Columns.cut(new StringBuilder("    > ").append(other), columns));
    }

    StringBuilder json(Optional<TapeDiff.Difference> difference, long compared) {
        Json json = new Json().begin().bool("identical", difference.isEmpty()).number("records", compared);
        if (difference.isPresent()) {
            TapeDiff.Difference found = difference.get();
            json.key("firstDivergence").beginObject().integer("sequence", sequenceOf(found));
            record(json, "left", found.left(), left);
            record(json, "right", found.right(), right);
            json.key("fields").beginObject();
            for (Map.Entry<String, List<String>> field : fields(found).entrySet()) {
                json.anyKey(field.getKey()).beginArray();
                field.getValue().forEach(json::value);
                json.endArray();
            }
            json.endObject().endObject();
        }
        return json.endObject().text();
    }

    private static void record(Json json, String key, Optional<RecordCopy> copy, References references) {
        if (copy.isEmpty()) {
            json.nothing(key);
        } else {
            json.key(key);
            new JsonRecord(references, json).nested(copy.get().view());
        }
    }

    private void line(String sign, Optional<RecordCopy> copy, References references, long at) {
        String text = copy.map(
                        c -> new RecordLine(references, true, at, Schema.tape().messages())
                                .of(c.view())
                                .toString())
                .orElse("(the tape has ended)");
        out.line(Columns.cut(new StringBuilder(sign).append(' ').append(text), columns));
    }

    /** Names of the fields that differ, with both values. */
    private Map<String, List<String>> fields(TapeDiff.Difference difference) {
        Map<String, List<String>> differing = new LinkedHashMap<>();
        if (difference.left().isEmpty() || difference.right().isEmpty()) {
            return differing;
        }
        Map<String, String> first = FlatRecord.of(difference.left().get().view(), left);
        Map<String, String> second = FlatRecord.of(difference.right().get().view(), right);
        Map<String, String> all = new LinkedHashMap<>(first);
        new TreeSet<>(second.keySet()).forEach(name -> all.putIfAbsent(name, ""));
        if (derived) {
            all.keySet().removeAll(PLACE);
        }
        for (String name : all.keySet()) {
            String one = first.getOrDefault(name, "-");
            String other = second.getOrDefault(name, "-");
            if (!one.equals(other)) {
                differing.put(name, List.of(one, other));
            }
        }
        return differing;
    }

    private static long sequenceOf(TapeDiff.Difference difference) {
        return difference.left().or(difference::right).orElseThrow().view().sequence();
    }
}
