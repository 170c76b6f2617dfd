package io.onetape.services.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The values of a strategy's declared parameters, checked. Immutable. */
public final class Parameters {
    private final List<Parameter> declared;
    private final long[] values;

    private Parameters(List<Parameter> declared, long[] values) {
        this.declared = declared;
        this.values = values;
    }

    /**
     * Reads settings by their declarations. Throws {@link IllegalArgumentException} naming the first that is missing, out of bounds or not declared.
     */
    public static Parameters read(List<Parameter> declared, SortedMap<String, String> settings) {
        List<String> names = declared.stream().map(Parameter::name).toList();
        for (String name : settings.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("expected one of " + names + ", found '" + name + "'");
            }
        }
        long[] values = new long[declared.size()];
        for (int i = 0; i < values.length; i++) {
            Parameter parameter = declared.get(i);
            String text = settings.get(parameter.name());
            values[i] = parameter.parse(text != null ? text : defaultOf(parameter));
        }
        return new Parameters(List.copyOf(declared), values);
    }

    /** The value of a decimal parameter, Fixed8. */
    public long decimal(String name) {
        return value(name, Parameter.Kind.DECIMAL);
    }

    /** The value of a whole-numbered parameter. */
    public long integer(String name) {
        return value(name, Parameter.Kind.INTEGER);
    }

    /** The value of a span of time, nanoseconds. */
    public long nanos(String name) {
        return value(name, Parameter.Kind.DURATION);
    }

    /** The value of a flag. */
    public boolean flag(String name) {
        return value(name, Parameter.Kind.FLAG) == 1;
    }

    /** Which of its words a text is, from 0. */
    public int choice(String name) {
        return (int) value(name, Parameter.Kind.TEXT);
    }

    /** All values, defaults too: {@code quantity=0.01 spread=1}. */
    @Override
    public String toString() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Parameter parameter = declared.get(i);
            texts.add(parameter.name() + "=" + parameter.text(values[i]));
        }
        return String.join(" ", texts);
    }

    private long value(String name, Parameter.Kind kind) {
        for (int i = 0; i < values.length; i++) {
            Parameter parameter = declared.get(i);
            if (parameter.name().equals(name) && parameter.kind() == kind) {
                return values[i];
            }
        }
        throw new IllegalStateException("expected a declared " + kind + " parameter, found '" + name + "'");
    }

    private static String defaultOf(Parameter parameter) {
        return parameter
                .defaultText()
                .orElseThrow(() ->
                        new IllegalArgumentException("expected a value of '" + parameter.name() + "', found none"));
    }
}
