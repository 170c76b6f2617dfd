package io.onetape.journal.backup;

import com.github.luben.zstd.ZstdOutputStream;
import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.seal.SmallFile;
import io.onetape.journal.tape.Manifest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/**
 * Writes a run into one encrypted file while it goes on: the tape up to the sequence that is its last when the backup begins, the snapshots that were taken up to
 * there, the outboxes, which then hold at least what is on that tape, plug-ins, configuration, and the halt latch. Starting from it is as after a loss of power at
 * that sequence. What can be made anew (caches, indexes, progress) and what was put away (trash, logs) is not in it. Single-threaded; one use.
 */
public final class Backup {
    /**
     * What was written.
     *
     * @param sequence the tape's last
     * @param records of the tape that were read; those in archives are not counted
     * @param snapshots how many
     */
    public record Result(long sequence, long records, int snapshots, int outboxes, long bytes) {}

    static final String TAPE = "tape";
    static final String OUTBOX = "outbox";
    static final String SNAPSHOTS = "snapshots";
    static final String CONFIG = "config";
    static final String HALT = "halt";

    private static final String PLUGINS = "plugins";
    private static final String SNAPSHOT_NAME = "\\d{19}\\.snapshot";
    private static final int LEVEL = 3;

    private final Path run;
    private final Optional<Path> configuration;
    private final LongConsumer progress;

    /**
     * Of a run's folder, or of a tape alone. {@code configuration} is a folder or file beside the run; without it the run's own folder {@code config} is taken.
     * {@code progress} is told the sequences that are copied.
     */
    public Backup(Path run, Optional<Path> configuration, LongConsumer progress) {
        this.run = run;
        this.configuration = configuration;
        this.progress = progress;
    }

    /** Where the tape is: in a run's folder, or the folder itself. */
    public Path tape() {
        return Files.exists(run.resolve(TAPE)) ? run.resolve(TAPE) : run;
    }

    /** Writes a file that is not there yet; it appears when it is whole. */
    public Result write(Path file, KeyFile key) {
        Manifest.read(tape()); // or there is nothing to back up
        if (Files.exists(file)) {
            throw new BackupException(
                    BackupException.Fault.REFUSED, file + " is there already; expected the name of a new file");
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        AppenderLock alone = AppenderLock.takeForKeeping(tape());
        try {
            Result result = writeTo(next, key);
            SmallFile.install(next, file);
            return new Result(result.sequence, result.records, result.snapshots, result.outboxes, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the backup " + file, e);
        } finally {
            alone.close();
            remove(next);
        }
    }

    private Result writeTo(Path next, KeyFile key) throws IOException {
        Files.deleteIfExists(next); // of a backup that was killed
        try (FileChannel channel = FileChannel.open(
                        next,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                OutputStream plain = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            SecretKey fileKey = BackupHeader.write(plain, key);
            FrameOutput frames = new FrameOutput(plain, fileKey);
            EntryOutput out = new EntryOutput(new ZstdOutputStream(frames, LEVEL));
            Result result = put(out);
            out.end();
            out.close(); // only here: after a failure no frame is marked as the last
            plain.flush();
            channel.force(true);
            return result;
        }
    }

    private Result put(EntryOutput out) throws IOException {
        QueueCopy tape = new QueueCopy(tape(), TAPE);
        long last = tape.last(); // before anything else: the rest is at least as new
        int snapshots = putSnapshots(out, last);
        putTree(out, run.resolve(PLUGINS), PLUGINS);
        Path config = configuration.orElse(run.resolve(CONFIG));
        putTree(out, config, Files.isDirectory(config) ? CONFIG : CONFIG + "/" + config.getFileName());
        putTree(out, run.resolve(HALT), HALT);
        int outboxes = putOutboxes(out);
        long records = tape.put(out, last, progress);
        return new Result(last, records, snapshots, outboxes, 0);
    }

    private int putSnapshots(EntryOutput out, long last) throws IOException {
        int put = 0;
        for (Path service : list(run.resolve(SNAPSHOTS))) {
            for (Path snapshot : list(service)) {
                String name = String.valueOf(snapshot.getFileName());
                boolean isOld = name.matches(SNAPSHOT_NAME) && Long.parseLong(name.substring(0, 19)) <= last;
                if (isOld && putFile(out, snapshot, SNAPSHOTS + "/" + service.getFileName() + "/" + name)) {
                    put++;
                }
            }
        }
        return put;
    }

    private int putOutboxes(EntryOutput out) throws IOException {
        int put = 0;
        for (Path outbox : list(run.resolve(OUTBOX))) {
            if (Files.exists(outbox.resolve(Manifest.FILE))) {
                QueueCopy copy = new QueueCopy(outbox, OUTBOX + "/" + outbox.getFileName());
                copy.put(out, copy.last(), number -> {});
                put++;
            }
        }
        return put;
    }

    private static void putTree(EntryOutput out, Path from, String path) throws IOException {
        if (Files.isDirectory(from)) {
            for (Path entry : list(from)) {
                putTree(out, entry, path + "/" + entry.getFileName());
            }
        } else if (Files.isRegularFile(from)) {
            putFile(out, from, path);
        }
    }

    /** False if the file is gone by now: snapshots make room for newer ones. */
    private static boolean putFile(EntryOutput out, Path file, String path) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            out.file(path, content);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Sorted by name; none if there is no such folder. */
    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    private static void remove(Path next) {
        try {
            Files.deleteIfExists(next);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + next, e);
        }
    }
}
