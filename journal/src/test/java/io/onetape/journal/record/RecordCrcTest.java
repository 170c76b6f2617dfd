package io.onetape.journal.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.agrona.BufferUtil;
import org.junit.jupiter.api.Test;

final class RecordCrcTest {
    @Test
    void theChainIsTheJdksCrc32cOverThePreviousChecksumAndTheRecord() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int previous = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[RecordHeader.LENGTH + random.nextInt(2_000)];
            random.nextBytes(bytes);
            ByteBuffer memory = BufferUtil.allocateDirectAligned(bytes.length, 8);
            memory.put(0, bytes);
            CRC32C expected = new CRC32C();
            expected.update(
                    ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, previous));
            expected.update(bytes, 4, bytes.length - 4);
            int found = RecordCrc.compute(previous, BufferUtil.address(memory), bytes.length);
            assertThat(found).isEqualTo((int) expected.getValue());
            previous = found;
        }
    }
}
