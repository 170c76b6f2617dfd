package io.onetape.journal.verify;

import io.onetape.journal.record.RecordHash;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.SourceDefinedDecoder;

/**
 * SHA-256 over what was decided on a tape: the records of processors and of the simulated venue, all of each but its checksum, which depends on how the tape was kept. Their headers say which
 * facts they followed from. Two runs over the same facts have decided the same if it is equal. Takes every record of a tape from its first one on. Single-threaded.
 */
public final class OutputHash {
    private final Sources sources = new Sources();
    private final RecordHash hash = new RecordHash();

    public void add(RecordView record) {
        int templateId = record.templateId();
        if (templateId == CycleStartedDecoder.TEMPLATE_ID || templateId == SourceDefinedDecoder.TEMPLATE_ID) {
            sources.apply(record);
        }
        if (record.source() != Source.SEQUENCER && !sources.isOutside(record.source())) {
            hash.add(record, RecordHeader.BLOCK_LENGTH);
        }
    }

    /** In lower-case hexadecimal; begins anew. */
    public String finish() {
        return hash.finish();
    }
}
