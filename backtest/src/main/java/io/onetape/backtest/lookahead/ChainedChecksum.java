package io.onetape.backtest.lookahead;

import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import java.util.zip.CRC32C;
import org.agrona.ExpandableArrayBuffer;

/** CRC-32C over all records so far, each without the checksum that it may have: a run without its tape writes none. Single-threaded. */
final class ChainedChecksum {
    private final CRC32C crc = new CRC32C();
    private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer();

    /** With this record. */
    int add(RecordView record) {
        record.copy(bytes);
        crc.update(bytes.byteArray(), RecordHeader.BLOCK_LENGTH, record.length() - RecordHeader.BLOCK_LENGTH);
        return (int) crc.getValue();
    }
}
