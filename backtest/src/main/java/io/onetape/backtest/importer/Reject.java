package io.onetape.backtest.importer;

/** A line that is not what it should be: where it stands, counted from 1, and why it was refused. */
public record Reject(String file, long line, String reason) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + reason;
    }
}
