package io.onetape.backtest.lookahead;

import io.onetape.journal.record.RecordView;
import java.util.Arrays;
import java.util.List;

/**
 * Checksums of a whole run's result, as far as they are compared. As they are chained, an equal one says that all before it is equal too. 4 bytes a record;
 * single-threaded.
 */
final class WrittenRecords {
    private final List<Cut> cuts;
    private final int[] before; // by cut: the number of records that have to be the same
    private final ChainedChecksum checksum = new ChainedChecksum();
    private int[] checksums = new int[1 << 12];
    private int size;
    private int passed; // cuts whose time has come

    /** In the order of the tape. */
    WrittenRecords(List<Cut> cuts) {
        this.cuts = cuts;
        before = new int[cuts.size()];
        Arrays.fill(before, Integer.MAX_VALUE);
    }

    void add(RecordView record) {
        while (passed < before.length
                && record.recordedAtNanos() >= cuts.get(passed).knownNanos()) {
            before[passed++] = size;
        }
        if (passed == before.length) {
            return; // nothing is compared any more
        }
        if (size == checksums.length) {
            checksums = Arrays.copyOf(checksums, 2 * size);
        }
        checksums[size++] = checksum.add(record);
    }

    /** True if all records up to this place, counted from 0, are the same as those that have this checksum. */
    boolean isAt(int place, int otherChecksum) {
        return place < size && checksums[place] == otherChecksum;
    }

    /** How many records were written before what this cut leaves ends. */
    int before(int cut) {
        return Math.min(before[cut], size);
    }
}
