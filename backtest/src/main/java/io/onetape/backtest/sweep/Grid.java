package io.onetape.backtest.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every combination of the axes' values, numbered from 1: the last axis changes first. A number means the same trial wherever the same axes are given. */
public record Grid(List<Axis> axes) {
    private static final int MAX_TRIALS = 1_000_000;

    public Grid {
        axes = List.copyOf(axes);
        long size = 1;
        for (Axis axis : axes) {
            size *= axis.values().size(); // at most 10^6 times 10^4
            if (size > MAX_TRIALS) {
                throw new IllegalArgumentException("expected at most " + MAX_TRIALS
                        + " combinations of the parameters' values, found more: fewer values, or fewer parameters");
            }
        }
    }

    /** Number of trials. */
    public int size() {
        return axes.stream().mapToInt(axis -> axis.values().size()).reduce(1, (a, b) -> a * b);
    }

    /** The parameters of a trial, in the order of the axes. */
    public Map<String, String> parameters(int trial) {
        if (trial < 1 || trial > size()) {
            throw new IllegalArgumentException("expected a trial from 1 to " + size() + ", found " + trial);
        }
        String[] chosen = new String[axes.size()];
        int rest = trial - 1;
        for (int i = axes.size() - 1; i >= 0; i--) {
            List<String> values = axes.get(i).values();
            chosen[i] = values.get(rest % values.size());
            rest /= values.size();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < chosen.length; i++) {
            parameters.put(axes.get(i).name(), chosen[i]);
        }
        return parameters;
    }
}
