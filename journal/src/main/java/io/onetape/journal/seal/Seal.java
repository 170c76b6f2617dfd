package io.onetape.journal.seal;

import java.util.HexFormat;
import java.util.Locale;

/**
 * What the records of one finished cycle were when it was sealed. A cycle that a closed tape went on in has one seal for each part.
 *
 * @param cycle the cycle file's name without its suffix
 * @param first sequence of the first record, and {@code last} of the last; dense between them
 * @param firstNanos time of the first record, and {@code lastNanos} of the last
 * @param previousCrc32c checksum of the record before the first, 0 if there is none
 * @param lastCrc32c checksum of the last record
 * @param sha256 over the records' bytes in order, lower-case hexadecimal: an archived copy has the same
 * @param chain SHA-256 over the chain value of the seal before and everything above
 */
public record Seal(
        String cycle,
        long first,
        long last,
        long firstNanos,
        long lastNanos,
        int previousCrc32c,
        int lastCrc32c,
        String sha256,
        String chain) {
    private static final int FIELDS = 10;

    /** Seals what was found, behind the seal whose chain value is {@code previousChain}. */
    public static Seal of(
            String previousChain,
            String cycle,
            long first,
            long last,
            long firstNanos,
            long lastNanos,
            int previousCrc32c,
            int lastCrc32c,
            String sha256) {
        Seal open = new Seal(cycle, first, last, firstNanos, lastNanos, previousCrc32c, lastCrc32c, sha256, "");
        return new Seal(
                cycle,
                first,
                last,
                firstNanos,
                lastNanos,
                previousCrc32c,
                lastCrc32c,
                sha256,
                Sha256.of(previousChain + " " + open.content()));
    }

    public long records() {
        return last - first + 1;
    }

    /** The seal as a line of the file, without its end. */
    String line() {
        return content() + " " + chain;
    }

    /** Reads a line; throws {@link IllegalArgumentException} saying what was expected. */
    static Seal parse(String line, String previousChain) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("expected " + FIELDS + " fields, found " + fields.length);
        }
        Seal seal = new Seal(
                fields[0],
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[4]),
                Long.parseLong(fields[5]),
                HexFormat.fromHexDigits(fields[6]),
                HexFormat.fromHexDigits(fields[7]),
                fields[8],
                fields[9]);
        if (!seal.line().equals(line)) {
            throw new IllegalArgumentException("expected the line '" + seal.line() + "', found '" + line + "'");
        }
        String expected = Sha256.of(previousChain + " " + seal.content());
        if (!expected.equals(seal.chain)) {
            throw new IllegalArgumentException("expected the chain value " + expected + ", found " + seal.chain);
        }
        return seal;
    }

    private String content() {
        return String.format(
                Locale.ROOT,
                "%s %d %d %d %d %d %08x %08x %s",
                cycle,
                first,
                last,
                records(),
                firstNanos,
                lastNanos,
                previousCrc32c,
                lastCrc32c,
                sha256);
    }
}
