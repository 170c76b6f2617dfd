package io.onetape.tools.explain;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.tools.console.Console;
import io.onetape.tools.format.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The chain and its siblings as a tree: each record under the one that caused it; the order's own records are starred. */
final class ChainTree {
    private final Console console;
    private final Stages stages = new Stages();
    private final SortedMap<Long, RecordCopy> nodes = new TreeMap<>();
    private final SortedMap<Long, List<Long>> children = new TreeMap<>();
    private final SortedMap<Long, RecordCopy> chain = new TreeMap<>();

    ChainTree(List<RecordCopy> chain, List<RecordCopy> siblings, Console console) {
        this.console = console;
        chain.forEach(copy -> this.chain.put(copy.view().sequence(), copy));
        nodes.putAll(this.chain);
        siblings.forEach(copy -> nodes.put(copy.view().sequence(), copy));
        for (RecordCopy copy : nodes.values()) {
            children.computeIfAbsent(copy.view().causedBy(), cause -> new ArrayList<>())
                    .add(copy.view().sequence());
        }
    }

    void print() {
        for (RecordCopy copy : nodes.values()) {
            if (!nodes.containsKey(copy.view().causedBy())) {
                print(copy.view(), 1);
            }
        }
    }

    private void print(RecordView record, int depth) {
        long sequence = record.sequence();
        String text = "  ".repeat(depth) + (chain.containsKey(sequence) ? "* " : "  ") + sequence + "  "
                + stages.nameOf(record) + "  " + stages.detailOf(record);
        console.out().line(Columns.cut(new StringBuilder(text), console.columns()));
        for (long child : children.getOrDefault(sequence, List.of())) {
            RecordCopy copy = nodes.get(child);
            if (copy != null && child > sequence) {
                print(copy.view(), depth + 1);
            }
        }
    }
}
