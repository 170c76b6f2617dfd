package io.onetape.tools.operate;

import io.onetape.services.config.yaml.ConfigurationException;
import java.util.stream.Collectors;

/** What a schema has against a value, in one line. */
final class Objections {
    private Objections() {}

    static String text(ConfigurationException e) {
        return e.problems().stream()
                .map(problem -> problem.key() + ": " + problem.message())
                .collect(Collectors.joining("; "));
    }
}
