package io.onetape.journal.seal;

import java.nio.file.Path;

/**
 * Says of a tape that its cycles were moved here from another, which goes on behind them: the file {@code goes-on} with the last sequence that was moved. What was
 * emitted of this tape's last records may stand there.
 */
public final class GoesOn {
    private static final String FILE = "goes-on";

    private GoesOn() {}

    /** Notes the last record that was moved. */
    public static void write(Path folder, long sequence) {
        SmallFile.replace(folder.resolve(FILE), "sequence=" + sequence + "\n");
    }

    /** True if the tape was moved up to this record, its last; false of a tape that something was appended to since. */
    public static boolean isBehind(Path folder, long sequence) {
        return SmallFile.read(folder.resolve(FILE))
                .filter(text -> text.equals("sequence=" + sequence + "\n"))
                .isPresent();
    }
}
