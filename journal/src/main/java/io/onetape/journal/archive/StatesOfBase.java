package io.onetape.journal.archive;

import io.onetape.journal.seal.Base;
import io.onetape.journal.seal.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The states beside a tape's base, {@code base-snapshots/SERVICE/SEQUENCE.snapshot}: they go where the beginning goes that they are of. */
final class StatesOfBase {
    private StatesOfBase() {}

    /** Copies what there is of the states after this record, as it is: whoever starts from one checks it. */
    static void copy(Path tape, Path target, long sequence) throws IOException {
        Path states = tape.resolve(Base.SNAPSHOTS);
        if (!Files.isDirectory(states)) {
            return;
        }
        List<Path> services;
        try (Stream<Path> all = Files.list(states)) {
            services = all.toList();
        }
        for (Path service : services) {
            Path state = service.resolve(String.format(Locale.ROOT, "%019d.snapshot", sequence));
            if (Files.exists(state)) {
                Path to = target.resolve(tape.relativize(state));
                Files.createDirectories(to.resolveSibling(""));
                SmallFile.install(MovedFile.copyOnDisk(state, to), to);
            }
        }
    }
}
