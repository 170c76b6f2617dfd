package io.onetape.tools.backtest;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.ConfigSetEncoder;
import io.onetape.tools.console.CommandException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The records of a session, with other values of some of its settings: {@code spread} of every strategy, {@code mm1.spread} of one, or a whole key. A parameter that the session left at its default is set
 * right before its strategy is enabled. Everything else stays as it was recorded. Single-threaded.
 */
final class ChangedSettings {
    private static final Pattern ENABLED = Pattern.compile("strategy\\.([^.]+)\\.enabled");

    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final RecordDraft draft = new RecordDraft();
    private final RecordView view = new RecordView();
    private final Map<String, String> values;
    private final Set<String> used = new TreeSet<>();
    private final Set<String> set = new TreeSet<>();

    ChangedSettings(Map<String, String> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /** Hands on the record, changed if it is one of those settings. */
    void deliver(RecordView record, Consumer<RecordView> to) {
        if (values.isEmpty() || record.templateId() != ConfigSetDecoder.TEMPLATE_ID) {
            to.accept(record);
            return;
        }
        record.decode(config);
        String key = config.key();
        String value = config.value();
        Matcher enabled = ENABLED.matcher(key);
        if (enabled.matches() && set.add(key)) {
            values.forEach((name, changed) -> setBefore(enabled.group(1), name, changed, record, to));
        }
        String changed = value;
        for (Map.Entry<String, String> each : values.entrySet()) {
            if (isMeant(each.getKey(), key)) {
                used.add(each.getKey());
                set.add(key);
                changed = each.getValue();
            }
        }
        to.accept(changed.equals(value) ? record : made(key, changed, record));
    }

    /** Throws {@link CommandException} if a name is of no setting of the session. */
    void requireUsed() {
        for (String name : values.keySet()) {
            if (!used.contains(name)) {
                throw CommandException.usage(
                        "--set " + name
                                + ": expected a setting of the session or a parameter of a strategy on it, found none",
                        "tape cat -t ConfigSet TAPE");
            }
        }
    }

    private void setBefore(String strategy, String name, String value, RecordView at, Consumer<RecordView> to) {
        int dot = name.lastIndexOf('.');
        String key = "strategy." + strategy + "." + name.substring(dot + 1);
        if (isMeant(name, key) && set.add(key)) {
            used.add(name);
            to.accept(made(key, value, at));
        }
    }

    private static boolean isMeant(String name, String key) {
        return key.equals(name)
                || key.equals("strategy." + name)
                || (name.indexOf('.') < 0 && key.matches("strategy\\.[^.]+\\." + Pattern.quote(name)));
    }

    /** A setting with the header of the record in whose place, or before which, it stands. */
    private RecordView made(String key, String value, RecordView at) {
        draft.begin(new ConfigSetEncoder(), at.instrument()).key(key).value(value);
        draft.source(at.source(), at.sourceSequence())
                .cause(at.causedBy(), at.correlation())
                .recordedAtNanos(at.recordedAtNanos());
        draft.buffer().putLong(RecordHeader.SEQUENCE, at.sequence());
        return view.wrap(draft.buffer(), 0, draft.length());
    }
}
