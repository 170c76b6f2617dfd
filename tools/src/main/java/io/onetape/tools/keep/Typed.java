package io.onetape.tools.keep;

import io.onetape.tools.console.CommandException;
import org.jspecify.annotations.Nullable;

/** What must have been typed. */
final class Typed {
    private Typed() {}

    /** The value of an option or parameter; ends the command if there is none. */
    static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw CommandException.usage("expected " + name + ", found none", "add " + name);
        }
        return value;
    }
}
