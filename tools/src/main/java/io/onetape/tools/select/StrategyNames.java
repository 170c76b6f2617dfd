package io.onetape.tools.select;

import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Nearest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The strategies that a tape has records of. They are defined nowhere, so the whole tape is read: only where nothing passed a filter. */
final class StrategyNames {
    private StrategyNames() {}

    /** Ends the command if the tape has no record of one of these. */
    static void require(List<String> wanted, Tape tape) {
        Set<String> known = of(tape);
        for (String name : wanted) {
            if (!known.contains(name)) {
                throw CommandException.usage("no such strategy on this tape: " + name, Nearest.suggest(name, known));
            }
        }
    }

    private static Set<String> of(Tape tape) {
        Map<Integer, FieldLayout> fields = new HashMap<>(); // looked up, never iterated
        for (MessageLayout layout : Schema.tape().messages()) {
            layout.field("strategy").ifPresent(field -> fields.put(layout.templateId(), field));
        }
        Set<String> names = new TreeSet<>();
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                FieldLayout field = fields.get(record.templateId());
                if (field != null && field.isIn(record.blockLength())) {
                    names.add(OrderId.strategyName(field.read(record.buffer(), RecordHeader.LENGTH)));
                }
            }
        }
        names.remove(""); // records of no strategy
        return names;
    }
}
