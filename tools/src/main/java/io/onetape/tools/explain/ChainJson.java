package io.onetape.tools.explain;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.tools.format.Json;
import io.onetape.tools.format.JsonRecord;
import io.onetape.tools.format.References;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The chain as nodes, which are whole records with their times, and edges from cause to effect. */
final class ChainJson {
    private final Json json = new Json();
    private final JsonRecord records;
    private final Stages stages = new Stages();

    ChainJson(References references) {
        this.records = new JsonRecord(references, json);
    }

    StringBuilder of(
            OrderId order, String state, List<RecordCopy> chain, List<RecordCopy> siblings, List<String> missing) {
        json.begin()
                .string("order", order.toString())
                .string("strategy", OrderId.strategyName(order.strategy()))
                .string("state", state)
                .bool("complete", missing.isEmpty())
                .key("missing")
                .beginArray();
        missing.forEach(json::value);
        json.endArray().key("nodes").beginArray();
        nodes(chain, true);
        nodes(siblings, false);
        json.endArray();
        List<RecordCopy> all = new ArrayList<>(chain);
        all.addAll(siblings);
        edges(all);
        return json.endObject().text();
    }

    private void nodes(List<RecordCopy> copies, boolean inChain) {
        long first = copies.isEmpty() ? 0 : copies.get(0).view().recordedAtNanos();
        long before = first;
        for (RecordCopy copy : copies) {
            RecordView record = copy.view();
            long nanos = record.recordedAtNanos();
            json.beginObject()
                    .integer("sequence", record.sequence())
                    .string("stage", stages.nameOf(record))
                    .bool("chain", inChain)
                    .integer("stepNanos", nanos - before)
                    .integer("totalNanos", nanos - first)
                    .string("detail", stages.detailOf(record))
                    .key("record");
            records.nested(record);
            json.endObject();
            before = nanos;
        }
    }

    private void edges(List<RecordCopy> all) {
        TreeSet<Long> sequences = new TreeSet<>();
        all.forEach(copy -> sequences.add(copy.view().sequence()));
        json.key("edges").beginArray();
        for (RecordCopy copy : all) {
            RecordView record = copy.view();
            if (sequences.contains(record.causedBy())) {
                json.beginObject()
                        .integer("from", record.causedBy())
                        .integer("to", record.sequence())
                        .endObject();
            }
        }
        json.endArray();
    }
}
