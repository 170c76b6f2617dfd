package io.onetape.services.plugin;

import io.onetape.services.strategy.StrategyLibrary;
import io.onetape.services.strategy.StrategyPackageException;
import io.onetape.services.strategy.StrategyType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The JARs beside a tape, each under its SHA-256: {@code RUN/plugins/<sha256>.jar}. A JAR is checked when it is installed and again each time it is loaded: its
 * hash, that the hash is allowed, its byte code, and that nobody but the owner may write it or the folder. Nothing is ever overwritten or removed.
 *
 * <p>Who puts a StrategyPackageSet on the tape installs first, so that a record there means that the JAR was accepted. Thread-safe; several processes may
 * install and open at once.
 */
public final class PluginFolder implements StrategyLibrary {
    private static final String JAR = ".jar";
    private static final FileAttribute<?> OWNERS_FOLDER = attribute("rwx------");
    private static final FileAttribute<?> OWNERS_FILE = attribute("rw-------");
    private static final Set<PosixFilePermission> READ_ONLY = PosixFilePermissions.fromString("r--------");

    private final Path folder;
    private final AllowedHashes allowed;

    /** The folder need not exist before the first {@link #install}. */
    public PluginFolder(Path folder, AllowedHashes allowed) {
        this.folder = folder;
        this.allowed = allowed;
    }

    /**
     * Checks a JAR and copies it into the folder, whole or not at all. One that is there already is no error. Throws {@link StrategyPackageException} with all
     * reasons if it is refused.
     */
    public Plugin install(Path jar) {
        try {
            PluginJar read = PluginJar.read(jar);
            allowed.require(read.sha256());
            Plugin plugin = read.load();
            Files.createDirectories(folder, OWNERS_FOLDER);
            requireOwners(folder);
            if (!Files.exists(path(read.sha256()))) {
                copy(read);
            }
            open(read.sha256());
            return plugin;
        } catch (NoSuchFileException e) {
            throw new StrategyPackageException("expected a JAR, found no file " + e.getFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot install " + jar + " in " + folder, e);
        }
    }

    /**
     * Loads the JAR with this hash, in a class loader of its own for each call. Throws {@link StrategyPackageException} if it is not there, its bytes have
     * another hash, or it is refused.
     */
    public Plugin open(String sha256) {
        if (!AllowedHashes.isHash(sha256)) {
            throw new StrategyPackageException(
                    "expected a SHA-256 of 64 lower-case hexadecimal digits, found '" + sha256 + "'");
        }
        Path path = path(sha256);
        try {
            requireOwners(folder);
            requireOwners(path);
            PluginJar read = PluginJar.read(path);
            if (!read.sha256().equals(sha256)) {
                throw new StrategyPackageException("expected a JAR with SHA-256 " + sha256 + " at " + path
                        + ", found one with " + read.sha256() + ": put the right one there");
            }
            allowed.require(sha256);
            return read.load();
        } catch (NoSuchFileException e) {
            throw new StrategyPackageException("expected the plug-in with SHA-256 " + sha256 + " at " + path
                    + ", found no such file: copy it there from the folder where it was installed");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    @Override
    public Optional<StrategyType> find(String type, String sha256) {
        return open(sha256).type(type);
    }

    /** Hashes of what is there, sorted; what each is, {@link #open} says. */
    public List<String> installed() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(JAR))
                    .map(name -> name.substring(0, name.length() - JAR.length()))
                    .filter(AllowedHashes::isHash)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private Path path(String sha256) {
        return folder.resolve(sha256 + JAR);
    }

    /** Complete and on the disk before it has its name; two processes that install the same write the same. */
    private void copy(PluginJar jar) throws IOException {
        Path next = Files.createTempFile(folder, jar.sha256().substring(0, 12), ".next", OWNERS_FILE);
        try {
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(jar.bytes());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.setPosixFilePermissions(next, READ_ONLY);
            Files.move(next, path(jar.sha256()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static void requireOwners(Path path) throws IOException {
        Set<PosixFilePermission> others = EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(path);
        others.retainAll(found);
        if (!others.isEmpty()) {
            throw new StrategyPackageException("expected that only its owner may write " + path + ", found "
                    + PosixFilePermissions.toString(found) + ": chmod go-w it");
        }
    }

    private static FileAttribute<?> attribute(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
