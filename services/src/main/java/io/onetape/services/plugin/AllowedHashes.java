package io.onetape.services.plugin;

import io.onetape.services.strategy.StrategyPackageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JARs that an operator has agreed to, by hash: a text file with one SHA-256 a line, and a comment after {@code #}. It is read for every question, so that a
 * hash may be added, or taken away, while the system runs. Thread-safe.
 */
public final class AllowedHashes {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final @Nullable Path file;

    private AllowedHashes(@Nullable Path file) {
        this.file = file;
    }

    /** Whatever passes the check of its byte code. */
    public static AllowedHashes any() {
        return new AllowedHashes(null);
    }

    /** Those of this file; none at all if it is not there. */
    public static AllowedHashes of(Path file) {
        return new AllowedHashes(file);
    }

    /** Throws {@link StrategyPackageException} unless the hash is listed, and naming the line if the file has one that is no hash. */
    void require(String sha256) {
        if (file != null && !hashes(file).contains(sha256)) {
            throw new StrategyPackageException(
                    "plug-in " + sha256 + " is not on the list of allowed JARs: expected a line '" + sha256
                            + "  # name' in " + file + ", found none");
        }
    }

    static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    private static List<String> hashes(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the list of allowed JARs " + file, e);
        }
        List<String> hashes =
                lines.stream().map(line -> line.replaceFirst("#.*", "").strip()).toList();
        for (int i = 0; i < hashes.size(); i++) {
            if (!hashes.get(i).isEmpty() && !isHash(hashes.get(i))) {
                throw new StrategyPackageException(file + " line " + (i + 1)
                        + ": expected a SHA-256 of 64 lower-case hexadecimal digits, found '" + hashes.get(i) + "'");
            }
        }
        return hashes;
    }
}
