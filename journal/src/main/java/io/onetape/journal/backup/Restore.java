package io.onetape.journal.backup;

import com.github.luben.zstd.ZstdInputStream;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.seal.SmallFile;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.VerbatimWriter;
import io.onetape.journal.verify.Verification;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/**
 * Makes a run's folder of a backup. Everything is written into a folder of another name first, the tape in it is verified from its first record to its last, and
 * only then it gets its name: after a failure nothing is there. What is restored belongs to its owner alone. Single-threaded; one use.
 */
public final class Restore {
    /**
     * What was restored.
     *
     * @param sequence the tape's last
     * @param records of the tape, archived ones too
     */
    public record Result(long sequence, long records, String hash) {}

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private final KeyFile key;
    private final LongConsumer progress;

    /** {@code progress} is told the sequences that are written. */
    public Restore(Path file, KeyFile key, LongConsumer progress) {
        this.file = file;
        this.key = key;
        this.progress = progress;
    }

    /** Restores into a folder that is missing or empty; {@code dryRun} restores and verifies aside, and leaves nothing. */
    public Result into(Path folder, boolean dryRun) {
        Path target = folder.toAbsolutePath().normalize();
        try {
            requireNew(folder, target);
            Path parent = Files.createDirectories(target.resolveSibling(""));
            Path aside = Files.createTempDirectory(parent, target.getFileName() + ".restoring-", OWNERS_FOLDER);
            try {
                read(aside);
                Verification.Result verified = verify(aside.resolve(Backup.TAPE));
                if (!dryRun) {
                    Files.deleteIfExists(target); // it is empty
                    Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
                    SmallFile.syncFolder(target);
                }
                return new Result(lastSequence(dryRun ? aside : target), verified.records(), verified.hash());
            } finally {
                removeTree(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot restore " + file, e);
        }
    }

    private void read(Path aside) throws IOException {
        try (InputStream plain = new BufferedInputStream(Files.newInputStream(file))) {
            SecretKey fileKey = BackupHeader.read(plain, key);
            FrameInput frames = new FrameInput(plain, fileKey);
            try (EntryInput in = new EntryInput(new ZstdInputStream(frames))) {
                int kind = in.next();
                while (kind != EntryOutput.END) {
                    Path target = targetOf(aside, in.path());
                    if (kind == EntryOutput.FILE) {
                        readFile(in, target);
                    } else {
                        readQueue(in, target);
                    }
                    kind = in.next();
                }
                frames.requireEnd();
            }
        }
    }

    private static void readFile(EntryInput in, Path target) throws IOException {
        createFolder(target.resolveSibling(""));
        try (FileChannel channel = FileChannel.open(
                        target, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNERS_FILE);
                OutputStream out = Channels.newOutputStream(channel)) {
            in.copyTo(out);
            channel.force(true);
        }
    }

    private void readQueue(EntryInput in, Path target) throws IOException {
        createFolder(target);
        EntryInput.Queue queue = in.queue();
        try (VerbatimWriter writer = new VerbatimWriter(target, queue.manifest(), queue.number(), queue.crc32c())) {
            Optional<RecordView> record = in.nextRecord();
            while (record.isPresent()) {
                writer.append(record.get());
                progress.accept(writer.number());
                record = in.nextRecord();
            }
            in.requireLast(writer.number(), writer.crc32c());
            writer.finish();
        } catch (DamagedTapeException e) {
            throw new BackupException(
                    BackupException.Fault.DAMAGED, "the backup holds records that do not follow each other", e);
        }
    }

    private static Verification.Result verify(Path tape) {
        if (!Files.isDirectory(tape)) {
            throw new BackupException(BackupException.Fault.DAMAGED, "the backup holds no tape");
        }
        Verification.Result result = new Verification(TapeFolder.open(tape), Verification.Observer.NONE).run(true);
        if (result.damage().isPresent()) {
            Verification.Damage damage = result.damage().get();
            throw new BackupException(
                    BackupException.Fault.DAMAGED,
                    "what was restored is damaged at sequence " + damage.sequence() + ": " + damage.found());
        }
        return result;
    }

    private static long lastSequence(Path run) {
        return TapeFolder.open(run.resolve(Backup.TAPE))
                .manifest()
                .end()
                .map(end -> end.number())
                .orElse(0L);
    }

    /** No path of a backup leads out of the folder. */
    private static Path targetOf(Path aside, String path) {
        Path target = aside.resolve(path).normalize();
        if (!target.startsWith(aside) || target.equals(aside)) {
            throw new BackupException(BackupException.Fault.DAMAGED, "the backup names a path outside: " + path);
        }
        return target;
    }

    private static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, OWNERS_FOLDER);
    }

    private static void requireNew(Path folder, Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        try (Stream<Path> all = Files.list(target)) {
            if (all.findAny().isPresent()) {
                throw new BackupException(
                        BackupException.Fault.REFUSED, folder + " is not empty; expected a new folder");
            }
        } catch (NotDirectoryException e) {
            throw new BackupException(BackupException.Fault.REFUSED, folder + " is a file; expected a new folder", e);
        }
    }

    /** Only what this run put aside. */
    private static void removeTree(Path aside) throws IOException {
        if (!Files.exists(aside)) {
            return;
        }
        try (Stream<Path> all = Files.walk(aside)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }
}
