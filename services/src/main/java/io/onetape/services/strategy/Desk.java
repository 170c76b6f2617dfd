package io.onetape.services.strategy;

import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.TradingState;
import io.onetape.replay.Emitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/** One strategy's trading: its legs and what they share, its next intent, its settings, and the way onto the tape while a record is handled. */
final class Desk {
    /** Timers of strategies share the processor's numbers: the strategy's number times this, plus the strategy's own. */
    static final int TIMERS = 256;

    final long strategy;
    final StrategyRecords records;
    final Combination combination;
    CommonSettings common = CommonSettings.DEFAULT;
    TradingState trading = TradingState.NORMAL;
    private final int number;
    private final List<Leg> legs = new ArrayList<>();
    private @Nullable Emitter out;
    private long nowNanos;
    private long lastIntent;
    private int active;

    Desk(long strategy, int number, StrategyRecords records, Combination combination) {
        this.strategy = strategy;
        this.number = number;
        this.records = records;
        this.combination = combination;
    }

    /** Before each call of the strategy. */
    void at(long now, Emitter emitter) {
        nowNanos = now;
        out = emitter;
    }

    long nowNanos() {
        return nowNanos;
    }

    Emitter emitter() {
        return Objects.requireNonNull(out, "a strategy acts only while a record is handled");
    }

    long nextIntent() {
        return ++lastIntent;
    }

    /** Fixes the instruments; position and orders of a leg are of one only, so it never changes. */
    void trade(List<Instrument> instruments) {
        for (int i = 0; i < instruments.size(); i++) {
            for (int other = 0; other < i; other++) {
                if (instruments.get(other).id() == instruments.get(i).id()) {
                    throw new IllegalArgumentException("expected different instruments, found "
                            + instruments.get(i).symbol() + " twice");
                }
            }
            if (i < legs.size()) {
                legs.get(i).expect(instruments.get(i));
            }
        }
        for (int i = 0; i < instruments.size(); i++) {
            if (i == legs.size()) {
                legs.add(new Leg(this, i));
            }
            legs.get(i).trade(instruments.get(i));
        }
        active = instruments.size();
    }

    /** Something was defined: it may be an instrument again, with another tick or lot. */
    void redefine(Instruments instruments) {
        for (int i = 0; i < legs.size(); i++) {
            legs.get(i).redefine(instruments);
        }
    }

    int legs() {
        return active;
    }

    Leg leg(int index) {
        return legs.get(index);
    }

    /** The leg that trades it, among all that ever did. */
    @Nullable Leg legOf(int instrument) {
        for (int i = 0; i < legs.size(); i++) {
            if (legs.get(i).instrument().id() == instrument) {
                return legs.get(i);
            }
        }
        return null;
    }

    void apply(int instrument, FillDecoder fill) {
        Leg leg = legOf(instrument);
        if (leg != null) {
            leg.apply(fill);
        }
    }

    void apply(int instrument, OrderChangedDecoder changed) {
        Leg leg = legOf(instrument);
        if (leg != null) {
            leg.apply(changed);
        }
    }

    void cancelAll() {
        for (int i = 0; i < legs.size(); i++) {
            legs.get(i).cancelAll();
        }
    }

    void setTimer(int timer, long dueNanos) {
        if (timer < 0 || timer >= TIMERS) {
            throw new IllegalArgumentException("expected a timer from 0 to " + (TIMERS - 1) + ", found " + timer);
        }
        emitter().setTimer((long) number * TIMERS + timer, dueNanos);
    }

    /** Keys: active (legs of the kind that it was started as last), lastIntent, legs. */
    void writeState(WireOut wire) {
        wire.write("active").int32(active);
        wire.write("lastIntent").int64(lastIntent);
        wire.write("legs").sequence(legs, (all, to) -> {
            for (Leg leg : all) {
                to.marshallable(leg::writeState);
            }
        });
    }

    void readState(WireIn wire, Instruments instruments) {
        active = wire.read("active").int32();
        lastIntent = wire.read("lastIntent").int64();
        wire.read("legs").sequence(legs, (all, in) -> {
            while (in.hasNextSequenceItem()) {
                Leg leg = new Leg(this, all.size());
                in.marshallable(from -> leg.readState(from, instruments));
                all.add(leg);
            }
        });
    }
}
