package io.onetape.services.config.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used: everything that is wrong with it, in the order of the file. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /** At least one problem. */
    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    ConfigurationException(Place place, String key, String message) {
        this(List.of(new Problem(place, key, message)));
    }

    /** Not empty. */
    public List<Problem> problems() {
        return problems;
    }
}
