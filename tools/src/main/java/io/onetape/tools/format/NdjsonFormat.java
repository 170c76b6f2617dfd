package io.onetape.tools.format;

import io.onetape.journal.record.RecordView;
import io.onetape.tools.console.Out;

/** One JSON object a line. */
public final class NdjsonFormat implements RecordFormat {
    private final Out out;
    private final JsonRecord json;

    public NdjsonFormat(References references, Out out) {
        this.out = out;
        this.json = new JsonRecord(references, new Json());
    }

    @Override
    public void begin() {}

    @Override
    public void write(RecordView record) {
        out.line(json.write(record));
    }
}
