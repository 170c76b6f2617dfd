package io.onetape.services.strategy;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.Side;
import io.onetape.replay.Emitter;
import io.onetape.services.orders.OrderTable;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** The last signal of each strategy on one instrument, and what was last said of them together; see {@link Combination}. */
final class CombinedSignal {
    private final int instrument;
    private final OrderTable<StandingSignal> signals = new OrderTable<>(); // by the strategy's name
    private final ExactSum sum = new ExactSum();
    private long value = Fixed8.NULL;
    private long leader;
    private int strategies;
    private boolean stale;

    CombinedSignal(int instrument) {
        this.instrument = instrument;
    }

    void signal(long strategy, long said, CommonSettings settings, long nowNanos) {
        StandingSignal signal = signals.find(strategy, 0);
        if (signal == null) {
            signal = new StandingSignal(strategy);
            signals.add(strategy, 0, signal);
        }
        signal.set(said, settings, nowNanos);
        stale = true;
    }

    boolean forget(long strategy) {
        if (signals.find(strategy, 0) == null) {
            return false;
        }
        signals.remove(strategy, 0);
        stale = true;
        return true;
    }

    void expire() {
        stale = true;
    }

    boolean isAgainst(long strategy, int priority, Side side, long nowNanos) {
        for (int i = 0; i < signals.size(); i++) {
            StandingSignal signal = signals.get(i);
            boolean against = side == Side.BUY ? signal.value < 0 : signal.value > 0;
            if (against && signal.strategy != strategy && signal.priority > priority && signal.isInForce(nowNanos)) {
                return true;
            }
        }
        return false;
    }

    void emitChange(long nowNanos, StrategyRecords records, Emitter out) {
        if (!stale) {
            return;
        }
        stale = false;
        long weights = 0;
        int count = 0;
        long first = 0;
        int highest = Integer.MIN_VALUE;
        long endNanos = Long.MAX_VALUE;
        sum.clear();
        for (int i = 0; i < signals.size(); i++) {
            StandingSignal signal = signals.get(i);
            if (signal.isInForce(nowNanos)) {
                count++;
                sum.addProduct(signal.weight, signal.value);
                weights = Math.addExact(weights, signal.weight);
                endNanos = Math.min(endNanos, signal.endNanos());
                if (signal.priority > highest) {
                    highest = signal.priority;
                    first = signal.strategy;
                }
            }
        }
        if (count > 0) {
            out.setTimer(-1L - instrument, endNanos);
        }
        say(weights == 0 ? Fixed8.NULL : sum.divideHalfEven(weights), first, count, records, out);
    }

    private void say(long mean, long first, int count, StrategyRecords records, Emitter out) {
        if (mean != value || first != leader || count != strategies) {
            value = mean;
            leader = first;
            strategies = count;
            records.combined(instrument, value, leader, strategies, out);
        }
    }

    /** Keys: instrument, leader, signals (by strategy), strategies, value. */
    void writeState(WireOut wire) {
        wire.write("instrument").int32(instrument);
        wire.write("leader").text(OrderId.strategyName(leader));
        wire.write("signals").sequence(signals, (all, out) -> {
            for (int i = 0; i < all.size(); i++) {
                out.marshallable(all.get(i)::writeState);
            }
        });
        wire.write("strategies").int32(strategies);
        StateText.fixed8(wire.write("value"), value);
    }

    void readState(WireIn wire) {
        String name = wire.read("leader").text();
        leader = name == null || name.isEmpty() ? 0 : OrderId.strategy(name);
        wire.read("signals").sequence(signals, (all, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(from -> {
                    StandingSignal signal = StandingSignal.read(from);
                    all.add(signal.strategy, 0, signal);
                });
            }
        });
        strategies = wire.read("strategies").int32();
        value = StateText.fixed8(wire.read("value"));
    }
}
