package io.onetape.replay.kill;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.ConfigSetEncoder;
import io.onetape.journal.schema.TickDecoder;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Emits none to three records for a fact, and one for a timer now and then; all depend on everything before. The last of a group says so, and only that one is
 * answered by {@link Answer}: so at any time one of the two has something to emit, and the order does not depend on which process is faster.
 */
final class Spread implements Processor {
    static final String NAME = "spread";
    static final String LAST = "last";

    private final TickDecoder tick = new TickDecoder();
    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final ConfigSetEncoder output = new ConfigSetEncoder();
    private final long fault;
    private long facts;
    private long sum;
    private String timers = "";

    /** Goes wrong from the fact with this number on; 0 is never. If it is negative it throws there, after having emitted something. */
    Spread(long fault) {
        this.fault = fault;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        if (record.templateId() == TickDecoder.TEMPLATE_ID) {
            facts++;
            if (facts == -fault) {
                emit(out, LAST, "in vain");
                throw new IllegalStateException("fact " + facts);
            }
            sum = sum * 31 + record.decode(tick).wallNanos() + (facts == fault ? 1 : 0);
            int count = Math.floorMod(sum >>> 7, 4);
            for (int i = 1; i <= count; i++) {
                emit(out, i == count ? LAST : "more", "x".repeat(Math.floorMod(sum, 200)));
            }
            if (Math.floorMod(sum, 3) == 0) {
                out.setTimer(facts % 5, record.recordedAtNanos() + 400_000_000);
            }
        } else if (record.templateId() == ConfigSetDecoder.TEMPLATE_ID
                && record.decode(config).key().equals(Answer.LAST)) {
            sum += record.sequence();
            emit(out, "thanks", timers);
        }
    }

    @Override
    public void onTimer(long timer, long dueNanos, Emitter out) {
        timers = timer + "@" + dueNanos % 1_000_000_007;
        sum += dueNanos;
        emit(out, "timer", timers);
    }

    @Override
    public void writeState(WireOut state) {
        state.write("facts")
                .int64(facts)
                .write("sum")
                .int64(sum)
                .write("timers")
                .text(timers);
    }

    @Override
    public void readState(WireIn state) {
        facts = state.read("facts").int64();
        sum = state.read("sum").int64();
        timers = String.valueOf(state.read("timers").text());
    }

    private void emit(Emitter out, String key, String value) {
        out.begin(output, 0).key(key).value(facts + " " + sum + " " + value);
        out.emit();
    }
}
