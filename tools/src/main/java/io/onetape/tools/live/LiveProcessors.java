package io.onetape.tools.live;

import io.onetape.backtest.paper.PaperVenue;
import io.onetape.journal.tape.StoredTape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.replay.Processor;
import io.onetape.services.Processors;
import io.onetape.services.config.Configuration;
import io.onetape.services.plugin.AllowedHashes;
import io.onetape.services.plugin.PluginFolder;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.strategy.StrategyLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Every processor that may stand on a tape, fresh, by its service's name, with the plug-ins that lie beside the tape. */
public final class LiveProcessors {
    private final StrategyLibrary plugins;

    /** Plug-ins of these hashes are accepted. */
    LiveProcessors(RunPaths paths, AllowedHashes allowed) {
        this.plugins = new PluginFolder(paths.plugins(), allowed);
    }

    /** For a tape that is read; plug-ins are there only where its folder is. */
    public static LiveProcessors of(StoredTape tape) {
        return tape instanceof TapeFolder stored
                ? new LiveProcessors(stored.folder())
                : new LiveProcessors(StrategyLibrary.NONE);
    }

    private LiveProcessors(StrategyLibrary plugins) {
        this.plugins = plugins;
    }

    /** For a tape that is read: what is on it was accepted once. */
    public LiveProcessors(Path tape) {
        Path run = tape.toAbsolutePath().normalize().getParent();
        RunPaths paths = new RunPaths(run == null ? tape : run);
        this.plugins = Files.isDirectory(paths.plugins())
                ? new PluginFolder(paths.plugins(), AllowedHashes.any())
                : StrategyLibrary.NONE;
    }

    /** What a run accepts: the configuration's list, else the run's own; without either nothing may be loaded. */
    public static AllowedHashes allowed(Configuration configuration, RunPaths paths) {
        return AllowedHashes.of(
                configuration.allowedPlugins().orElse(paths.plugins().resolve("allowed")));
    }

    /** Throws {@link IllegalArgumentException} if this build has none of that name. */
    public Processor named(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("expected a service's name, found '" + name + "'"));
    }

    /** Empty if this build has none of that name. */
    public Optional<Processor> find(String name) {
        return name.equals(PaperVenue.NAME) ? Optional.of(new PaperVenue()) : Processors.find(name, plugins);
    }
}
