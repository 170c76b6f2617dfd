package io.onetape.backtest.run;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.StrategyChange;
import io.onetape.journal.schema.StrategyChangedDecoder;
import io.onetape.replay.Pipeline;
import java.util.ArrayList;
import java.util.List;

/** Hears which strategies stopped, and why. Single-threaded. */
final class StoppedStrategies implements Pipeline.Observer {
    private final StrategyChangedDecoder changed = new StrategyChangedDecoder();
    private final List<String> reasons = new ArrayList<>();

    @Override
    public void onRecord(RecordView record) {
        if (record.templateId() == StrategyChangedDecoder.TEMPLATE_ID
                && record.decode(changed).change() == StrategyChange.STOPPED) {
            String name = OrderId.strategyName(OrderId.getStrategy(
                    changed.buffer(), changed.offset() + StrategyChangedDecoder.strategyEncodingOffset()));
            changed.skipHash();
            reasons.add(name + ": " + changed.detail());
        }
    }

    /** {@code name: reason}, in the order in which they stopped. */
    List<String> reasons() {
        return reasons;
    }
}
