package io.onetape.tools.doctor;

/**
 * What one check found.
 *
 * @param what was looked at, one word or two
 * @param found what it is, and why that is good or not
 * @param next what to type or do; empty if all is well
 */
record Finding(Level level, String what, String found, String next) {
    /** How bad. */
    enum Level {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String what, String found) {
        return new Finding(Level.OK, what, found, "");
    }

    /** It works, but not as well or as safely as it could. */
    static Finding warn(String what, String found, String next) {
        return new Finding(Level.WARN, what, found, next);
    }

    /** It does not work. */
    static Finding fail(String what, String found, String next) {
        return new Finding(Level.FAIL, what, found, next);
    }
}
