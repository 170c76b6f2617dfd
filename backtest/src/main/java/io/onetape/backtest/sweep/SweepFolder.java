package io.onetape.backtest.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a sweep: its plan in {@code sweep.json}, and a line for each trial that has ended in {@code trials.ndjson}, in their order. A sweep that was ended in the middle goes on behind
 * the last whole line. One process at a time. Single-threaded.
 */
public final class SweepFolder implements AutoCloseable {
    public static final String TRIALS = "trials.ndjson";
    public static final String PLAN = "sweep.json";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FileChannel trials;
    private final @Nullable FileLock lock;
    private final Queue<String> stored;

    private SweepFolder(FileChannel trials, @Nullable FileLock lock, Queue<String> stored) {
        this.trials = trials;
        this.lock = lock;
        this.stored = stored;
    }

    /** Begins a sweep, or goes on with it; throws {@link RefusedException} if another one is there. */
    public static SweepFolder open(Path folder, SweepPlan plan) {
        try {
            Files.createDirectories(folder);
            Optional<SweepPlan> before = plan(folder);
            before.flatMap(there -> there.differenceTo(plan)).ifPresent(difference -> {
                throw new RefusedException(
                        "another sweep in " + folder + ": " + difference,
                        "the same options, tapes and code, to go on with it",
                        "tape sweep … --out NEW_FOLDER");
            });
            Path file = folder.resolve(TRIALS);
            if (before.isEmpty()) {
                if (Files.exists(file)) {
                    throw new RefusedException(
                            file + " without " + PLAN, "both or neither", "tape sweep … --out NEW_FOLDER");
                }
            }
            write(folder.resolve(PLAN), PlanJson.text(plan));
            return open(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder, e);
        }
    }

    private static SweepFolder open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new RefusedException(
                        "another process that writes " + file, "none", "tape sweep … --out NEW_FOLDER");
            }
            Queue<String> lines = new ArrayDeque<>();
            String text = Files.readString(file);
            int whole = text.lastIndexOf('\n') + 1;
            text.substring(0, whole).lines().forEach(lines::add);
            channel.truncate(text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length);
            channel.position(channel.size());
            return new SweepFolder(channel, lock, lines);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The plan of a sweep that is there. */
    public static Optional<SweepPlan> plan(Path folder) throws IOException {
        Path file = folder.resolve(PLAN);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(PlanJson.parse(Files.readString(file)));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    file + ": " + e.getMessage(), "what tape sweep writes", "tape sweep … --out NEW_FOLDER");
        }
    }

    /** How many trials have ended before. */
    public int stored() {
        return stored.size();
    }

    /** The next trial that has ended before, which is this one; null if none is left. */
    public @Nullable String next(int number, Part part) {
        String line = stored.poll();
        if (line == null) {
            return null;
        }
        Trial trial = read(line);
        if (trial.number() != number || !trial.part().equals(part)) {
            throw new RefusedException(
                    "trial " + trial.number() + (trial.part().isWhole() ? "" : " " + trial.part()),
                    "trial " + number + (part.isWhole() ? "" : " " + part) + " at its place in " + TRIALS,
                    "tape sweep … --out NEW_FOLDER");
        }
        return line;
    }

    /** Reads a line; throws {@link RefusedException} if it is none of a trial. */
    public static Trial read(String line) {
        try {
            JsonNode json = MAPPER.readTree(line);
            return Trial.of(json);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new RefusedException(
                    "in " + TRIALS + " '" + line.substring(0, Math.min(40, line.length())) + "…'",
                    "a trial's JSON object in each line",
                    "tape sweep … --out NEW_FOLDER");
        }
    }

    /** A trial has ended: its line is with the operating system when this returns. */
    public void add(String line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                trials.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + TRIALS, e);
        }
    }

    /** Whole or not at all. */
    static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part); // there only if one of both has failed
        }
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.close();
            }
            trials.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + TRIALS, e);
        }
    }
}
