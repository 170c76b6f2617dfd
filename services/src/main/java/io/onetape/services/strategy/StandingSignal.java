package io.onetape.services.strategy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** A strategy's last signal on an instrument, with what it had for priority, weight and life then. */
final class StandingSignal {
    final long strategy;
    long value;
    int priority;
    long weight;
    private long atNanos;
    private long lifeNanos;

    StandingSignal(long strategy) {
        this.strategy = strategy;
    }

    void set(long said, CommonSettings settings, long nowNanos) {
        value = said == Fixed8.NULL ? 0 : Math.max(-Fixed8.ONE, Math.min(Fixed8.ONE, said));
        priority = settings.priority();
        weight = settings.weight();
        lifeNanos = settings.signalLifeNanos();
        atNanos = nowNanos;
    }

    boolean isInForce(long nowNanos) {
        return nowNanos < endNanos();
    }

    /** The first time at which it is not in force. */
    long endNanos() {
        return atNanos + lifeNanos + 1;
    }

    /** Keys: atNanos, lifeNanos, priority, strategy, value, weight. */
    void writeState(WireOut wire) {
        wire.write("atNanos").int64(atNanos);
        wire.write("lifeNanos").int64(lifeNanos);
        wire.write("priority").int32(priority);
        wire.write("strategy").text(OrderId.strategyName(strategy));
        StateText.fixed8(wire.write("value"), value);
        StateText.fixed8(wire.write("weight"), weight);
    }

    static StandingSignal read(WireIn wire) {
        long atNanos = wire.read("atNanos").int64();
        long lifeNanos = wire.read("lifeNanos").int64();
        int priority = wire.read("priority").int32();
        StandingSignal signal =
                new StandingSignal(OrderId.strategy(wire.read("strategy").text()));
        signal.atNanos = atNanos;
        signal.lifeNanos = lifeNanos;
        signal.priority = priority;
        signal.value = StateText.fixed8(wire.read("value"));
        signal.weight = StateText.fixed8(wire.read("weight"));
        return signal;
    }
}
