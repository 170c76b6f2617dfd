package io.onetape.tools.keep;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.snapshot.BadSnapshotException;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.tools.console.Console;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Tells a snapshot that a service can start from: it is whole, of this tape, and was taken at the record that the tape has there. Says why one is none. */
record GoodSnapshots(TapeFolder tape, Console console) implements Predicate<Path> {
    @Override
    public boolean test(Path file) {
        try {
            Snapshot snapshot = SnapshotFolder.read(file);
            if (snapshot.sequence() == SnapshotFolder.sequenceOf(file)
                    && snapshot.tapeId() == tape.manifest().tapeId()
                    && isOnTape(snapshot)) {
                return true;
            }
            console.say(file + " does not count: it is not of this tape's record " + snapshot.sequence());
        } catch (BadSnapshotException e) {
            console.say(file + " does not count: " + e.getMessage());
        }
        return false;
    }

    private boolean isOnTape(Snapshot snapshot) {
        try (TapeReader reader = tape.reader()) {
            reader.seek(snapshot.sequence());
            return reader.next() && reader.number() == snapshot.sequence() && reader.crc32c() == snapshot.crc32c();
        }
    }
}
