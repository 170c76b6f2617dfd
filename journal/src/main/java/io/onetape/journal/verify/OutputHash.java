package io.onetape.journal.verify;

import io.onetape.journal.record.RecordHash;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.SourceDefinedDecoder;

/**
 * SHA-256 over what was derived on a tape: the records of all sources but those from outside, header and checksum included. Checksums are chained, so that the facts before
 * a record stand in it too. Two runs over the same facts have decided the same if it is equal. Takes every record of a tape from its first one on. Single-threaded.
 */
public final class OutputHash {
    private final Sources sources = new Sources();
    private final RecordHash hash = new RecordHash();

    public void add(RecordView record) {
        int templateId = record.templateId();
        if (templateId == CycleStartedDecoder.TEMPLATE_ID || templateId == SourceDefinedDecoder.TEMPLATE_ID) {
            sources.apply(record);
        }
        if (!sources.isOutside(record.source())) {
            hash.add(record);
        }
    }

    /** In lower-case hexadecimal; begins anew. */
    public String finish() {
        return hash.finish();
    }
}
