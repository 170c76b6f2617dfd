package io.onetape.journal.archive;

import io.onetape.journal.sequencer.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a run's services need of its tape: each starts from its newest good snapshot, {@code snapshots/<service>/<sequence>.snapshot} with nineteen digits, and has
 * consumed what {@code progress/<service>} says. Whoever has one of the two is a service, and must have a snapshot; whoever has a progress file is a reader.
 *
 * @param sequence the lowest of all
 */
public record RunRetention(long sequence, String heldBy) implements RetentionBase {
    private static final String SNAPSHOT_NAME = "\\d{19}\\.snapshot";
    private static final int DIGITS = 19;

    /** Looks at a run's folder; {@code isGood} tells a snapshot that a service can start from. Throws {@link RetentionException} naming who has none. */
    public static RunRetention of(Path run, Predicate<Path> isGood) {
        Path snapshots = run.resolve("snapshots");
        Path progress = run.resolve("progress");
        List<String> readers = names(progress);
        TreeSet<String> services = new TreeSet<>(names(snapshots));
        services.addAll(readers);
        if (services.isEmpty()) {
            throw new RetentionException("expected snapshots of every service in " + snapshots
                    + ", found none: without them nothing can start but from the tape's first record");
        }
        List<RunRetention> all = new ArrayList<>();
        for (String service : services) {
            all.add(ofSnapshots(service, snapshots.resolve(service), isGood));
        }
        for (String reader : readers) {
            try (Progress at = Progress.open(progress.resolve(reader))) {
                all.add(new RunRetention(at.consumed(), reader + ", which has consumed through it"));
            }
        }
        return all.stream()
                .min(Comparator.comparingLong(RunRetention::sequence))
                .orElseThrow();
    }

    private static RunRetention ofSnapshots(String service, Path folder, Predicate<Path> isGood) {
        List<String> names = names(folder);
        for (int i = names.size() - 1; i >= 0; i--) {
            String name = names.get(i);
            if (name.matches(SNAPSHOT_NAME) && isGood.test(folder.resolve(name))) {
                return new RunRetention(
                        Long.parseLong(name.substring(0, DIGITS)), service + ", whose newest good snapshot is of it");
            }
        }
        throw new RetentionException("expected a good snapshot of " + service + " in " + folder
                + ", found none: it could not start without the tape's first record");
    }

    /** Sorted; none if there is no such folder. */
    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
