package io.onetape.backtest.sweep;

import io.onetape.backtest.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The trials of several shards of one sweep, together. Single-threaded. */
public final class MergedTrials {
    private static final String NEXT = "tape sweep … --shard 1/2 --out FOLDER";

    private final SweepPlan plan;
    private final SortedMap<Integer, String> lines;

    private MergedTrials(SweepPlan plan, SortedMap<Integer, String> lines) {
        this.plan = plan;
        this.lines = lines;
    }

    /**
     * Reads folders of sweeps, and files of lines. At least one folder, or the folder that a file is in, has the plan. Throws {@link RefusedException} if they are not of one sweep, or
     * one trial came out differently.
     */
    public static MergedTrials read(List<Path> sources) {
        try {
            SweepPlan plan = plan(sources);
            SortedMap<Integer, String> lines = new TreeMap<>();
            for (Path source : sources) {
                Path file = Files.isDirectory(source) ? source.resolve(SweepFolder.TRIALS) : source;
                String text = Files.readString(file);
                String whole = text.substring(0, text.lastIndexOf('\n') + 1); // a killed sweep leaves a torn line
                for (String line : whole.lines().toList()) {
                    add(line, file, plan, lines);
                }
            }
            return new MergedTrials(plan, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the trials", e);
        }
    }

    private static SweepPlan plan(List<Path> sources) throws IOException {
        SweepPlan first = null;
        for (Path source : sources) {
            Path folder =
                    Files.isDirectory(source) ? source : source.toAbsolutePath().getParent();
            Optional<SweepPlan> found = folder == null ? Optional.empty() : SweepFolder.plan(folder);
            SweepPlan whole = found.map(SweepPlan::whole).orElse(null);
            if (first != null && whole != null) {
                whole.differenceTo(first).ifPresent(difference -> {
                    throw new RefusedException(
                            "another sweep in " + source + ": " + difference, "shards of one sweep", NEXT);
                });
            }
            first = first == null ? whole : first;
        }
        if (first == null) {
            throw new RefusedException(
                    "no " + SweepFolder.PLAN + " beside the trials", "one, to know which trials there are to be", NEXT);
        }
        if (first.windows().isPresent() || first.pick().kind().equals(Pick.HALVING)) {
            throw new RefusedException("a sweep that has no shards", "a grid, or some of it by chance", NEXT);
        }
        return first;
    }

    private static void add(String line, Path file, SweepPlan plan, SortedMap<Integer, String> lines) {
        Trial trial = SweepFolder.read(line);
        if (!trial.optionsHash().equals(plan.optionsHash())
                || !trial.tapeHash().equals(plan.tapeHash())
                || trial.number() > plan.grid().size()
                || !trial.parameters().equals(plan.grid().parameters(trial.number()))) {
            throw new RefusedException(
                    "trial " + trial.number() + " of " + file + ", of other parameters, options or another tape",
                    "those of " + SweepFolder.PLAN + ": options " + plan.optionsHash() + ", tape " + plan.tapeHash(),
                    NEXT);
        }
        String other = lines.put(trial.number(), line);
        if (other != null && !other.equals(line)) {
            throw new RefusedException(
                    "trial " + trial.number() + " twice with different results, "
                            + SweepFolder.read(other).outputHash() + " and " + trial.outputHash(),
                    "the same result of the same trial",
                    NEXT);
        }
    }

    /** The plan of all shards together. */
    public SweepPlan plan() {
        return plan;
    }

    /** The trials that no shard has. */
    public List<Integer> missing() {
        return Arrays.stream(plan.pick().numbers(plan.grid()))
                .boxed()
                .filter(number -> !lines.containsKey(number))
                .toList();
    }

    /** In their order. */
    public List<Trial> trials() {
        return lines.values().stream().map(SweepFolder::read).toList();
    }

    /** Writes what the sweep would have written without shards, into a new folder. */
    public void writeTo(Path folder) {
        try {
            if (Files.exists(folder.resolve(SweepFolder.TRIALS)) || Files.exists(folder.resolve(SweepFolder.PLAN))) {
                throw new RefusedException(
                        "a sweep in " + folder, "a new folder", "tape report --merge … --out NEW_FOLDER");
            }
            Files.createDirectories(folder);
            StringBuilder text = new StringBuilder();
            for (Map.Entry<Integer, String> line : lines.entrySet()) {
                text.append(line.getValue()).append('\n');
            }
            SweepFolder.write(folder.resolve(SweepFolder.TRIALS), text.toString());
            SweepFolder.write(folder.resolve(SweepFolder.PLAN), PlanJson.text(plan));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder, e);
        }
    }
}
