package io.onetape.tools;

import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What every sub-command has in common: {@code --help}, usage errors, and exceptions that reach {@link Main} as they are. One use. */
final class CommandFrame {
    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 55; // picocli takes no less

    private final CommandLine line;
    private final Console console;
    private @Nullable RuntimeException failure;

    private CommandFrame(CommandLine line, Console console) {
        this.line = line;
        this.console = console;
    }

    static CommandFrame of(Commands.Entry entry, Console console) {
        CommandLine line = build(entry, console);
        line.getCommandSpec().name("tape " + entry.name());
        return new CommandFrame(line, console);
    }

    /** All commands in one tree, for completion. */
    static CommandLine tree(Console console) {
        CommandLine root = new CommandLine(CommandSpec.create().name("tape"));
        for (Commands.Entry entry : Commands.all()) {
            CommandLine line = build(entry, console);
            line.getCommandSpec().usageMessage().hidden(entry.group().isEmpty()); // other commands start it
            root.addSubcommand(entry.name(), line);
        }
        return root;
    }

    int execute(String[] args) {
        StringWriter help = new StringWriter();
        line.setOut(new PrintWriter(help));
        line.setParameterExceptionHandler((e, typed) -> failed(usage(e)));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(unchecked(e)));
        int exitCode = line.execute(args);
        console.out().text(help.toString());
        if (failure != null) {
            throw failure;
        }
        return exitCode;
    }

    private static RuntimeException unchecked(Exception e) {
        if (e instanceof RuntimeException unchecked) {
            return unchecked;
        }
        return e instanceof IOException inputOutput
                ? new UncheckedIOException("input or output failed", inputOutput)
                : new IllegalStateException("the command failed", e);
    }

    private int failed(RuntimeException with) {
        failure = with;
        return ExitCode.RUN_TIME;
    }

    private static CommandException usage(ParameterException e) {
        if (e.getCause() instanceof CommandException known) {
            return known;
        }
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        if (e instanceof UnmatchedArgumentException unmatched
                && !spec.subcommands().isEmpty()) {
            String found = unmatched.getUnmatched().get(0);
            String kind = spec.usageMessage().synopsisSubcommandLabel().toLowerCase(Locale.ROOT);
            return CommandException.usage(
                    "no such " + kind + ": " + found,
                    Nearest.suggest(found, spec.subcommands().keySet()));
        }
        return CommandException.usage(inOurWords(String.valueOf(e.getMessage())), spec.qualifiedName() + " --help");
    }

    private static String inOurWords(String message) {
        return message.replaceFirst("^tape: ", "")
                .replaceFirst("^Unmatched arguments? (from|at) index \\d+: ", "unexpected argument ")
                .replaceFirst("option option", "option")
                .replaceFirst("' is not an? (int|long)$", "' is not a whole number");
    }

    private static CommandLine build(Commands.Entry entry, Console console) {
        CommandLine line = new CommandLine(entry.command().apply(console));
        prepare(line, console.isTerminal() ? Math.max(NARROWEST, console.columns()) : USUAL_WIDTH);
        return line;
    }

    /** A line of a description that ends without a full stop goes on in the next one: how long lines are is the terminal's. */
    private static String[] paragraphs(String[] lines) {
        return String.join("\n", lines).replaceAll("(?<![.])\n", " ").split("\n", -1);
    }

    private static void prepare(CommandLine line, int width) {
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .type(boolean.class)
                        .usageHelp(true)
                        .description("this text")
                        .build());
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.description(paragraphs(usage.description()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(width);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        line.getSubcommands().values().forEach(sub -> prepare(sub, width));
    }
}
