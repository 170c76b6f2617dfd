package io.onetape.tools.operate;

import io.onetape.services.runtime.HaltLatch;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tape resume}: trading goes on, if risk says so on the tape; the latch goes last. */
@Command(
        name = "resume",
        description = {
            "Ends a halt. Risk refuses it unless a clean reconciliation is later than our last order, cancel and fill.",
            "The latch RUN/halt is removed when the tape says that trading goes on, not before."
        },
        footer = {"", "Examples:", "  tape resume --dir RUN --yes"})
public final class ResumeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Option(names = "--yes", description = "do it")
    private boolean yes;

    public ResumeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Desk desk = new Desk(options, console);
        if (options.noWait) {
            throw CommandException.usage(
                    "expected no --no-wait: only the answer says whether trading goes on",
                    desk.typed("resume") + " --yes");
        }
        if (!yes) {
            throw new CommandException(
                    ExitCode.REFUSED, "resume lets trading go on; expected --yes", desk.typed("resume") + " --yes");
        }
        if (!desk.isRunning()) {
            throw new CommandException(
                    ExitCode.REFUSED, "nothing runs in " + options.folder + " that could answer", desk.typed("run"));
        }
        Optional<String> latch = HaltLatch.read(desk.paths());
        Answer answer = desk.send("resume", outbox -> {});
        if (!answer.resumed()) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "expected TradingResumed as the answer, found none: the latch stays",
                    desk.typed("resume") + " --yes");
        }
        if (!HaltLatch.read(desk.paths()).equals(latch)) {
            throw new CommandException(
                    ExitCode.REFUSED, "the latch was set again meanwhile: it stays", desk.typed("resume") + " --yes");
        }
        console.say(HaltLatch.remove(desk.paths()) ? "trading goes on; the latch is removed" : "trading goes on");
        return ExitCode.OK;
    }
}
