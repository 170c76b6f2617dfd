package io.onetape.backtest.run.clock;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What has to be known of the recorded tapes of a backtest, in plain sentences. */
public final class InputWarnings {
    private final boolean severalTapes;
    private final boolean severalInstruments;
    private final List<String> warnings = new ArrayList<>();

    private InputWarnings(List<RecordedInput> inputs) {
        severalTapes = inputs.stream().mapToInt(RecordedInput::tape).distinct().count() > 1;
        severalInstruments = inputs.size() > 1;
    }

    /** Shifts, facts out of order, and one market that is recorded twice. */
    public static List<String> of(List<RecordedInput> inputs) {
        InputWarnings said = new InputWarnings(inputs);
        for (RecordedInput input : inputs) {
            said.shift(input);
            said.order(input);
            inputs.stream()
                    .filter(other -> other.tape() > input.tape() && input.overlaps(other))
                    .forEach(other ->
                            said.warnings.add(input.instrument().symbol() + " is recorded at the same time on tapes "
                                    + input.tape() + " and " + other.tape() + ": prints that are on both count twice"));
        }
        return said.warnings;
    }

    private void shift(RecordedInput input) {
        if (input.shiftNanos() != 0) {
            warnings.add("local time " + of(input) + "was shifted by " + span(input.shiftNanos()) + ": "
                    + input.clock().negative() + " records had been received before they happened, by up to "
                    + span(Math.max(0, -input.clock().smallestNanos())));
        }
    }

    private void order(RecordedInput input) {
        if (input.clock().outOfOrder() > 0) {
            warnings.add(input.clock().outOfOrder() + " of " + input.clock().facts() + " records " + of(input)
                    + "came out of exchange order, by up to "
                    + span(input.clock().largestStepBackNanos())
                    + ": the venue sees them in order, strategies as received");
        }
    }

    /** Exactly, in the unit that one reads: {@code 1.272402468 s}. */
    private static String span(long nanos) {
        long size = Math.abs(nanos);
        int decimals = size >= 1_000_000_000 ? 9 : size >= 1_000_000 ? 6 : size >= 1_000 ? 3 : 0;
        return BigDecimal.valueOf(nanos, decimals).stripTrailingZeros().toPlainString()
                + List.of(" ns", " µs", " ms", " s").get(decimals / 3);
    }

    private String of(RecordedInput input) {
        if (severalTapes) {
            return "of " + input.instrument().symbol() + " on tape " + input.tape() + " ";
        }
        return severalInstruments ? "of " + input.instrument().symbol() + " " : "";
    }
}
