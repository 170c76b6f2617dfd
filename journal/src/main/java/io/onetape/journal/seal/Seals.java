package io.onetape.journal.seal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The seals of a tape, oldest first: the file {@code seals} in its folder, a line that names the tape and then a line for each seal. Each seal is chained to the
 * one before, so an edit, a lost line or another order shows. The loss of the file, or of its last lines, shows by a second file, {@code seals.end}, which is
 * written after the first and says how many there were. Immutable.
 *
 * @param tapeId the tape that they are of
 */
public record Seals(long tapeId, List<Seal> all) {
    /** The file's name. */
    public static final String FILE = "seals";

    /** The name of the file that says how many seals there are. */
    public static final String END_FILE = "seals.end";

    private static final String TITLE = "onetape seals 1 ";

    public Seals {
        all = List.copyOf(all);
    }

    /** No cycle of this tape is sealed. */
    public static Seals none(long tapeId) {
        return new Seals(tapeId, List.of());
    }

    /** Reads a folder's seals; empty if it has none. Throws {@link DamagedSealsException} naming the first cycle that it cannot believe. */
    public static Optional<Seals> read(Path folder) {
        Optional<String> end = SmallFile.read(folder.resolve(END_FILE)); // first: it is written last
        Optional<String> text = SmallFile.read(folder.resolve(FILE));
        if (text.isEmpty()) {
            if (end.isPresent()) {
                throw new DamagedSealsException("", "the file " + FILE + " is missing beside " + END_FILE);
            }
            return Optional.empty();
        }
        Seals seals = parse(text.get());
        end.ifPresent(seals::requireEnd);
        return Optional.of(seals);
    }

    /** Reads a folder's seals, and refuses those of another tape; none if there is no file. */
    public static Seals read(Path folder, long tapeId) {
        Seals seals = read(folder).orElse(none(tapeId));
        if (seals.tapeId != tapeId) {
            throw new DamagedSealsException(
                    "",
                    "expected those of tape " + Long.toHexString(tapeId) + ", found those of tape "
                            + Long.toHexString(seals.tapeId));
        }
        return seals;
    }

    /** Replaces a folder's seals: after a crash the old or the new ones are there, whole. */
    public void write(Path folder) {
        StringBuilder text = new StringBuilder(title()).append('\n');
        all.forEach(seal -> text.append(seal.line()).append('\n'));
        SmallFile.replace(folder.resolve(FILE), text.toString());
        SmallFile.replace(folder.resolve(END_FILE), all.size() + " " + chain() + "\n");
    }

    /** These and one more. */
    public Seals and(Seal next) {
        List<Seal> more = new ArrayList<>(all);
        more.add(next);
        return new Seals(tapeId, more);
    }

    /** Those whose records are at or before {@code sequence}. */
    public Seals upTo(long sequence) {
        return new Seals(
                tapeId, all.stream().filter(seal -> seal.last() <= sequence).toList());
    }

    /** The last chain value, which stands for all seals; of no seals that of the tape's id. */
    public String chain() {
        return all.isEmpty() ? Sha256.of(title()) : all.get(all.size() - 1).chain();
    }

    /** The last sequence that is sealed, 0 if none is. */
    public long lastSequence() {
        return all.isEmpty() ? 0 : all.get(all.size() - 1).last();
    }

    /** The checksum of the last record that is sealed, 0 if none is. */
    public int lastCrc32c() {
        return all.isEmpty() ? 0 : all.get(all.size() - 1).lastCrc32c();
    }

    /** The seals of one cycle, by its name; mostly one. */
    public List<Seal> of(String cycle) {
        return all.stream().filter(seal -> seal.cycle().equals(cycle)).toList();
    }

    /** The seal whose last record has this sequence. */
    public Optional<Seal> endingAt(long sequence) {
        return all.stream().filter(seal -> seal.last() == sequence).findFirst();
    }

    private String title() {
        return TITLE + Long.toHexString(tapeId);
    }

    private static Seals parse(String text) {
        int titleEnd = text.indexOf('\n');
        if (!text.startsWith(TITLE) || titleEnd < 0) {
            throw new DamagedSealsException("", "expected a first line '" + TITLE + "TAPE_ID'");
        }
        Seals seals;
        try {
            seals = none(Long.parseUnsignedLong(text.substring(TITLE.length(), titleEnd), 16));
        } catch (NumberFormatException e) {
            throw new DamagedSealsException(
                    "", "expected a tape's id, found '" + text.substring(TITLE.length(), titleEnd) + "'");
        }
        List<Seal> all = new ArrayList<>();
        String chain = seals.chain();
        int from = titleEnd + 1;
        while (from < text.length()) {
            int to = text.indexOf('\n', from);
            String line = to < 0 ? text.substring(from) : text.substring(from, to);
            if (to < 0) {
                throw new DamagedSealsException(nameOf(line), "the last line has no end");
            }
            Seal seal = parse(line, chain, all);
            all.add(seal);
            chain = seal.chain();
            from = to + 1;
        }
        return new Seals(seals.tapeId, all);
    }

    private static Seal parse(String line, String chain, List<Seal> before) {
        try {
            Seal seal = Seal.parse(line, chain);
            Seal previous = before.isEmpty() ? null : before.get(before.size() - 1);
            long expected = previous == null ? 1 : previous.last() + 1;
            if (seal.first() != expected || seal.last() < seal.first()) {
                throw new IllegalArgumentException("expected records from sequence " + expected + " on, found "
                        + seal.first() + " to " + seal.last());
            }
            if (previous != null && previous.cycle().compareTo(seal.cycle()) > 0) {
                throw new IllegalArgumentException("expected a cycle after " + previous.cycle());
            }
            return seal;
        } catch (IllegalArgumentException e) {
            throw new DamagedSealsException(nameOf(line), String.valueOf(e.getMessage()));
        }
    }

    private void requireEnd(String end) {
        String[] fields = end.strip().split(" ", -1);
        int expected;
        try {
            expected = Integer.parseInt(fields[0]);
        } catch (NumberFormatException e) {
            throw new DamagedSealsException("", "expected a number of seals in " + END_FILE + ", found '" + end + "'");
        }
        if (expected < 0 || expected > all.size()) {
            throw new DamagedSealsException(
                    "", "expected at least " + expected + " of them, as " + END_FILE + " says, found " + all.size());
        }
        Seals then = new Seals(tapeId, all.subList(0, expected));
        if (fields.length != 2 || !then.chain().equals(fields[1])) {
            throw new DamagedSealsException(
                    expected == 0 ? "" : all.get(expected - 1).cycle(),
                    END_FILE + " names another chain value: expected " + then.chain() + ", found '" + end.strip()
                            + "'");
        }
    }

    private static String nameOf(String line) {
        int space = line.indexOf(' ');
        return space < 0 ? line : line.substring(0, space);
    }
}
