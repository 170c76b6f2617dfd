package io.onetape.journal.seal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Says of a tape that its cycles were moved here from another, which goes on behind them: the file {@code goes-on}.
 *
 * @param sequence the last record that was moved
 * @param pending how many outputs of these records stand on the tape that goes on; empty if nobody could tell
 */
public record GoesOn(long sequence, OptionalLong pending) {
    /** The file's name. */
    public static final String FILE = "goes-on";

    private static final String SEQUENCE = "sequence=";
    private static final String PENDING = "pending=";
    private static final String UNKNOWN = "unknown";

    /** Replaces a folder's. */
    public void write(Path folder) {
        String outputs = pending.isPresent() ? Long.toString(pending.getAsLong()) : UNKNOWN;
        SmallFile.replace(folder.resolve(FILE), SEQUENCE + sequence + "\n" + PENDING + outputs + "\n");
    }

    /** What is said of the tape in a folder that ends with this record; empty of a tape that something was appended to since, or that goes on nowhere. */
    public static Optional<GoesOn> behind(Path folder, long last) {
        String prefix = SEQUENCE + last + "\n" + PENDING;
        return SmallFile.read(folder.resolve(FILE))
                .filter(text -> text.startsWith(prefix))
                .map(text ->
                        new GoesOn(last, count(text.substring(prefix.length()).strip())));
    }

    private static OptionalLong count(String text) {
        try {
            return text.equals(UNKNOWN) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new DamagedSealsException("", "the file " + FILE + " cannot be read: pending=" + text);
        }
    }
}
