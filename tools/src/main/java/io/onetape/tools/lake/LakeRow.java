package io.onetape.tools.lake;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One row on its way into a folder, columns by place; what is not set is null. Used again and again. Single-threaded. */
final class LakeRow {
    private final LakeTable table;
    private final long[] numbers;
    private final boolean[] known;
    private final @Nullable String[] texts;

    LakeRow(LakeTable table) {
        this.table = table;
        int columns = table.columns().size();
        numbers = new long[columns];
        known = new boolean[columns];
        texts = new @Nullable String[columns];
    }

    LakeTable table() {
        return table;
    }

    LakeRow clear() {
        Arrays.fill(known, false);
        return this;
    }

    LakeRow set(int column, long number) {
        numbers[column] = number;
        known[column] = true;
        texts[column] = null;
        return this;
    }

    LakeRow set(int column, String text) {
        texts[column] = text;
        known[column] = true;
        return this;
    }

    boolean isKnown(int column) {
        return known[column];
    }

    long number(int column) {
        return numbers[column];
    }

    /** Null of a number. */
    @Nullable String text(int column) {
        return texts[column];
    }
}
