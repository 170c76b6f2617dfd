package io.onetape.tools.live;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Names the code that runs: the same name means the same outputs. A hash of our own jars; {@code classes} where they are not packaged. */
public final class BuildName {
    private static final int DIGITS = 16;

    private BuildName() {}

    /** Of the code that runs here. */
    public static String ofThisProcess() {
        return of(System.getProperty("java.class.path"));
    }

    static String of(String classPath) {
        List<Path> jars = Arrays.stream(classPath.split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().matches("onetape-.*\\.jar"))
                .sorted()
                .toList();
        if (jars.isEmpty()) {
            return "classes";
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path jar : jars) {
                digest.update(Files.readAllBytes(jar));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the program's own jars", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
