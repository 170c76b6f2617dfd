package io.onetape.journal.tape;

import io.onetape.journal.excerpt.AppenderLock;
import java.nio.file.Path;
import java.util.Optional;

/** What a tape's folder keeps of its writer: hints on the way, the end in the manifest, and the lock until then. */
record FolderNotes(Path folder, Manifest manifest, AppenderLock lock) implements TapeWriter.Notes {
    @Override
    public void reached(TapeWriter writer) {
        TailHint.write(folder, writer);
    }

    @Override
    public void closed(Optional<Manifest.End> end) {
        try {
            if (end.isPresent()) {
                manifest.withEnd(end).write(folder);
            }
        } finally {
            lock.close();
        }
    }
}
