package io.onetape.tools;

import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tape completion}: a script that makes a shell complete this command. */
@Command(
        name = "completion",
        description = "Prints a script that makes the shell complete commands, options and files.",
        footer = {
            "",
            "Examples:",
            "  source <(tape completion bash)                       now",
            "  echo 'source <(tape completion bash)' >> ~/.bashrc   always",
            "  echo 'source <(tape completion zsh)' >> ~/.zshrc"
        })
public final class CompletionCommand implements Callable<Integer> {
    /** Shells that can be told. */
    enum Shell {
        BASH,
        ZSH
    }

    /** A zsh that has no completion yet begins it, and learns to read what bash reads. */
    private static final String ZSH = """
            if ! type compdef >/dev/null 2>&1; then
              autoload -U +X compinit && compinit
            fi
            autoload -U +X bashcompinit && bashcompinit
            """;

    private final Console console;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh")
    private Shell shell = Shell.BASH;

    public CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (shell == Shell.ZSH) {
            console.out().text(ZSH);
        }
        console.out().text(AutoComplete.bash("tape", CommandFrame.tree(console)));
        return ExitCode.OK;
    }
}
