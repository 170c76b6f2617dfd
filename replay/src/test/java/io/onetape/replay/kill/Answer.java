package io.onetape.replay.kill;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.ConfigSetEncoder;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Answers the last record of each group of {@link Spread} with up to three of its own. */
final class Answer implements Processor {
    static final String NAME = "answer";
    static final String LAST = "answered";

    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final ConfigSetEncoder output = new ConfigSetEncoder();
    private long groups;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        if (record.templateId() != ConfigSetDecoder.TEMPLATE_ID
                || !record.decode(config).key().equals(Spread.LAST)) {
            return;
        }
        groups++;
        String heard = config.value();
        for (long i = groups % 4; i > 0; i--) {
            out.begin(output, 0).key(i == 1 ? LAST : "answering").value(groups + ": " + heard);
            out.emit();
        }
    }

    @Override
    public void writeState(WireOut state) {
        state.write("groups").int64(groups);
    }

    @Override
    public void readState(WireIn state) {
        groups = state.read("groups").int64();
    }
}
