package io.onetape.services.config;

import io.onetape.services.config.schema.Nearest;
import io.onetape.services.config.schema.Values;
import io.onetape.services.config.topology.Topology;
import io.onetape.services.config.yaml.Mapping;
import io.onetape.services.config.yaml.Place;
import io.onetape.services.config.yaml.Problem;
import io.onetape.services.config.yaml.Scalar;
import io.onetape.services.strategy.Parameter;
import io.onetape.services.strategy.StrategyType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the section {@code strategies} and holds each against its type's declaration. A type that is not built in is taken as it is if plug-ins are allowed: its
 * declaration is in the JAR, and the engine refuses on the tape what does not fit. Used once, on one thread.
 */
final class StrategyReader {
    private static final String PARAMETERS = "parameters";
    private static final String ENABLED = "enabled";

    private final List<StrategyType> types;
    private final boolean pluginsAllowed;
    private final Topology topology;
    private final List<Problem> problems;

    StrategyReader(List<StrategyType> types, boolean pluginsAllowed, Topology topology, List<Problem> problems) {
        this.types = types;
        this.pluginsAllowed = pluginsAllowed;
        this.topology = topology;
        this.problems = problems;
    }

    /** By name. */
    List<StrategySpec> read(Mapping section) {
        List<StrategySpec> strategies = new ArrayList<>();
        for (String name : new TreeMap<>(section.entries()).keySet()) {
            strategies.add(strategy(name, (Mapping) section.find(name).orElseThrow(), section.keyPlace(name)));
        }
        return strategies;
    }

    private StrategySpec strategy(String name, Mapping from, Place keyPlace) {
        SortedMap<String, String> settings = new TreeMap<>();
        from.entries().forEach((key, entry) -> {
            if (entry.value() instanceof Scalar scalar && !key.equals(ENABLED)) {
                settings.put(key, CanonicalText.value(scalar));
            }
        });
        List<String> common = List.copyOf(settings.keySet());
        Mapping parameters = (Mapping) from.find(PARAMETERS).orElseThrow();
        parameters.entries().forEach((key, entry) -> settings.put(key, CanonicalText.value((Scalar) entry.value())));
        String path = "strategies." + name;
        String engine = settings.getOrDefault("engine", "");
        if (topology.host(engine).isEmpty()) {
            problem(
                    place(from, "engine", keyPlace),
                    path + ".engine",
                    "found the engine '" + engine + "', expected one that a process hosts");
        }
        checkType(path, from, keyPlace, common, settings);
        return new StrategySpec(name, new Values(from).flag(ENABLED), engine, settings);
    }

    private void checkType(
            String path, Mapping from, Place keyPlace, List<String> common, SortedMap<String, String> settings) {
        String name = settings.getOrDefault("type", "");
        StrategyType type = types.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
        Mapping parameters = (Mapping) from.find(PARAMETERS).orElseThrow();
        if (type != null) {
            checkParameters(path, type, parameters, keyPlace, settings);
            return;
        }
        if (!pluginsAllowed) {
            List<String> names = types.stream().map(StrategyType::name).toList();
            problem(
                    place(from, "type", keyPlace),
                    path + ".type",
                    "found the type '" + name + "', expected one of " + names + " (no plug-ins are allowed)"
                            + Nearest.hint(name, names));
        }
        parameters.entries().forEach((key, entry) -> {
            if (common.contains(key) || key.equals(ENABLED)) {
                problem(
                        entry.keyPlace(),
                        path + "." + PARAMETERS + "." + key,
                        "found the parameter '" + key
                                + "', expected a name that is not one of every strategy's settings");
            }
        });
    }

    private void checkParameters(
            String path, StrategyType type, Mapping parameters, Place keyPlace, SortedMap<String, String> settings) {
        List<String> declared = type.parameters().stream().map(Parameter::name).toList();
        parameters.entries().forEach((key, entry) -> {
            if (!declared.contains(key)) {
                problem(
                        entry.keyPlace(),
                        path + "." + PARAMETERS + "." + key,
                        "found the parameter '" + key + "', expected one of " + declared + ", which " + type.name()
                                + " declares" + Nearest.hint(key, declared));
            }
        });
        for (Parameter parameter : type.parameters()) {
            String key = path + "." + PARAMETERS + "." + parameter.name();
            String value = parameters.find(parameter.name()).isPresent()
                    ? settings.get(parameter.name())
                    : parameter.defaultText().orElse(null);
            if (value == null) {
                problem(
                        keyPlace,
                        key,
                        "found no value, expected one from " + parameter.minimum() + " to " + parameter.maximum() + ": "
                                + parameter.help());
                continue;
            }
            settings.put(parameter.name(), value);
            try {
                parameter.parse(value);
            } catch (IllegalArgumentException e) {
                problem(place(parameters, parameter.name(), keyPlace), key, String.valueOf(e.getMessage()));
            }
        }
    }

    private void problem(Place place, String key, String message) {
        problems.add(new Problem(place, key, message));
    }

    private static Place place(Mapping in, String key, Place otherwise) {
        Place found = in.find(key).map(node -> node.place()).orElse(otherwise);
        return found.line() == 0 && otherwise.line() > 0 ? otherwise : found;
    }
}
