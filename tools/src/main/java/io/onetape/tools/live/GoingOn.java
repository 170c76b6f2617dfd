package io.onetape.tools.live;

import io.onetape.services.config.RunMode;
import io.onetape.services.runtime.RunPaths;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Shell;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A run that goes on is what it was begun as: an option for a new run may say that again, and nothing else. */
final class GoingOn {
    private final RunFile file;
    private final RunPaths paths;
    private final Path folder;

    /** {@code folder} is the run's as typed. */
    GoingOn(RunFile file, RunPaths paths, Path folder) {
        this.file = file;
        this.paths = paths;
        this.folder = folder;
    }

    /** Throws {@link CommandException} if one of the options that were typed says something else than the run is. */
    void require(@Nullable RunMode mode, @Nullable Path config, FeedOptions feed) {
        if (mode != null && mode != file.run().mode()) {
            throw refused("--mode", text(file.run().mode()), text(mode));
        }
        Path begun = file.configuration().toAbsolutePath().normalize();
        if (config != null && !config.toAbsolutePath().normalize().equals(begun)) {
            throw refused("--config", begun.toString(), config.toString());
        }
        if (feed.typedFeed().isPresent() && !feed.isOf(file.run(), paths)) {
            throw refused(
                    "--feed",
                    FeedOptions.text(file.run(), paths),
                    feed.typedFeed().get());
        }
        if (feed.typedPace().isPresent() && !feed.isPaceOf(file.run())) {
            throw refused(
                    "--pace", FeedOptions.paceText(file.run()), feed.typedPace().get());
        }
    }

    private CommandException refused(String option, String expected, String found) {
        return new CommandException(
                ExitCode.REFUSED,
                option + ": the run in " + folder + " was begun with " + expected + " and goes on so; found " + found,
                "tape run --dir " + Shell.word(folder) + "   or: tape run --dir NEW_RUN " + option + " "
                        + Shell.word(found));
    }

    private static String text(RunMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
