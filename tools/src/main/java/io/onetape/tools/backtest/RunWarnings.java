package io.onetape.tools.backtest;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.AlertRaisedDecoder;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.StrategyChange;
import io.onetape.journal.schema.StrategyChangedDecoder;
import io.onetape.replay.Pipeline;
import io.onetape.tools.console.Console;
import java.util.ArrayList;
import java.util.List;

/** Hears what a reader of a run's numbers has to know: strategies that were stopped, and alerts. Single-threaded. */
final class RunWarnings implements Pipeline.Observer {
    private static final int MOST = 10;

    private final StrategyChangedDecoder changed = new StrategyChangedDecoder();
    private final AlertRaisedDecoder alert = new AlertRaisedDecoder();
    private final List<String> first = new ArrayList<>();
    private long count;

    @Override
    public void onRecord(RecordView record) {
        if (record.templateId() == StrategyChangedDecoder.TEMPLATE_ID) {
            record.decode(changed);
            if (changed.change() == StrategyChange.STOPPED || changed.change() == StrategyChange.QUARANTINED) {
                String name = OrderId.strategyName(OrderId.getStrategy(
                        changed.buffer(), changed.offset() + StrategyChangedDecoder.strategyEncodingOffset()));
                String what = changed.change() == StrategyChange.STOPPED ? "stopped" : "in quarantine";
                changed.skipHash();
                add(name + " is " + what + " from sequence " + record.sequence() + " on: " + changed.detail());
            }
        } else if (record.templateId() == AlertRaisedDecoder.TEMPLATE_ID) {
            record.decode(alert);
            if (alert.severity() != Severity.INFO) {
                add(alert.name() + ": " + alert.detail());
            }
        }
    }

    @Override
    public boolean passesOver(int templateId) {
        return templateId != StrategyChangedDecoder.TEMPLATE_ID && templateId != AlertRaisedDecoder.TEMPLATE_ID;
    }

    /** The first ones, and how many there are besides. */
    List<String> texts() {
        List<String> texts = new ArrayList<>(first);
        if (count > first.size()) {
            texts.add("and " + (count - first.size()) + " more");
        }
        return texts;
    }

    /** Says the first ones; {@code others} is the command that shows the others. */
    void say(Console console, String others) {
        first.forEach(warning -> console.say("warning: " + warning));
        if (count > first.size()) {
            console.say("warning: and " + (count - first.size()) + " more: " + others);
        }
    }

    private void add(String warning) {
        if (count++ < MOST) {
            first.add(warning);
        }
    }
}
