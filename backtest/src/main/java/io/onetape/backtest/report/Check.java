package io.onetape.backtest.report;

/** Something that speaks for or against the numbers of a run. */
public record Check(Level level, String what, String why) {
    /** What it means for a reader. */
    public enum Level {
        /** It was looked at, and is as it should be. */
        PASSED,
        /** It was done; what comes of it is for the reader to judge. */
        RUN,
        /** Known, and to be kept in mind. */
        WARNING,
        /** Not looked at yet. */
        MISSING,
        /** The numbers are not to be believed. */
        FAILED
    }
}
