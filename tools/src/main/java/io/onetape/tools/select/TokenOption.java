package io.onetape.tools.select;

import io.onetape.services.config.secret.Secret;
import io.onetape.services.config.secret.SecretSource;
import io.onetape.services.ops.log.SecretMask;
import io.onetape.services.remote.client.Patience;
import io.onetape.services.remote.client.RemoteAddress;
import io.onetape.services.remote.client.RemoteTape;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the token of an endpoint is: never in an argument. */
public final class TokenOption {
    /** The variable of the environment that holds it where no file is named. */
    public static final String VARIABLE = "ONETAPE_REMOTE_TOKEN";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "the token for tcp://..., readable by its owner alone; else $$" + VARIABLE)
    private @Nullable Path file;

    /** Connects to what was typed. */
    public RemoteTape open(String text, Patience patience, Console console) {
        RemoteAddress address = address(text);
        try (Secret token = token(console)) {
            SecretMask.hide(new String(token.bytes(), StandardCharsets.UTF_8));
            return RemoteTape.open(address, token.bytes(), patience, message -> console.say("tape: " + message));
        }
    }

    /** Ends the command if a token was named for a folder. */
    void requireNone() {
        if (file != null) {
            throw CommandException.usage(
                    "--token-file is of use with tcp://HOST:PORT only, found a folder", "leave out --token-file");
        }
    }

    private static RemoteAddress address(String text) {
        try {
            return RemoteAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()), "tape cat tcp://127.0.0.1:8480");
        }
    }

    private Secret token(Console console) {
        Path named = file;
        SecretSource source = named == null ? new SecretSource.Variable(VARIABLE) : new SecretSource.SecretFile(named);
        try {
            return source.open(console.environment());
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(
                    (named == null ? VARIABLE : "--token-file") + ": " + e.getMessage(),
                    "put the endpoint's token into a file, chmod 600 FILE, and add --token-file FILE; or set "
                            + VARIABLE);
        }
    }
}
