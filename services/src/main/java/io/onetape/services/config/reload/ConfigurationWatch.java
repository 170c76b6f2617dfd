package io.onetape.services.config.reload;

import io.onetape.services.config.Configuration;
import io.onetape.services.config.schema.Schema;
import io.onetape.services.config.yaml.ConfigurationException;
import io.onetape.services.config.yaml.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Looks at a configuration's files for changes. It has no thread: whoever owns it polls. Single-threaded.
 *
 * <p>Strategies, limits, execution, signals and the account may be reloaded; whatever else has changed is named, and needs a restart.
 */
public final class ConfigurationWatch {
    private final Function<Path, Configuration> loader;
    private final long periodNanos;
    private final Configuration started;
    private Configuration current;
    private List<FileStamp> stamps;
    private List<Problem> refused = List.of();
    private long lastNanos;
    private boolean hasLooked;

    /**
     * @param started what the system was started with
     * @param environment as it was then
     * @param periodNanos the time between two looks
     */
    public ConfigurationWatch(Configuration started, Map<String, String> environment, long periodNanos) {
        this(started, file -> Configuration.load(file, environment), periodNanos);
    }

    /** The same with another way to read the file, which throws {@link ConfigurationException} like {@link Configuration#load}. */
    public ConfigurationWatch(Configuration started, Function<Path, Configuration> loader, long periodNanos) {
        this.loader = loader;
        this.periodNanos = periodNanos;
        this.started = started;
        current = started;
        // The files may have changed since they were read: the first look reads them again.
        stamps = List.of();
    }

    /** The configuration that holds. */
    public Configuration current() {
        return current;
    }

    /** Looks, if it is time. {@code nowNanos} is of any clock that never goes back. */
    public Reload poll(long nowNanos) {
        if (hasLooked && nowNanos - lastNanos < periodNanos) {
            return new Reload.Unchanged();
        }
        hasLooked = true;
        lastNanos = nowNanos;
        if (!stamps.isEmpty() && stamps.stream().allMatch(FileStamp::looksTheSame)) {
            return new Reload.Unchanged();
        }
        // Before the files are read: a change in between is found by the next look.
        List<FileStamp> now = FileStamp.of(files());
        boolean sameContent = hashes(now).equals(hashes(stamps));
        stamps = now;
        return sameContent ? new Reload.Unchanged() : reload();
    }

    private Reload reload() {
        Configuration wanted;
        try {
            wanted = loader.apply(started.files().get(0));
        } catch (ConfigurationException e) {
            boolean isSaid = e.problems().equals(refused);
            refused = e.problems();
            stamps = List.of(); // it may be about a file that is not known here: read again until it is mended
            return isSaid ? new Reload.Unchanged() : new Reload.Refused(e.problems());
        }
        refused = List.of();
        boolean otherFiles = !wanted.files().equals(current.files());
        boolean otherValues = !wanted.values().equals(current.values());
        current = wanted;
        if (otherFiles) {
            stamps = List.of(); // it includes another one: look at that too
        }
        return otherValues ? new Reload.Changed(wanted, needRestart(wanted)) : new Reload.Unchanged();
    }

    private List<Path> files() {
        return current.files();
    }

    private List<String> needRestart(Configuration wanted) {
        List<String> reloadable = Schema.get().reloadable();
        SortedSet<String> paths = new TreeSet<>(started.values().keySet());
        paths.addAll(wanted.values().keySet());
        List<String> changed = new ArrayList<>();
        for (String path : paths) {
            String from = started.values().getOrDefault(path, "none");
            String to = wanted.values().getOrDefault(path, "none");
            if (!from.equals(to) && !reloadable.contains(path.split("\\.", 2)[0])) {
                changed.add("needs a restart: " + path + ": " + from + " -> " + to);
            }
        }
        return changed;
    }

    private static List<String> hashes(List<FileStamp> stamps) {
        return stamps.stream().map(stamp -> stamp.path() + " " + stamp.hash()).toList();
    }
}
