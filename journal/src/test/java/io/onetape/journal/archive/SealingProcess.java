package io.onetape.journal.archive;

import io.onetape.journal.tape.TapeFolder;
import java.nio.file.Path;

/** Seals a tape's finished cycles, as a process that can be killed. */
final class SealingProcess {
    private SealingProcess() {}

    public static void main(String[] args) {
        new Sealing(TapeFolder.open(Path.of(args[0])), KeptTape.QUIET).run(false);
    }
}
