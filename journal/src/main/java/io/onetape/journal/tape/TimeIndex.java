package io.onetape.journal.tape;

import io.onetape.journal.excerpt.ArchivedCycle;
import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.DamagedExcerptException;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.seal.DamagedSealsException;
import io.onetape.journal.seal.Seal;
import io.onetape.journal.seal.Seals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a place shortly before a number or a time: a binary search over the cycles' first records, then one over the entries that
 * {@link TimeIndexWriter} left. What an entry says is checked against the record it points to; without entries the place is the cycle's start. Single-threaded.
 */
final class TimeIndex {
    /** A document in a cycle file; its record has this number. */
    record Place(Path file, long documentOffset, long number) {}

    /** What an index says: there stands the record with this number and time. */
    record Entry(long number, long nanos, long offset) {}

    private record Head(long number, long nanos) {}

    private static final Head NONE = new Head(Long.MAX_VALUE, Long.MAX_VALUE);
    /** Fields of an entry. */
    static final int NUMBER = 0;

    static final int NANOS = 8;
    private static final int OFFSET = 16;

    private final Path folder;
    private final Numbering numbering;
    private final CycleFiles files;
    private final Map<Path, Head> heads = new HashMap<>(); // looked up, never iterated
    private final RecordView view = new RecordView();
    private Seals seals = Seals.none(0); // those read last

    TimeIndex(Path folder, Numbering numbering) {
        this.folder = folder;
        this.numbering = numbering;
        this.files = new CycleFiles(folder);
    }

    /** The last known place whose number is below {@code number}; empty: the very start. */
    Optional<Place> beforeNumber(long number) {
        return before(number, NUMBER);
    }

    /** The last known place whose time is below {@code nanos}; empty: the very start. */
    Optional<Place> beforeTime(long nanos) {
        return before(nanos, NANOS);
    }

    /** The start of the newest cycle that has a record. */
    Optional<Place> lastCycle() {
        files.refresh();
        List<Path> all = files.all();
        for (int i = all.size() - 1; i >= 0; i--) {
            Head head = head(all.get(i));
            if (!head.equals(NONE)) {
                return Optional.of(new Place(all.get(i), 0, head.number));
            }
        }
        return Optional.empty();
    }

    private Optional<Place> before(long bound, int field) {
        files.refresh();
        List<Path> all = files.all();
        int low = 0;
        int high = all.size();
        while (low < high) { // the first cycle that begins at or after the bound
            int middle = (low + high) >>> 1;
            Head head = head(all.get(middle));
            if ((field == NUMBER ? head.number : head.nanos) < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return Optional.empty();
        }
        Path file = all.get(low - 1);
        Optional<Place> entry = entryBefore(file, bound, field);
        return entry.isPresent() ? entry : Optional.of(new Place(file, 0, head(file).number));
    }

    private Head head(Path file) {
        Head known = heads.get(file);
        if (known != null) {
            return known;
        }
        Optional<Head> sealed = sealedHead(file);
        if (sealed.isPresent()) {
            heads.put(file, sealed.get());
            return sealed.get();
        }
        try (CycleFile cycle = new CycleFile(file)) {
            if (cycle.next() != CycleFile.Step.EXCERPT || cycle.length() < RecordHeader.LENGTH) {
                return NONE; // not remembered: a live appender may be about to fill it
            }
            view.wrap(cycle.address(), cycle.length());
            Head head = new Head(numbering.of(view), view.recordedAtNanos());
            heads.put(file, head);
            return head;
        } catch (DamagedExcerptException e) {
            return NONE; // the reader that comes here by walking names it
        }
    }

    /** What the seal says of a cycle that would have to be unpacked; empty if it is not archived. */
    private Optional<Head> sealedHead(Path file) {
        if (numbering != Numbering.SEQUENCE || !ArchivedCycle.isArchived(file)) {
            return Optional.empty();
        }
        try {
            List<Seal> found = seals.of(nameOf(file));
            if (found.isEmpty()) { // perhaps it was sealed since
                seals = Seals.read(folder).orElse(seals);
                found = seals.of(nameOf(file));
            }
            return found.stream().findFirst().map(seal -> new Head(seal.first(), seal.firstNanos()));
        } catch (DamagedSealsException e) {
            return Optional.empty(); // who unpacks the cycle names it
        }
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - RollCycle.SUFFIX.length());
    }

    private Optional<Place> entryBefore(Path file, long bound, int field) {
        return lastEntry(folder, file, bound, field)
                .filter(entry -> isTrue(new Place(file, entry.offset, entry.number), entry.nanos))
                .map(entry -> new Place(file, entry.offset, entry.number));
    }

    /** The last entry of a cycle's index whose number, or time, is below the bound; whether it is true is not known yet. */
    static Optional<Entry> lastEntry(Path folder, Path file, long bound, int field) {
        Path entries = folder.resolve(TimeIndexWriter.FOLDER).resolve(nameOf(file) + TimeIndexWriter.SUFFIX);
        if (!Files.isRegularFile(entries)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(entries, StandardOpenOption.READ)) {
            ByteBuffer entry = entryBuffer();
            long low = 0;
            long high = usedBytes(channel) / TimeIndexWriter.ENTRY_BYTES;
            while (low < high) {
                long middle = (low + high) >>> 1;
                read(channel, entry, middle);
                if (entry.getLong(field) < bound) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if (low == 0) {
                return Optional.empty();
            }
            read(channel, entry, low - 1);
            return Optional.of(new Entry(entry.getLong(NUMBER), entry.getLong(NANOS), entry.getLong(OFFSET)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + entries, e);
        }
    }

    /** Bytes of entries in an index file: those behind the last entry are zeros. */
    static long usedBytes(FileChannel channel) throws IOException {
        ByteBuffer entry = entryBuffer();
        long low = 0;
        long high = channel.size() / TimeIndexWriter.ENTRY_BYTES;
        if (high > 0) { // after a clean close, which is the usual case, there are no zeros
            read(channel, entry, high - 1);
            low = entry.getLong(NUMBER) > 0 ? high : 0;
        }
        while (low < high) {
            long middle = (low + high) >>> 1;
            read(channel, entry, middle);
            if (entry.getLong(NUMBER) > 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low * TimeIndexWriter.ENTRY_BYTES;
    }

    /**
     * The last number in the newest index file that has one, whatever became of its cycle; 0 if there is none. What cannot be an entry of its file does not count:
     * an index is a cache, and its damage is not the tape's.
     */
    static long lastIndexed(Path folder, RollCycle roll) {
        Path indexes = folder.resolve(TimeIndexWriter.FOLDER);
        if (!Files.isDirectory(indexes)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(indexes)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                long last = lastIn(file, roll);
                if (last > 0) {
                    return last;
                }
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + indexes, e);
        }
    }

    private static long lastIn(Path file, RollCycle roll) throws IOException {
        ByteBuffer entry = entryBuffer();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long at = usedBytes(channel) / TimeIndexWriter.ENTRY_BYTES - 1; at >= 0; at--) {
                read(channel, entry, at);
                if (isOf(file, entry, roll)) {
                    return entry.getLong(NUMBER);
                }
            }
            return 0;
        }
    }

    /** True if the entry can be of a record of this file's cycle: by its time and its place. */
    private static boolean isOf(Path file, ByteBuffer entry, RollCycle roll) {
        String name = file.getFileName().toString().replace(TimeIndexWriter.SUFFIX, "");
        long cycle = Math.floorDiv(entry.getLong(NANOS), roll.lengthNanos());
        return entry.getLong(NUMBER) > 0
                && entry.getLong(OFFSET) >= 0
                && entry.getLong(OFFSET) % Integer.BYTES == 0
                && cycle >= 0
                && cycle <= Integer.MAX_VALUE
                && roll.name((int) cycle).equals(name);
    }

    private static ByteBuffer entryBuffer() {
        return ByteBuffer.allocateDirect(TimeIndexWriter.ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void read(FileChannel channel, ByteBuffer entry, long number) throws IOException {
        entry.clear();
        long from = number * TimeIndexWriter.ENTRY_BYTES;
        while (entry.hasRemaining() && channel.read(entry, from + entry.position()) >= 0) {
            // a read may give less than was asked for
        }
        entry.clear();
    }

    private boolean isTrue(Place place, long nanos) {
        try (CycleFile cycle = new CycleFile(place.file)) {
            cycle.moveTo(place.documentOffset);
            if (place.documentOffset < 0
                    || place.documentOffset % Integer.BYTES != 0
                    || cycle.next() != CycleFile.Step.EXCERPT
                    || cycle.documentOffset() != place.documentOffset
                    || cycle.length() < RecordHeader.LENGTH) {
                return false;
            }
            view.wrap(cycle.address(), cycle.length());
            return view.schemaId() == RecordHeader.SCHEMA_ID
                    && numbering.of(view) == place.number
                    && view.recordedAtNanos() == nanos;
        } catch (DamagedExcerptException e) {
            return false;
        }
    }
}
