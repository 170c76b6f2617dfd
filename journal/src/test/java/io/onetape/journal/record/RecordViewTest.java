package io.onetape.journal.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class RecordViewTest {
    private static final int LENGTH = RecordHeader.LENGTH + 13;

    @Test
    void anOutputIsAllButWhatTheSequencerGaveAndItsSourcesNumber() {
        byte[] bytes = new byte[LENGTH];
        RecordView one = new RecordView().wrap(new UnsafeBuffer(bytes), 0, LENGTH);
        for (int at = 0; at < LENGTH; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            RecordView other = new RecordView().wrap(new UnsafeBuffer(changed), 0, LENGTH);
            boolean given = at < RecordHeader.BLOCK_LENGTH
                    || (at >= RecordHeader.SEQUENCE && at < RecordHeader.SOURCE_SEQUENCE)
                    || (at >= RecordHeader.SOURCE && at < RecordHeader.FLAGS);
            assertThat(one.isSameOutput(other)).as("byte %d", at).isEqualTo(given);
            assertThat(one.hasSameBytesFrom(other, RecordHeader.LENGTH))
                    .as("byte %d", at)
                    .isEqualTo(at < RecordHeader.LENGTH);
        }
        RecordView shorter = new RecordView().wrap(new UnsafeBuffer(bytes), 0, LENGTH - 1);
        assertThat(one.isSameOutput(shorter)).isFalse();
        assertThat(one.hasSameBytesFrom(shorter, RecordHeader.LENGTH)).isFalse();
    }
}
