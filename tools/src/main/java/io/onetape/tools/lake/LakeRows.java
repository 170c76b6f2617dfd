package io.onetape.tools.lake;

import io.onetape.journal.layout.FieldKind;
import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.layout.GroupLayout;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.RecordVisitor;
import io.onetape.journal.layout.RecordWalk;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.tools.format.References;
import io.onetape.tools.lake.LakeSchema.GroupRows;
import io.onetape.tools.lake.LakeSchema.LatencyRows;
import io.onetape.tools.lake.LakeSchema.TypeRows;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Takes records apart into rows. A group's rows come before the row of the record that has the group. Single-threaded. */
final class LakeRows implements RecordVisitor {
    /** The time of the exchange is the first of these that a record has. */
    private static final List<String> EXCHANGE_TIMES = List.of("transactionNanos", "eventNanos", "exchangeNanos");

    private final LakeSchema schema;
    private final References references;
    private final LakeParts parts;
    private final CauseTimes causes;
    private final Map<LakeTable, LakeRow> rows = new HashMap<>(); // looked up, never iterated
    private final Map<Integer, String> venues = new HashMap<>(); // looked up, never iterated
    private final StringBuilder text = new StringBuilder();

    private TypeRows type;
    private LakeRow row;
    private LakeRow target;
    private GroupRows group;
    private String symbol = "";
    private String strategy = "";
    private long exchangeNanos;
    private int exchangeRank;
    private int field;
    private int texts;
    private int groups;
    private int entry;
    private boolean inGroup;

    LakeRows(LakeSchema schema, References references, LakeParts parts, CauseTimes causes) {
        this.schema = schema;
        this.references = references;
        this.parts = parts;
        this.causes = causes;
        this.type = schema.rows(Schema.tape().messages().get(0).templateId());
        this.row = rowOf(type.table());
        this.target = row;
        this.group = new GroupRows(type.table(), 0, 0, -1, "", List.of(), List.of());
    }

    /** All rows of a record. */
    void add(RecordView record) {
        MessageLayout layout = Schema.tape().message(record.templateId()).orElseThrow();
        type = schema.rows(record.templateId());
        symbol = references.symbol(record.instrument());
        exchangeRank = EXCHANGE_TIMES.size();
        strategy = "";
        field = 0;
        texts = 0;
        groups = 0;
        inGroup = false;
        row = begin(rowOf(type.table()), record);
        target = row;
        row.set(type.source(), references.source(record.source()))
                .set(type.sourceSequence(), record.sourceSequence())
                .set(type.causedBy(), record.causedBy())
                .set(type.correlation(), record.correlation());
        RecordWalk.visit(record, layout, this);
        parts.add(row, symbol);
        addLatency(record);
        causes.note(record);
    }

    private LakeRow rowOf(LakeTable table) {
        return rows.computeIfAbsent(table, LakeRow::new);
    }

    private LakeRow begin(LakeRow fresh, RecordView record) {
        fresh.clear()
                .set(LakeTable.SEQUENCE, record.sequence())
                .set(LakeTable.TS, record.recordedAtNanos())
                .set(LakeTable.TS_NS, record.recordedAtNanos())
                .set(LakeTable.TYPE, type.type());
        if (record.instrument() != 0) {
            fresh.set(LakeTable.INSTRUMENT, record.instrument()).set(LakeTable.VENUE, venue(record.instrument()));
        }
        return fresh;
    }

    private String venue(int instrument) {
        String known = venues.get(instrument);
        if (known == null) {
            Optional<Instrument> found = references.instrument(instrument);
            known = found.map(Instrument::venue).orElse("");
            if (found.isPresent()) {
                venues.put(instrument, known);
            }
        }
        return known;
    }

    /** What followed from another record, and what came from an exchange that told its time. */
    private void addLatency(RecordView record) {
        boolean caused = record.causedBy() != 0;
        boolean fromExchange = exchangeRank < EXCHANGE_TIMES.size() && !caused;
        if (!caused && !fromExchange) {
            return;
        }
        LatencyRows to = schema.latency();
        LakeRow latency = begin(rowOf(to.table()), record);
        long now = record.recordedAtNanos();
        if (caused) {
            latency.set(to.causedBy(), record.causedBy()).set(to.correlation(), record.correlation());
            long cause = causes.of(record.causedBy(), Long.MIN_VALUE);
            long root = causes.of(record.correlation(), Long.MIN_VALUE);
            if (cause != Long.MIN_VALUE) {
                latency.set(to.step(), now - cause);
            }
            if (root != Long.MIN_VALUE) {
                latency.set(to.total(), now - root);
            }
        } else {
            latency.set(LakeTable.TS_EXCHANGE, exchangeNanos).set(to.feed(), now - exchangeNanos);
        }
        if (type.orderId() >= 0) {
            String order = row.text(type.orderId());
            latency.set(to.orderId(), order == null ? "" : order);
        }
        parts.add(latency, symbol);
    }

    @Override
    public void field(FieldLayout layout, boolean known, long value) {
        int at = inGroup ? group.fields().get(field++) : type.fields().get(field++);
        if (!known) {
            return;
        }
        switch (layout.kind()) {
            case STRATEGY, ENUM -> {
                text.setLength(0);
                String word = layout.append(text, value).toString();
                target.set(at, word);
                if (layout.kind() == FieldKind.STRATEGY
                        && !inGroup
                        && layout.name().equals("strategy")) {
                    strategy = word;
                }
            }
            case INTEGER, LONG, FIXED8, NANOS -> target.set(at, value);
        }
        if (inGroup) {
            return;
        }
        if (layout.kind() == FieldKind.NANOS) {
            int rank = EXCHANGE_TIMES.indexOf(layout.name());
            if (rank >= 0 && rank < exchangeRank) {
                exchangeRank = rank;
                exchangeNanos = value;
                row.set(LakeTable.TS_EXCHANGE, value);
            }
        } else if (type.orderId() >= 0 && layout.name().equals("intent")) {
            row.set(type.orderId(), strategy + "-" + value);
        }
    }

    @Override
    public void beginGroup(GroupLayout layout, int count) {
        row.set(type.counts().get(groups), count);
        group = type.groups().get(groups++);
        inGroup = true;
        entry = 0;
    }

    @Override
    public void beginEntry() {
        field = 0;
        texts = 0;
        target = rowOf(group.table()).clear();
        for (int i = 0; i < LakeTable.OWN; i++) {
            if (row.isKnown(i)) {
                String word = row.text(i);
                if (word != null) {
                    target.set(i, word);
                } else {
                    target.set(i, row.number(i));
                }
            }
        }
        target.set(group.entry(), entry++).set(group.causedBy(), row.number(type.causedBy()));
        if (group.side() >= 0) {
            target.set(group.side(), group.sideName());
        }
    }

    @Override
    public void endEntry() {
        parts.add(target, symbol);
    }

    @Override
    public void endGroup() {
        inGroup = false;
        target = row;
        texts = 0;
    }

    @Override
    public void text(String name, DirectBuffer buffer, int at, int length) {
        byte[] utf8 = new byte[length];
        buffer.getBytes(at, utf8);
        target.set(
                inGroup ? group.texts().get(texts++) : type.texts().get(texts++),
                new String(utf8, StandardCharsets.UTF_8));
    }
}
