package io.onetape.tools.lake;

import io.onetape.tools.lake.LakeColumn.Kind;
import java.util.ArrayList;
import java.util.List;

/** The columns of one folder: those that every folder begins with, then its own. Grows while the schema is read, and is not changed after that. */
final class LakeTable {
    static final int SEQUENCE = 0;
    static final int TS = 1;
    static final int TS_NS = 2;
    static final int TS_EXCHANGE = 3;
    static final int TYPE = 4;
    static final int INSTRUMENT = 5;
    static final int VENUE = 6;
    /** Where a folder's own columns begin. */
    static final int OWN = 7;

    private final String name;
    private final List<LakeColumn> columns = new ArrayList<>(List.of(
            new LakeColumn("sequence", Kind.INTEGER),
            new LakeColumn("ts", Kind.TIME),
            new LakeColumn("ts_ns", Kind.INTEGER),
            new LakeColumn("ts_exchange", Kind.TIME),
            new LakeColumn("type", Kind.TEXT),
            new LakeColumn("instrument", Kind.INTEGER),
            new LakeColumn("venue", Kind.TEXT)));

    LakeTable(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    List<LakeColumn> columns() {
        return columns;
    }

    /** The place of a column, which is added if the folder does not have it; one of the same name is shared if it means the same. */
    int own(LakeColumn column) {
        for (int i = OWN; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column.name())) {
                if (columns.get(i).kind() != column.kind()) {
                    throw new IllegalStateException(name + "." + column.name() + ": expected one kind, found two");
                }
                return i;
            }
        }
        boolean taken = column.name().equals("symbol")
                || column.name().equals("date")
                || columns.stream().limit(OWN).anyMatch(common -> common.name().equals(column.name()));
        LakeColumn free = taken ? new LakeColumn("own_" + column.name(), column.kind()) : column;
        if (taken) {
            return own(free);
        }
        columns.add(free);
        return columns.size() - 1;
    }
}
