package io.onetape.tools.state;

import io.onetape.services.config.topology.ServiceKind;
import io.onetape.services.remote.client.AccountAnswer;
import io.onetape.services.remote.client.Patience;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Usage;
import io.onetape.tools.select.Spans;
import io.onetape.tools.select.TokenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape account}: asks a run's endpoint for the account's state at the tape's end; no record is read here. */
@Command(
        name = "account",
        description = {
            "What the account of a run knows now, asked of its endpoint.",
            "Exit codes: 0 answered; 3 not answered; 4 changed on its way; 6 refused; 7 not in time."
        },
        footer = {
            "",
            "Examples:",
            "  tape account --token-file TOKEN tcp://127.0.0.1:8480",
            "  tape account --json --timeout 500ms tcp://127.0.0.1:8480",
            "At another position: tape state show --service account --at POSITION tcp://..."
        })
public final class AccountCommand implements Callable<Integer> {
    private static final int NO_BOOKS = 0;
    private static final long LONGEST_MILLIS = 3_600_000;

    private final Console console;

    @Parameters(paramLabel = "ADDRESS", description = "tcp://HOST:PORT of a run")
    private String address = "";

    @Mixin
    private TokenOption token = new TokenOption();

    @Option(names = "--timeout", paramLabel = "SPAN", defaultValue = "5s", description = "for each step; default 5s")
    private String timeout = "5s";

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    public AccountCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        long millis = Spans.parse(timeout) / 1_000_000;
        Usage.requireAtLeast("--timeout in milliseconds", millis, 1);
        if (millis > LONGEST_MILLIS) {
            throw CommandException.usage("--timeout: expected at most 1h, found " + timeout, "--timeout 5s");
        }
        AccountAnswer answer =
                token.open(address, Patience.once(millis), console).account(millis);
        String name = ServiceKind.ACCOUNT.text();
        if (json) {
            console.out().line(StatePrint.json(name, answer.sequence(), answer.json()));
        } else {
            StatePrint.text(console.out(), NO_BOOKS, name, answer.sequence(), answer.json());
        }
        return ExitCode.OK;
    }
}
