package io.onetape.services.orders;

import io.onetape.journal.record.OrderId;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** The last intent that each strategy has used. An intent is new only if it is above it. Single-threaded. */
public final class LastIntents {
    private static final class Last {
        private final long strategy;
        private long intent;

        private Last(long strategy) {
            this.strategy = strategy;
        }
    }

    private final OrderTable<Last> byStrategy = new OrderTable<>();

    /** The strategy's next intent, which is taken then. */
    public long next(long strategy) {
        Last last = byStrategy.find(strategy, 0);
        long next = last == null ? 1 : last.intent + 1;
        advance(strategy, next);
        return next;
    }

    /** Takes note of a new intent; false, and nothing changes, if it is not above the strategy's last one. */
    public boolean advance(long strategy, long intent) {
        Last last = byStrategy.find(strategy, 0);
        if (last == null) {
            last = new Last(strategy);
            byStrategy.add(strategy, 0, last);
        }
        if (intent <= last.intent) {
            return false;
        }
        last.intent = intent;
        return true;
    }

    /** Writes {@code intents}: strategies by name, each with its last intent. */
    public void writeState(WireOut state) {
        state.write("intents").sequence(byStrategy, (from, out) -> {
            for (int i = 0; i < from.size(); i++) {
                Last last = from.get(i);
                out.marshallable(wire -> {
                    wire.write("intent").int64(last.intent);
                    wire.write("strategy").text(OrderId.strategyName(last.strategy));
                });
            }
        });
    }

    public void readState(WireIn state) {
        state.read("intents").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> {
                    long intent = wire.read("intent").int64();
                    to.advance(OrderId.strategy(wire.read("strategy").text()), intent);
                });
            }
        });
    }
}
