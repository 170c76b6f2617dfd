package io.onetape.tools.select;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The last argument of every command that reads a tape. */
public final class TapeArgument {
    @Parameters(arity = "0..1", paramLabel = "TAPE", description = "the tape's folder; else $$TAPE_JOURNAL")
    private @Nullable Path folder;

    /** The folder that was typed, else that of the environment; ends the command if there is none. */
    public Path folder(Console console) {
        Path typed = folder;
        return requireFolder(typed != null ? typed : ofEnvironment(console));
    }

    /** Opens the folder that was typed, or that of the environment if {@code typed} is empty. */
    public static TapeFolder open(Path typed, Console console) {
        return TapeFolder.open(typed.toString().isEmpty() ? ofEnvironment(console) : typed);
    }

    /** True if this names a folder with a tape in it, even a damaged one. */
    public static boolean isTape(String text) {
        try (var entries =
                Files.newDirectoryStream(Path.of(text), "{" + Manifest.FILE + ",*" + RollCycle.SUFFIX + "}")) {
            return entries.iterator().hasNext();
        } catch (IOException | InvalidPathException e) {
            return false; // no folder, so no tape
        }
    }

    private static Path requireFolder(Path path) {
        if (path.toString().startsWith("tcp:")) {
            throw CommandException.usage(
                    "this command reads a tape's folder, found an address",
                    "use it where the folder is; cat, tail, stats, state show and account read tcp://HOST:PORT");
        }
        return path;
    }

    /** The folder that the environment names; ends the command if it names none. */
    public static Path ofEnvironment(Console console) {
        return requireFolder(Path.of(textOfEnvironment(console)));
    }

    /** What the environment says; ends the command if that is nothing. */
    static String textOfEnvironment(Console console) {
        return console.variable("TAPE_JOURNAL")
                .orElseThrow(() -> CommandException.usage(
                        "expected a tape's folder as the last argument, found none",
                        "add the folder, or: export TAPE_JOURNAL=FOLDER   (tape demo makes one)"));
    }

    /** Opens it. */
    public TapeFolder open(Console console) {
        return TapeFolder.open(folder(console));
    }
}
