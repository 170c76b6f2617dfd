package io.onetape.tools.lake;

import io.onetape.journal.layout.GroupLayout;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.layout.TextLayout;
import io.onetape.tools.lake.LakeColumn.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which folder each type of the schema is in, and what its columns are: each type has one of its name, but for families that share one, each group one of its
 * own, and the levels of snapshots and updates one for both. So whatever is on a tape is in a folder. Immutable.
 */
public final class LakeSchema {
    static final String LEVELS = "book_l2";
    static final String LATENCY = "latency";

    private static final Map<String, String> FAMILIES = Map.ofEntries(
            Map.entry("TradePrint", "trade"),
            Map.entry("QuoteUpdate", "book_l1"),
            Map.entry("BookTop", "book_l1"),
            Map.entry("DepthSnapshot", "depth"),
            Map.entry("DepthUpdate", "depth"),
            Map.entry("DepthOrder", "book_l3"),
            Map.entry("OrderChanged", "order"),
            Map.entry("Signal", "signal"),
            Map.entry("RiskDecision", "risk"),
            Map.entry("RiskBreached", "risk"),
            Map.entry("PositionChanged", "equity"),
            Map.entry("AccountChanged", "equity"));

    /**
     * Where the parts of one type's records go: the place of each field and text in order of the schema, of each group's number of entries, of what every record
     * has, and each group's own folder.
     */
    record TypeRows(
            String type,
            LakeTable table,
            List<Integer> fields,
            List<Integer> counts,
            List<Integer> texts,
            int source,
            int sourceSequence,
            int causedBy,
            int correlation,
            int orderId,
            List<GroupRows> groups) {}

    /** Where a group's entries go. {@code side} is -1, but for levels. */
    record GroupRows(
            LakeTable table,
            int entry,
            int causedBy,
            int side,
            String sideName,
            List<Integer> fields,
            List<Integer> texts) {}

    /** Where latencies go. */
    record LatencyRows(LakeTable table, int orderId, int causedBy, int correlation, int feed, int step, int total) {}

    /**
     * What SQL reads under one name.
     *
     * @param types names of the types whose rows it has; empty for all of the folder
     */
    record View(String name, LakeTable table, List<String> types, List<LakeColumn> columns) {}

    private final SortedMap<String, LakeTable> tables = new TreeMap<>();
    private final Map<Integer, TypeRows> types = new HashMap<>(); // looked up, never iterated
    private final List<View> views = new ArrayList<>();
    private final LatencyRows latency;

    public LakeSchema() {
        for (MessageLayout layout : Schema.tape().messages()) {
            types.put(layout.templateId(), rowsOf(layout));
        }
        LakeTable steps = table(LATENCY);
        latency = new LatencyRows(
                steps,
                own(steps, "order_id", Kind.TEXT),
                own(steps, "caused_by", Kind.INTEGER),
                own(steps, "correlation", Kind.INTEGER),
                own(steps, "feed_ns", Kind.INTEGER),
                own(steps, "step_ns", Kind.INTEGER),
                own(steps, "total_ns", Kind.INTEGER));
        List<View> families = tables.values().stream()
                .filter(table -> views.stream().noneMatch(view -> view.name().equalsIgnoreCase(table.name())))
                .map(table -> new View(table.name(), table, List.of(), table.columns()))
                .toList();
        views.addAll(families);
    }

    /** Names of everything that SQL can read: of types as the schema has them, and of folders. */
    public List<String> viewNames() {
        return new TreeSet<>(views.stream().map(View::name).toList()).stream().toList();
    }

    List<View> views() {
        return views;
    }

    TypeRows rows(int templateId) {
        TypeRows known = types.get(templateId);
        if (known == null) {
            throw new IllegalStateException("expected a known template, found " + templateId);
        }
        return known;
    }

    LatencyRows latency() {
        return latency;
    }

    private LakeTable table(String name) {
        return tables.computeIfAbsent(name, LakeTable::new);
    }

    private TypeRows rowsOf(MessageLayout layout) {
        LakeTable table = table(FAMILIES.getOrDefault(layout.name(), LakeColumn.snake(layout.name())));
        List<LakeColumn> columns = new ArrayList<>(table.columns().subList(0, LakeTable.OWN));
        int source = noted(columns, table, "source", Kind.TEXT);
        int sourceSequence = noted(columns, table, "source_sequence", Kind.INTEGER);
        int causedBy = noted(columns, table, "caused_by", Kind.INTEGER);
        int correlation = noted(columns, table, "correlation", Kind.INTEGER);
        boolean ofOrder =
                layout.field("strategy").isPresent() && layout.field("intent").isPresent();
        int orderId = ofOrder ? noted(columns, table, "order_id", Kind.TEXT) : -1;
        List<Integer> fields = layout.fields().stream()
                .map(field -> noted(columns, table, LakeColumn.of(field, LakeColumn.snake(field.name()))))
                .toList();
        List<Integer> counts = layout.groups().stream()
                .map(group -> noted(columns, table, LakeColumn.snake(group.name()), Kind.INTEGER))
                .toList();
        List<Integer> texts = layout.texts().stream()
                .map(TextLayout::name)
                .map(text -> noted(columns, table, LakeColumn.snake(text), Kind.TEXT))
                .toList();
        List<GroupRows> groups = layout.groups().stream()
                .map(group -> rowsOf(layout, table, group))
                .toList();
        views.add(new View(layout.name(), table, List.of(layout.name()), columns));
        return new TypeRows(
                layout.name(),
                table,
                fields,
                counts,
                texts,
                source,
                sourceSequence,
                causedBy,
                correlation,
                orderId,
                groups);
    }

    private GroupRows rowsOf(MessageLayout layout, LakeTable parent, GroupLayout group) {
        boolean levels = parent.name().equals("depth");
        LakeTable table =
                table(levels ? LEVELS : LakeColumn.snake(layout.name()) + "_" + LakeColumn.snake(group.name()));
        int entry = own(table, levels ? "level" : "entry", Kind.INTEGER);
        int causedBy = own(table, "caused_by", Kind.INTEGER);
        int side = levels ? own(table, "side", Kind.TEXT) : -1;
        List<Integer> fields = group.fields().stream()
                .map(field -> table.own(LakeColumn.of(field, LakeColumn.snake(field.name()))))
                .toList();
        List<Integer> texts = group.texts().stream()
                .map(text -> own(table, LakeColumn.snake(text), Kind.TEXT))
                .toList();
        return new GroupRows(table, entry, causedBy, side, group.name().equals("bids") ? "BUY" : "SELL", fields, texts);
    }

    private static int own(LakeTable table, String name, Kind kind) {
        return table.own(new LakeColumn(name, kind));
    }

    private static int noted(List<LakeColumn> columns, LakeTable table, String name, Kind kind) {
        return noted(columns, table, new LakeColumn(name, kind));
    }

    private static int noted(List<LakeColumn> columns, LakeTable table, LakeColumn column) {
        int at = table.own(column);
        columns.add(table.columns().get(at));
        return at;
    }
}
