package io.onetape.journal.sequencer;

import io.onetape.journal.seal.SmallFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tape and its outboxes have lost, kept in the tape's folder until the tape itself says so: what is mended shows no loss any more, and whoever mends may end
 * before it can append.
 */
final class LossNotes {
    static final String FILE = "losses";

    private final Path file;

    LossNotes(Path tape) {
        this.file = tape.resolve(FILE);
    }

    /** On return the line is on the disk. A line that stands there already is not written again. */
    void add(String line) {
        List<String> lines = new ArrayList<>(all());
        if (!lines.contains(line)) {
            lines.add(line);
            SmallFile.replace(file, String.join("\n", lines) + "\n");
        }
    }

    List<String> all() {
        return SmallFile.read(file).map(text -> text.lines().toList()).orElse(List.of());
    }

    void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
