package io.onetape.services.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onetape.services.config.yaml.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A configuration in a folder of its own, as an operator would write it. */
final class YamlFile {
    static final String CORE = """
            processes:
              core:
                services: [sequencer, marketdata, strategy, risk, execution, account, venue, cache, remote, clock, feed]
            """;
    static final String LIMITS = """
            risk:
              default: {maximumPosition: 1, maximumNotional: 100000, maximumOpenOrders: 10}
            """;
    static final String MAKER = """
            strategies:
              mm1:
                type: market-maker
                symbol: BTCUSDT
                mode: live
                parameters: {quantity: 0.01, maxPosition: 0.05}
            """;

    private final Path path;

    YamlFile(Path folder) {
        path = folder.resolve("c.yaml");
    }

    Path path() {
        return path;
    }

    YamlFile write(String... parts) {
        return writeTo("c.yaml", String.join("", parts));
    }

    YamlFile writeTo(String name, String text) {
        try {
            Files.writeString(path.resolveSibling(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Configuration load() {
        return load(Map.of());
    }

    Configuration load(Map<String, String> environment) {
        return Configuration.load(path, environment);
    }

    /** What is wrong with it, without the folder's name. */
    List<String> problems(Map<String, String> environment) {
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> Configuration.load(path, environment));
        if (refused == null) {
            throw new AssertionError("expected the file to be refused, found it accepted");
        }
        return refused.problems().stream()
                .map(problem -> problem.toString().replace(path.getParent() + "/", ""))
                .toList();
    }

    List<String> problems() {
        return problems(Map.of());
    }
}
