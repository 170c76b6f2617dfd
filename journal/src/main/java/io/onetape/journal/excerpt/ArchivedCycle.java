package io.onetape.journal.excerpt;

import com.github.luben.zstd.ZstdInputStream;
import io.onetape.journal.seal.DamagedSealsException;
import io.onetape.journal.seal.Seal;
import io.onetape.journal.seal.Seals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A cycle file that was compressed into {@code archive/}, byte by byte, so that offsets in it are the same. To be read it is unpacked into {@code archive/cache/},
 * where its records are compared with the cycle's seals before anybody sees them; the copies that were used last are kept. Where no copy can be kept, on a disk
 * that is read-only, it is unpacked into a nameless file for the one reader. Any number of processes and threads: a copy appears whole, and one that goes while
 * it is open stays readable.
 */
public final class ArchivedCycle {
    /** Folder beside the cycle files. */
    public static final String FOLDER = "archive";

    /** What the name of an archive ends with, behind the cycle file's own name. */
    public static final String SUFFIX = ".zst";

    /** Folder of unpacked copies, within the archive. */
    public static final String CACHE = "cache";

    /** Unpacked copies that are kept. */
    public static final int CACHED_FILES = 4;

    private static final int PIECE_BYTES = 1 << 20;
    private static final AtomicInteger UNPACKED = new AtomicInteger();

    private ArchivedCycle() {}

    /** Where the archive of a cycle file is, or would be. */
    public static Path archiveOf(Path cycleFile) {
        return cycleFile.resolveSibling(FOLDER).resolve(cycleFile.getFileName() + SUFFIX);
    }

    /** Where the cycle file was of which this is the archive. */
    static Path fileOf(Path archive) {
        String name = String.valueOf(archive.getFileName());
        return folderOf(archive).resolve(name.substring(0, name.length() - SUFFIX.length()));
    }

    /** True if the cycle is there, but only as an archive. */
    public static boolean isArchived(Path cycleFile) {
        return !Files.exists(cycleFile) && Files.exists(archiveOf(cycleFile));
    }

    /** Opens what was archived of a cycle file; throws {@link DamagedExcerptException} if it is not what was sealed. */
    static FileChannel open(Path cycleFile) throws IOException {
        Path cached = cacheOf(archiveOf(cycleFile)).resolve(String.valueOf(cycleFile.getFileName()));
        try {
            return openCached(cached);
        } catch (NoSuchFileException e) {
            return unpackOnce(cycleFile, cached);
        } catch (FileSystemException e) {
            return unpackNameless(archiveOf(cycleFile), sealsOf(cycleFile));
        }
    }

    /** Unpacks an archive aside and compares it with seals, whatever copies there are; what differs, in words. */
    public static Optional<String> difference(Path archive, List<Seal> seals) {
        try {
            unpackNameless(archive, seals).close();
            return Optional.empty();
        } catch (DamagedExcerptException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + archive, e);
        }
    }

    /** One at a time in a process: the others then find the copy. */
    private static synchronized FileChannel unpackOnce(Path cycleFile, Path cached) throws IOException {
        try {
            return openCached(cached);
        } catch (NoSuchFileException e) {
            Path archive = archiveOf(cycleFile);
            List<Seal> seals = sealsOf(cycleFile);
            try {
                Files.createDirectories(cacheOf(archive));
                FreeSpace.DEFAULT.require(cacheOf(archive));
                return unpack(archive, seals, cached);
            } catch (NoSuchFileException gone) {
                throw gone;
            } catch (FileSystemException notWritable) {
                return unpackNameless(archive, seals);
            }
        }
    }

    private static FileChannel unpack(Path archive, List<Seal> seals, Path cached) throws IOException {
        Path next = cached.resolveSibling(
                cached.getFileName() + "." + ProcessHandle.current().pid() + "-" + UNPACKED.incrementAndGet());
        boolean done = false;
        try {
            write(archive, next);
            requireSealed(archive, next, seals);
            FileChannel channel = FileChannel.open(next, StandardOpenOption.READ);
            done = true;
            keep(next, cached);
            return channel;
        } finally {
            if (!done) {
                Files.deleteIfExists(next);
            }
        }
    }

    private static void keep(Path next, Path cached) throws IOException {
        try {
            Files.move(next, cached, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            return; // another process took it for the oldest copy; it is open
        }
        ArchiveCache.evict(cached, CACHED_FILES);
    }

    private static FileChannel unpackNameless(Path archive, List<Seal> seals) throws IOException {
        Path next = nameless(cacheOf(archive));
        try {
            write(archive, next);
            requireSealed(archive, next, seals);
            return FileChannel.open(next, StandardOpenOption.READ);
        } finally {
            Files.deleteIfExists(next); // the open file stays readable
        }
    }

    /** On the archive's own disk, which has room for such files, if that can be written. */
    private static Path nameless(Path cache) throws IOException {
        try {
            return Files.createTempFile(Files.createDirectories(cache), "unpacked-", ".next");
        } catch (FileSystemException e) {
            return Files.createTempFile("onetape-", RollCycle.SUFFIX);
        }
    }

    private static FileChannel openCached(Path cached) throws IOException {
        FileChannel channel = FileChannel.open(cached, StandardOpenOption.READ);
        ArchiveCache.touch(cached);
        return channel;
    }

    private static void write(Path archive, Path target) throws IOException {
        try (InputStream packed = Files.newInputStream(archive);
                FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            copy(archive, packed, out);
            out.force(true);
        }
    }

    private static void copy(Path archive, InputStream packed, FileChannel out) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        try (ZstdInputStream unpacked = new ZstdInputStream(packed)) {
            while (true) {
                int count = read(archive, unpacked, piece);
                if (count < 0) {
                    return;
                }
                ByteBuffer bytes = ByteBuffer.wrap(piece, 0, count);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
        }
    }

    private static int read(Path archive, ZstdInputStream unpacked, byte[] piece) {
        try {
            return unpacked.read(piece);
        } catch (IOException e) { // a wrong checksum, a lost end
            throw new DamagedExcerptException(archive, String.valueOf(e.getMessage()));
        }
    }

    private static void requireSealed(Path archive, Path unpacked, List<Seal> seals) {
        if (seals.isEmpty()) {
            throw new DamagedExcerptException(archive, "expected a seal of this cycle, found none");
        }
        try (CycleFile file = new CycleFile(unpacked)) {
            SealCheck.difference(file, seals, true).ifPresent(found -> {
                throw new DamagedExcerptException(archive, found);
            });
        }
    }

    private static List<Seal> sealsOf(Path cycleFile) {
        String name = String.valueOf(cycleFile.getFileName());
        Path archive = archiveOf(cycleFile);
        try {
            return Seals.read(folderOf(archive))
                    .map(seals -> seals.of(name.substring(0, name.length() - RollCycle.SUFFIX.length())))
                    .orElse(List.of());
        } catch (DamagedSealsException e) {
            throw new DamagedExcerptException(archive, String.valueOf(e.getMessage()));
        }
    }

    private static Path folderOf(Path archive) {
        return archive.resolveSibling("").resolveSibling("");
    }

    private static Path cacheOf(Path archive) {
        return archive.resolveSibling(CACHE);
    }
}
