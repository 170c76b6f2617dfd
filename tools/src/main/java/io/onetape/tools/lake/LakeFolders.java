package io.onetape.tools.lake;

import io.onetape.tools.folder.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a keeper of exported folders has to know of them. */
public final class LakeFolders {
    private LakeFolders() {}

    /** Differs where the files of one tape would differ: with the exporter. */
    public static String version() {
        return "v" + LakeManifest.EXPORTER_VERSION;
    }

    /** True if an export has finished it. */
    public static boolean isComplete(Path folder) {
        return Files.isRegularFile(folder.resolve(LakeManifest.FILE));
    }

    /** Bytes of its files, 0 if it is not there. */
    public static long bytes(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    /** Removes it; links are not followed. */
    public static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(LakeManifest.FILE)); // first: what is left does not look complete
        Folders.delete(folder);
    }
}
