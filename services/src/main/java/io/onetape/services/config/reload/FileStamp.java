package io.onetape.services.config.reload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By what a changed file is recognised: time, size and identity first, which cost nothing, then the hash of what it holds. */
record FileStamp(Path path, FileTime modified, long size, String identity, String hash) {
    private static final int MAX_BYTES = 1 << 20; // the reader refuses less
    private static final FileTime NEVER = FileTime.fromMillis(0);

    /** Of each file; one that is not there has a stamp too. */
    static List<FileStamp> of(List<Path> files) {
        List<FileStamp> stamps = new ArrayList<>();
        for (Path file : files) {
            stamps.add(of(file));
        }
        return stamps;
    }

    private static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MAX_BYTES);
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new FileStamp(
                    file,
                    attributes.lastModifiedTime(),
                    attributes.size(),
                    identity(attributes.fileKey()),
                    HexFormat.of().formatHex(digest));
        } catch (IOException e) { // being replaced, or gone: the reader says so
            return new FileStamp(file, NEVER, -1, "", "");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** True if the file looks as it did, without a look into it. */
    boolean looksTheSame() {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return now.lastModifiedTime().equals(modified)
                    && now.size() == size
                    && identity(now.fileKey()).equals(identity);
        } catch (IOException e) {
            return size < 0;
        }
    }

    private static String identity(@Nullable Object key) {
        return String.valueOf(key);
    }
}
