package io.onetape.services.config;

import io.onetape.journal.fixed.TimeWindows;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.OutageRule;
import io.onetape.services.config.schema.Nearest;
import io.onetape.services.config.secret.SecretSource;
import io.onetape.services.config.topology.ServiceKind;
import io.onetape.services.config.yaml.Mapping;
import io.onetape.services.config.yaml.Node;
import io.onetape.services.config.yaml.Place;
import io.onetape.services.config.yaml.Problem;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that the sections of one configuration agree with each other and with the environment. Used once, on one thread. */
final class Agreement {
    private final Configuration configuration;
    private final Mapping root;
    private final List<Problem> problems;

    Agreement(Configuration configuration, Mapping root, List<Problem> problems) {
        this.configuration = configuration;
        this.root = root;
        this.problems = problems;
    }

    void check(Map<String, String> environment) {
        requireHost(configuration.mode() == RunMode.PAPER, ServiceKind.VENUE, "mode", "mode: observe");
        requireHost(configuration.cacheEnabled(), ServiceKind.CACHE, "cache.enabled", "cache.enabled: false");
        requireHost(configuration.remote().enabled(), ServiceKind.REMOTE, "remote.enabled", "remote.enabled: false");
        checkToken(environment);
        if (configuration
                .allowedPlugins()
                .filter(file -> !Files.isRegularFile(file))
                .isPresent()) {
            problem(
                    "plugins.allowed",
                    "found no such file, expected one with a SHA-256 a line, relative to the configuration's folder");
        }
        checkOutages();
        checkLimitsOfStrategies();
        checkThatLiveStrategiesHaveLimits();
    }

    private void requireHost(boolean wanted, ServiceKind service, String key, String otherwise) {
        if (wanted && configuration.topology().host(service.text()).isEmpty()) {
            problem(key, "found no process with the service '" + service.text() + "', expected one, or " + otherwise);
        }
    }

    private void checkToken(Map<String, String> environment) {
        RemoteSettings remote = configuration.remote();
        if (remote.enabled() && remote.tokens().isEmpty()) {
            problem("remote.enabled", "found no token, expected remote.token with secretFile or secretEnv");
        }
        for (SecretSource token : remote.tokens()) {
            try {
                token.open(environment).close();
            } catch (IllegalArgumentException e) {
                String key = token instanceof SecretSource.Variable ? "secretEnv" : "secretFile";
                problem("remote.token." + key, String.valueOf(e.getMessage()));
            }
        }
    }

    private void checkOutages() {
        VenueSpec venue = configuration.venue();
        try {
            boolean any = !TimeWindows.parse(venue.outageWindows()).isEmpty();
            if (any && venue.outageRule() == OutageRule.NONE) {
                problem(
                        "venue.outageAt",
                        "found venue.outage: none, expected reject or delay with outages that are set");
            }
        } catch (IllegalArgumentException e) {
            problem("venue.outageAt", String.valueOf(e.getMessage()));
        }
    }

    private void checkLimitsOfStrategies() {
        List<String> names =
                configuration.strategies().stream().map(StrategySpec::name).toList();
        for (RiskLimits limits : configuration.limits()) {
            if (limits.scope() == LimitScope.STRATEGY && !names.contains(limits.strategy())) {
                problem(
                        "risk.strategies." + limits.strategy(),
                        "found limits of '" + limits.strategy() + "', expected a strategy of this file: one of " + names
                                + Nearest.hint(limits.strategy(), names));
            }
        }
    }

    private void checkThatLiveStrategiesHaveLimits() {
        for (StrategySpec strategy : configuration.strategies()) {
            if (!strategy.enabled()
                    || !strategy.settings().getOrDefault("mode", "").equals("live")) {
                continue;
            }
            for (String setting : List.of("symbol", "symbol2")) {
                String symbol = strategy.settings().getOrDefault(setting, "");
                if (!symbol.isEmpty() && !hasLimits(symbol)) {
                    problem(
                            "strategies." + strategy.name() + "." + setting,
                            "found no risk limits of " + symbol
                                    + ", without which nothing is traded, expected risk.default or"
                                    + " risk.instruments." + symbol);
                }
            }
        }
    }

    private boolean hasLimits(String symbol) {
        return configuration.limits().stream()
                .anyMatch(limits -> limits.scope() == LimitScope.INSTRUMENT
                        && (limits.symbol().isEmpty() || limits.symbol().equalsIgnoreCase(symbol)));
    }

    /** At the key's place, or the nearest one above it that stands in a file. */
    private void problem(String path, String message) {
        Place place = root.place();
        Optional<Node> node = Optional.of(root);
        for (String key : path.split("\\.", -1)) {
            node = node.flatMap(in -> in instanceof Mapping mapping ? mapping.find(key) : Optional.empty());
            place = node.map(Node::place).filter(found -> found.line() > 0).orElse(place);
        }
        problems.add(new Problem(place, path, message));
    }
}
