package io.onetape.tools.operate;

import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.services.runtime.HaltLatch;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tape halt}: the latch first, then the record. It never asks, and waits for no lock. */
@Command(
        name = "halt",
        description = {
            "Stops trading: no order leaves that raises exposure, what is open is cancelled.",
            "The latch RUN/halt is set first; it stands until tape resume."
        },
        footer = {
            "",
            "Examples:",
            "  tape halt --dir RUN",
            "  tape halt --dir RUN --flatten --reason 'venue looks wrong'"
        })
public final class HaltCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Option(names = "--flatten", description = "close positions at the market too")
    private boolean flatten;

    public HaltCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Desk desk = new Desk(options, console);
        long now = console.wallNanos().getAsLong();
        UncheckedIOException noLatch = latch(desk, now);
        String missing = noLatch == null
                ? "the latch " + options.folder.resolve("halt") + " is set"
                : "the latch is NOT set (" + noLatch.getMessage() + ")";
        console.say(missing);
        try {
            desk.sendFirst(flatten ? "halt flatten" : "halt", now);
        } catch (CommandException e) {
            throw new CommandException(e.exitCode(), missing + "; " + e.getMessage(), e.next());
        } catch (UncheckedIOException | DamagedTapeException e) {
            throw new CommandException(
                    ExitCode.RUN_TIME,
                    missing + "; the record is written, what followed from it cannot be read: " + e.getMessage(),
                    desk.typed("run") + " --status");
        }
        if (noLatch != null) {
            throw new CommandException(
                    ExitCode.RUN_TIME,
                    missing + "; the record is written",
                    "touch " + desk.paths().haltLatch());
        }
        return ExitCode.OK;
    }

    private @Nullable UncheckedIOException latch(Desk desk, long nowNanos) {
        try {
            HaltLatch.set(desk.paths(), desk.who(), options.reason, nowNanos);
            return null;
        } catch (UncheckedIOException e) {
            return e; // the record may still be written: it is said
        }
    }
}
