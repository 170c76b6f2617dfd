package io.onetape.services.config;

import io.onetape.services.config.schema.Defaults;
import io.onetape.services.config.schema.Overrides;
import io.onetape.services.config.schema.Validation;
import io.onetape.services.config.yaml.ConfigurationException;
import io.onetape.services.config.yaml.Mapping;
import io.onetape.services.config.yaml.Problem;
import io.onetape.services.config.yaml.Scalar;
import io.onetape.services.config.yaml.Substitution;
import io.onetape.services.config.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files that make up one configuration, read and put together: the file itself, and one that it may include, whose sections it must not have too.
 *
 * @param files those that were read, the one that was named first
 * @param root the effective tree: variables in, overrides applied, valid, defaults filled in
 */
record ConfigurationFiles(List<Path> files, Mapping root) {
    private static final String INCLUDE = "include";

    /** Throws {@link ConfigurationException}. */
    static ConfigurationFiles read(Path file, Map<String, String> environment) {
        List<Path> files = new ArrayList<>(List.of(file));
        Mapping root = Substitution.apply(YamlReader.read(file), environment);
        Mapping.Entry include = root.entries().get(INCLUDE);
        if (include != null) {
            if (!(include.value() instanceof Scalar name) || name.kind() != Scalar.Kind.TEXT) {
                throw problem(include, "found " + include.value().found() + ", expected the name of one file");
            }
            Path included = file.resolveSibling(name.text());
            files.add(included);
            root = merge(root.without(INCLUDE), Substitution.apply(YamlReader.read(included), environment));
        }
        Mapping overridden = Overrides.apply(root, environment);
        Validation.check(overridden);
        return new ConfigurationFiles(List.copyOf(files), Defaults.fill(overridden));
    }

    private static Mapping merge(Mapping into, Mapping included) {
        Mapping merged = into;
        for (Map.Entry<String, Mapping.Entry> section : included.entries().entrySet()) {
            Mapping.Entry former = into.entries().get(section.getKey());
            if (former != null) {
                throw new ConfigurationException(List.of(new Problem(
                        section.getValue().keyPlace(),
                        section.getKey(),
                        "found the section in both files, expected it in one: the other is at " + former.keyPlace())));
            }
            if (section.getKey().equals(INCLUDE)) {
                throw problem(section.getValue(), "found an include in an included file, expected none");
            }
            merged = merged.with(section.getKey(), section.getValue());
        }
        return merged;
    }

    private static ConfigurationException problem(Mapping.Entry at, String message) {
        return new ConfigurationException(List.of(new Problem(at.keyPlace(), INCLUDE, message)));
    }
}
