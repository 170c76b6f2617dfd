package io.onetape.journal.tape;

import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a folder of cycle files is, in the small text file {@code tape.manifest} beside them: one {@code key=value} a line, sorted.
 *
 * @param tapeId names this tape, and no other
 * @param end the last record, present only after a clean close: so the loss of a tail is noticed
 */
public record Manifest(long tapeId, Numbering numbering, RollCycle roll, int schemaVersion, Optional<End> end) {
    /** The last record of a tape that was closed cleanly. */
    public record End(long number, int crc32c) {}

    /** The file's name. */
    public static final String FILE = "tape.manifest";

    /** What the name of a manifest ends with while it is being written. */
    static final String NEXT = ".next";

    private static final int MAX_BYTES = 4096;

    /** Reads a folder's manifest; throws {@link NoTapeException} saying what is there instead. */
    public static Manifest read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.isDirectory(folder)) {
                throw new NoTapeException(
                        Files.exists(folder)
                                ? folder + " is a file; expected a tape's folder"
                                : "no such folder: " + folder);
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new DamagedTapeException(1, "the manifest has " + Files.size(file) + " bytes");
            }
            return parse(
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList());
        } catch (NoSuchFileException e) {
            if (new CycleFiles(folder).all().isEmpty()) {
                throw new NoTapeException(folder + " is no tape: expected a file " + FILE + " in it");
            }
            throw new DamagedTapeException(1, "the manifest " + FILE + " is missing beside the cycle files");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Replaces a folder's manifest: after a crash the old or the new one is there, whole. */
    public void write(Path folder) {
        TreeMap<String, String> values = new TreeMap<>();
        values.put("tapeId", text(tapeId));
        values.put("numbering", numbering.name());
        values.put("roll", roll.name());
        values.put("schemaVersion", Integer.toString(schemaVersion));
        end.ifPresent(last -> {
            values.put("last", Long.toString(last.number));
            values.put("lastCrc32c", Integer.toHexString(last.crc32c));
        });
        StringBuilder text = new StringBuilder();
        values.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        Path next = folder.resolve(FILE + NEXT);
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + next, e);
        }
        try {
            Files.move(next, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot replace " + folder.resolve(FILE), e);
        }
    }

    /** A tape's id as people see it: 16 hexadecimal digits. */
    public static String text(long tapeId) {
        return String.format(Locale.ROOT, "%016x", tapeId);
    }

    /** The same tape with another end. */
    public Manifest withEnd(Optional<End> newEnd) {
        return new Manifest(tapeId, numbering, roll, schemaVersion, newEnd);
    }

    private static Manifest parse(List<String> lines) {
        Map<String, String> values = new TreeMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        try {
            Optional<End> end = values.containsKey("last")
                    ? Optional.of(new End(
                            Long.parseLong(required(values, "last")),
                            Integer.parseUnsignedInt(required(values, "lastCrc32c"), 16)))
                    : Optional.empty();
            return new Manifest(
                    Long.parseUnsignedLong(required(values, "tapeId"), 16),
                    Numbering.valueOf(required(values, "numbering")),
                    RollCycle.valueOf(required(values, "roll")),
                    Integer.parseInt(required(values, "schemaVersion")),
                    end);
        } catch (IllegalArgumentException e) {
            throw new DamagedTapeException(1, "the manifest cannot be read: " + e.getMessage());
        }
    }

    private static String required(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("expected a line " + key + "=...");
        }
        return value;
    }
}
