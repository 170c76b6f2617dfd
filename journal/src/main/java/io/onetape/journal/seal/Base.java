package io.onetape.journal.seal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a tape begins whose first cycles were moved away: the file {@code base} in its folder. Cycle files before the first kept one don't belong to the tape any
 * more, wherever they are.
 *
 * @param sequence of the last record that was moved away: the tape's first is the one after it
 * @param crc32c that record's checksum, to which the tape's first is chained
 * @param cycle name of the first kept cycle
 * @param chain chain value of the last seal before it
 */
public record Base(long sequence, int crc32c, String cycle, String chain) {
    /** The file's name. */
    public static final String FILE = "base";

    /** The folder beside it with the states of services, each in a folder of its name, after the tape's first record: from there verification can regenerate. */
    public static final String SNAPSHOTS = "base-snapshots";

    private static final int MAX_CHARACTERS = 4096;

    /** Reads a folder's base; empty if its tape begins at sequence 1. */
    public static Optional<Base> read(Path folder) {
        return SmallFile.read(folder.resolve(FILE)).map(Base::parse);
    }

    /** Replaces a folder's base: after a crash the old or the new one is there, whole. */
    public void write(Path folder) {
        SmallFile.replace(
                folder.resolve(FILE),
                String.format(
                        Locale.ROOT, "chain=%s\ncrc32c=%08x\ncycle=%s\nsequence=%d\n", chain, crc32c, cycle, sequence));
    }

    private static Base parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new DamagedSealsException("", "the file " + FILE + " has " + text.length() + " bytes");
        }
        Map<String, String> values = new HashMap<>(); // looked up, never iterated
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        try {
            Base base = new Base(
                    Long.parseLong(required(values, "sequence")),
                    HexFormat.fromHexDigits(required(values, "crc32c")),
                    required(values, "cycle"),
                    required(values, "chain"));
            if (base.sequence < 1) {
                throw new IllegalArgumentException("expected a sequence from 1 on, found " + base.sequence);
            }
            return base;
        } catch (IllegalArgumentException e) {
            throw new DamagedSealsException("", "the file " + FILE + " cannot be read: " + e.getMessage());
        }
    }

    private static String required(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("expected a line " + key + "=...");
        }
        return value;
    }
}
