package io.onetape.journal.tape;

import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.schema.CycleStartedDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the cycle files say of a tape whose manifest is lost: how long a cycle is by their names, the tape's id by the first record. */
final class LostManifest {
    private static final long UNKNOWN_ID = 0;

    private LostManifest() {}

    /** Empty without a file that is named like a cycle's. */
    static Optional<Manifest> of(Path folder) {
        List<Path> files = new CycleFiles(folder).all();
        return files.isEmpty()
                ? Optional.empty()
                : RollCycle.byName(files.get(0))
                        .map(roll -> new Manifest(tapeId(folder), Numbering.SEQUENCE, roll, 0, Optional.empty()));
    }

    private static long tapeId(Path folder) {
        try (TapeReader reader = TapeReader.ofFolder(folder, Numbering.SEQUENCE)) {
            boolean known = reader.next() && reader.record().templateId() == CycleStartedDecoder.TEMPLATE_ID;
            return known ? reader.record().decode(new CycleStartedDecoder()).tapeId() : UNKNOWN_ID;
        } catch (DamagedTapeException e) {
            return UNKNOWN_ID; // the verification names it
        }
    }
}
