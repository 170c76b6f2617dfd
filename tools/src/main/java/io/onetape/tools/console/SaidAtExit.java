package io.onetape.tools.console;

import java.util.function.Supplier;

/** While this is open, the end of the process by SIGINT, SIGTERM or {@code System.exit} says what is kept. What is said is asked for by a thread of its own. */
public final class SaidAtExit {
    private final Thread hook;

    /** {@code kept} gives what follows {@code interrupted: }. */
    public SaidAtExit(Console console, Supplier<String> kept) {
        hook = new Thread(() -> console.say("interrupted: " + kept.get()));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, and it is said
        }
    }
}
