package io.onetape.services.plugin.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Processors;
import io.onetape.services.strategy.Strategies;
import io.onetape.services.strategy.StrategyType;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BuiltInStrategiesTest {
    private static final String SEAM = "io/onetape/services/strategy/";

    /** All that stands in packages below the seam's is strategies and what they share: a plug-in would bring it along. */
    @Test
    void theStrategiesOfTheBuildWouldPassAsAPlugin() throws Exception {
        SortedMap<String, byte[]> classes = classesBelowTheSeam();
        List<String> strategies = Processors.strategyTypes().stream()
                .map(StrategyType::create)
                .map(create -> create.get().getClass().getName().replace('.', '/'))
                .toList();
        assertThat(classes).containsKeys(strategies.toArray(String[]::new));
        assertThat(new ByteCodeCheck(AllowList.standard()).findings(classes)).isEmpty();
    }

    private static SortedMap<String, byte[]> classesBelowTheSeam() throws IOException, URISyntaxException {
        Path root = Path.of(Strategies.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        SortedMap<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root.resolve(SEAM))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace(".class", "");
                boolean below = name.lastIndexOf('/') >= SEAM.length();
                if (below && !name.endsWith("package-info")) {
                    classes.put(name, Files.readAllBytes(file));
                }
            }
        }
        return classes;
    }
}
