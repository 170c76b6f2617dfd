package io.onetape.journal.excerpt;

import io.onetape.journal.record.RecordHash;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.seal.Seal;
import java.util.List;
import java.util.Optional;

/** Compares what a cycle file holds with the cycle's seals. Single-threaded. */
public final class SealCheck {
    private SealCheck() {}

    /**
     * What differs, said in words, from the file's start to the last seal; {@code whole} if nothing may stand behind that.
     *
     * @param seals all of the cycle, at least one
     */
    public static Optional<String> difference(CycleFile file, List<Seal> seals, boolean whole) {
        try {
            return walk(file, seals, whole);
        } catch (DamagedExcerptException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> walk(CycleFile file, List<Seal> seals, boolean whole) {
        RecordView view = new RecordView();
        RecordHash hash = new RecordHash();
        for (Seal seal : seals) {
            for (long expected = seal.first(); expected <= seal.last(); expected++) {
                if (file.next() != CycleFile.Step.EXCERPT) {
                    return Optional.of(
                            "expected records up to sequence " + seal.last() + ", found none from " + expected + " on");
                }
                if (file.length() < RecordHeader.LENGTH) {
                    return Optional.of("expected sequence " + expected + ", found " + file.length() + " bytes");
                }
                view.wrap(file.address(), file.length());
                if (view.sequence() != expected) {
                    return Optional.of("expected sequence " + expected + ", found " + view.sequence());
                }
                hash.add(view);
            }
            String found = hash.finish();
            if (!found.equals(seal.sha256())) {
                return Optional.of("expected SHA-256 " + seal.sha256() + " over sequences " + seal.first() + " to "
                        + seal.last() + ", found " + found);
            }
        }
        return whole && file.next() == CycleFile.Step.EXCERPT
                ? Optional.of("expected nothing behind sequence "
                        + seals.get(seals.size() - 1).last() + ", found a record")
                : Optional.empty();
    }
}
