package io.onetape.tools.select;

import io.onetape.journal.tape.StoredTape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.services.remote.client.Patience;
import io.onetape.services.remote.client.RemoteAddress;
import io.onetape.tools.console.Console;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The last argument of the commands that also read a tape of another machine. */
public final class AnyTapeArgument {
    @Parameters(
            arity = "0..1",
            paramLabel = "TAPE",
            description = "the tape's folder, or tcp://HOST:PORT of a run; else $$TAPE_JOURNAL")
    private @Nullable String typed;

    @Mixin
    private TokenOption token = new TokenOption();

    /** Opens what was typed, else what the environment says. */
    public StoredTape open(Console console) {
        return open(console, Patience.ONCE);
    }

    /** The same for a command that follows: a connection that is cut is made again. */
    public StoredTape openToFollow(Console console) {
        return open(console, Patience.FOLLOWING);
    }

    private StoredTape open(Console console, Patience patience) {
        String text = typed != null ? typed : TapeArgument.textOfEnvironment(console);
        if (RemoteAddress.isAddress(text)) {
            return token.open(text, patience, console);
        }
        token.requireNone();
        return TapeFolder.open(Path.of(text));
    }
}
