package io.onetape.tools.state;

import io.onetape.tools.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code tape state}: a group of commands. */
@Command(
        name = "state",
        description = "The state of services at a position of a tape.",
        synopsisSubcommandLabel = "COMMAND")
public final class StateCommand {
    private StateCommand() {}

    /** The group with its commands. */
    public static CommandSpec of(Console console) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new StateCommand());
        spec.addSubcommand("show", new CommandLine(new StateShowCommand(console)));
        spec.addSubcommand("rebuild", new CommandLine(new StateRebuildCommand(console)));
        spec.addSubcommand("reset", new CommandLine(new StateResetCommand(console)));
        spec.addSubcommand("snapshot", new CommandLine(new StateSnapshotCommand(console)));
        return spec;
    }
}
