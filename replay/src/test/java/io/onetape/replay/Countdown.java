package io.onetape.replay;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.ConfigSetEncoder;
import io.onetape.journal.schema.TickDecoder;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Answers a tick of n with a record {@code a}, that with {@code aa}, and so on, n deep; each carries the processor's name. */
final class Countdown implements Processor {
    private final TickDecoder tick = new TickDecoder();
    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final ConfigSetEncoder output = new ConfigSetEncoder();
    private final String name;
    private final String letter;
    private long seen;

    Countdown(String name, String letter) {
        this.name = name;
        this.letter = letter;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        if (record.templateId() == TickDecoder.TEMPLATE_ID) {
            seen++;
            emit(out, "", record.decode(tick).wallNanos());
        } else if (record.templateId() == ConfigSetDecoder.TEMPLATE_ID) {
            String key = record.decode(config).key();
            emit(out, key, Long.parseLong(config.value()) - 1);
        }
    }

    private void emit(Emitter out, String before, long depth) {
        if (depth > 0) {
            out.begin(output, 0).key("dropped").value("by the next begin");
            out.begin(output, 0).key(before + letter).value(Long.toString(depth));
            out.emit();
        }
    }

    @Override
    public void writeState(WireOut state) {
        state.write("seen").int64(seen);
    }

    @Override
    public void readState(WireIn state) {
        seen = state.read("seen").int64();
    }
}
