package io.onetape.services.execution.gate;

import io.onetape.journal.schema.CircuitState;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.replay.Emitter;
import io.onetape.services.orders.HarmlessRejection;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Opens circuits by what the venue answers, and closes them. {@code venue}, about all instruments, counts requests to which nothing came back: each is an order, a
 * cancel or an amend in doubt. {@code rejections}, about one instrument, counts orders that the venue has rejected, but for what is a {@link
 * HarmlessRejection}. Any other answer is a success. What a circuit stops is {@link Circuits}' matter, when the change is met on the
 * tape. At most one and one for each instrument; single-threaded.
 */
public final class Breakers {
    /** Hears of each change of a circuit: about which instrument (0: all), its name, what it is now and why. */
    @FunctionalInterface
    public interface Listener {
        void changed(int instrument, String circuit, CircuitState state, String detail, Emitter out);
    }

    static final String VENUE = "venue";
    static final String REJECTIONS = "rejections";

    private final Settings settings;
    private final Listener listener;
    private final List<Breaker> breakers =
            new ArrayList<>(); // by instrument: there is one name for 0 and one for the others

    public Breakers(Settings settings, Listener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** The venue has answered a request about an instrument, or has not: NO_REPLY. */
    public void onReply(int instrument, ReplyKind kind, Reason reason, long nowNanos, Emitter out) {
        if (kind == ReplyKind.NO_REPLY) {
            failed(0, nowNanos, out);
            return;
        }
        succeeded(0, out);
        if (kind == ReplyKind.REJECTED && !HarmlessRejection.is(reason)) {
            failed(instrument, nowNanos, out);
        } else {
            succeeded(instrument, out);
        }
    }

    /** Time has passed: what was open long enough becomes half open. */
    public void review(long nowNanos, Emitter out) {
        for (int i = 0; i < breakers.size(); i++) {
            Breaker breaker = breakers.get(i);
            if (breaker.passed(nowNanos)) {
                tell(breaker, out);
            }
        }
    }

    /** When {@link #review} has something to do; far away if nothing waits. */
    public long dueNanos() {
        long due = Breaker.NEVER;
        for (int i = 0; i < breakers.size(); i++) {
            due = Math.min(due, breakers.get(i).dueNanos());
        }
        return due;
    }

    private void failed(int instrument, long nowNanos, Emitter out) {
        int at = find(instrument);
        if (at < 0) {
            at = -at - 1;
            breakers.add(at, new Breaker(instrument, instrument == 0 ? VENUE : REJECTIONS, settings));
        }
        if (breakers.get(at).failed(nowNanos)) {
            tell(breakers.get(at), out);
        }
        dropAtRest(at);
    }

    private void succeeded(int instrument, Emitter out) {
        int at = find(instrument);
        if (at >= 0 && breakers.get(at).succeeded()) {
            tell(breakers.get(at), out);
            dropAtRest(at);
        }
    }

    private void dropAtRest(int at) {
        if (breakers.get(at).isAtRest()) {
            breakers.remove(at);
        }
    }

    private void tell(Breaker breaker, Emitter out) {
        listener.changed(breaker.instrument, breaker.name, breaker.state(), breaker.why(), out);
    }

    /** Its place, or -1 - where it would be. */
    private int find(int instrument) {
        int at = 0;
        while (at < breakers.size() && breakers.get(at).instrument < instrument) {
            at++;
        }
        return at < breakers.size() && breakers.get(at).instrument == instrument ? at : -at - 1;
    }

    /** Writes {@code breakers}, by instrument, those that are not at rest. */
    public void writeState(WireOut state) {
        state.write("breakers").sequence(breakers, (all, out) -> {
            for (Breaker breaker : all) {
                out.marshallable(breaker::writeState);
            }
        });
    }

    /** Reads what {@link #writeState} wrote. */
    public void readState(WireIn state) {
        state.read("breakers").sequence(breakers, (all, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> {
                    all.add(Breaker.read(wire, settings));
                });
            }
        });
    }
}
