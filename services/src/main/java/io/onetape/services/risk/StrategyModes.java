package io.onetape.services.risk;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.StrategyChangedDecoder;
import io.onetape.journal.schema.StrategyMode;
import io.onetape.services.orders.OrderTable;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Which strategies get no order passed. The last StrategyChanged's mode counts: one other than LIVE refuses with MODE. QUARANTINED refuses with QUARANTINED
 * until RESUMED or LOADED. A strategy of which nothing is known, or no mode (tapes of version 1), is live. So an order is judged by the changes that stand
 * before it on the tape, wherever the strategy runs.
 */
final class StrategyModes {
    private static final class Standing {
        private final long strategy;
        private boolean live = true;
        private boolean quarantined;

        private Standing(long strategy) {
            this.strategy = strategy;
        }

        private void writeState(WireOut wire) {
            wire.write("live").bool(live);
            wire.write("quarantined").bool(quarantined);
            wire.write("strategy").text(OrderId.strategyName(strategy));
        }
    }

    private final OrderTable<Standing> byStrategy = new OrderTable<>();

    void apply(StrategyChangedDecoder changed) {
        long strategy = OrderId.getStrategy(
                changed.buffer(), changed.offset() + StrategyChangedDecoder.strategyEncodingOffset());
        Standing standing = of(strategy);
        StrategyMode mode = changed.mode();
        switch (changed.change()) {
            case QUARANTINED -> {
                standing.quarantined = true;
                return; // the supervisor says so, which does not know the mode
            }
            case RESUMED, LOADED -> standing.quarantined = false;
            default -> {}
        }
        standing.live = mode == StrategyMode.LIVE || mode == StrategyMode.NULL_VAL;
    }

    /** NONE, MODE or QUARANTINED. */
    Reason refusal(long strategy) {
        Standing standing = byStrategy.find(strategy, 0);
        if (standing == null || (standing.live && !standing.quarantined)) {
            return Reason.NONE;
        }
        return standing.quarantined ? Reason.QUARANTINED : Reason.MODE;
    }

    private Standing of(long strategy) {
        Standing standing = byStrategy.find(strategy, 0);
        if (standing == null) {
            standing = new Standing(strategy);
            byStrategy.add(strategy, 0, standing);
        }
        return standing;
    }

    void writeState(WireOut state) {
        state.write("modes").sequence(byStrategy, (from, out) -> {
            for (int i = 0; i < from.size(); i++) {
                out.marshallable(from.get(i)::writeState);
            }
        });
    }

    void readState(WireIn state) {
        state.read("modes").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> {
                    boolean live = wire.read("live").bool();
                    boolean quarantined = wire.read("quarantined").bool();
                    Standing standing =
                            to.of(OrderId.strategy(wire.read("strategy").text()));
                    standing.live = live;
                    standing.quarantined = quarantined;
                });
            }
        });
    }
}
