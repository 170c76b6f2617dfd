package io.onetape.backtest.lookahead;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Runs without their tape write no checksums, and facts stand there under a header of their own: what a record says counts all the same. */
final class ChainedChecksumTest {
    private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[100]);
    private final RecordView record = new RecordView().wrap(bytes, 0, 100);

    @Test
    void anotherByteIsAnotherRecord() {
        int before = new ChainedChecksum().add(record);
        for (int at : new int[] {RecordHeader.BLOCK_LENGTH, RecordHeader.SEQUENCE, RecordHeader.LENGTH, 99}) {
            bytes.putByte(at, (byte) 1);
            assertThat(new ChainedChecksum().add(record)).isNotEqualTo(before);
            bytes.putByte(at, (byte) 0);
        }
    }

    @Test
    void itsOwnChecksumIsNoPartOfIt() {
        int before = new ChainedChecksum().add(record);
        bytes.putInt(RecordHeader.CRC32C, 77);
        assertThat(new ChainedChecksum().add(record)).isEqualTo(before);
    }

    @Test
    void whatWasBeforeCounts() {
        ChainedChecksum one = new ChainedChecksum();
        ChainedChecksum other = new ChainedChecksum();
        one.add(record);
        bytes.putByte(90, (byte) 1);
        other.add(record);
        assertThat(one.add(record)).isNotEqualTo(other.add(record));
    }

    @Test
    void aHeaderElsewhereIsItsHeader() {
        UnsafeBuffer header = new UnsafeBuffer(new byte[RecordHeader.LENGTH]);
        header.putLong(RecordHeader.SEQUENCE, 5);
        int elsewhere = new ChainedChecksum().add(new RecordView().wrap(record, header));
        bytes.putLong(RecordHeader.SEQUENCE, 5);
        assertThat(new ChainedChecksum().add(record)).isEqualTo(elsewhere);
    }
}
