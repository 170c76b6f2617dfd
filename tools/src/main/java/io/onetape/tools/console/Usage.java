package io.onetape.tools.console;

/** Checks of what was typed; what cannot be meant ends the command as a usage error. */
public final class Usage {
    private Usage() {}

    /** Of an option whose number cannot be lower. */
    public static void requireAtLeast(String option, long value, long least) {
        if (value < least) {
            throw CommandException.usage(
                    option + ": expected " + least + " or more, found " + value, option + " " + Math.max(1, least));
        }
    }

    /** Of two options that cannot both be meant. */
    public static void requireNotBoth(boolean one, String option, boolean other, String otherOption) {
        if (one && other) {
            throw CommandException.usage(
                    "expected " + option + " or " + otherOption + ", found both", "leave out one of them");
        }
    }

    /** Of an option that only means something with another one. */
    public static void requireWith(boolean typed, String option, boolean other, String otherOption) {
        if (typed && !other) {
            throw CommandException.usage(
                    option + " is of use with " + otherOption + " only, found none", otherOption + " " + option);
        }
    }
}
