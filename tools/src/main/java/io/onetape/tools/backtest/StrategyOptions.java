package io.onetape.tools.backtest;

import io.onetape.backtest.run.BacktestSettings;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.services.Processors;
import io.onetape.services.strategy.Parameter;
import io.onetape.services.strategy.StrategyType;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Nearest;
import io.onetape.tools.console.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** Which strategy trades what, and with what settings: one strategy an instrument (a pair for kinds that trade two), mm1, mm2 and so on. */
final class StrategyOptions {
    @Option(
            names = "--symbol",
            paramLabel = "SYMBOL",
            description =
                    "trade this instrument, by its symbol, venue:symbol or venue:market:symbol; may be repeated; default all")
    private List<String> symbols = List.of();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "a parameter of the strategy, or of one of several: mm2.spread=1; may be repeated")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--max-position",
            paramLabel = "QUANTITY",
            defaultValue = "",
            description = "risk limit of each instrument; default twice the strategy's")
    private String maximumPosition = "";

    @Option(
            names = "--max-notional",
            paramLabel = "MONEY",
            defaultValue = "",
            description = "risk limit of each instrument; default the capital")
    private String maximumNotional = "";

    @Option(
            names = "--max-open-orders",
            paramLabel = "N",
            defaultValue = "10",
            description = "risk limit of each instrument; default 10")
    private int maximumOpenOrders = 10;

    /** What holds for every trial of a sweep, as typed, by name. */
    SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        texts.put("symbols", String.join(",", symbols));
        texts.put("maxPosition", maximumPosition);
        texts.put("maxNotional", maximumNotional);
        texts.put("maxOpenOrders", Integer.toString(maximumOpenOrders));
        return texts;
    }

    /** The parameters as typed, in that order. */
    Map<String, String> typed() {
        return values;
    }

    /** The same settings with the strategies, as typed, and their limits. */
    BacktestSettings apply(
            BacktestSettings settings, String typeName, List<Instrument> instruments, UsualQuantities usual) {
        return apply(settings, typeName, instruments, usual, values);
    }

    /** The same with these parameters in place of the typed ones. */
    BacktestSettings apply(
            BacktestSettings settings,
            String typeName,
            List<Instrument> instruments,
            UsualQuantities usual,
            Map<String, String> values) {
        StrategyType type = type(typeName);
        SortedMap<String, String> config = new TreeMap<>(settings.config());
        List<BacktestSettings.RiskLimits> limits = new ArrayList<>();
        List<List<Instrument>> traded = legs(type, chosen(instruments));
        List<String> names =
                IntStream.rangeClosed(1, traded.size()).mapToObj(n -> "mm" + n).toList();
        values.keySet().forEach(key -> requireStrategy(key, names));
        int number = 0;
        for (List<Instrument> legs : traded) {
            String name = names.get(number++);
            Map<String, String> own = parameters(type, name, usual.of(legs.get(0)), values);
            own.put("type", type.name());
            for (int i = 0; i < legs.size(); i++) {
                String symbol = legs.get(i).nameAmong(instruments);
                own.put(type.symbols().get(i), symbol);
                limits.add(limits(symbol, i, own, settings.capital()));
            }
            own.put("enabled", "true");
            own.forEach((key, value) -> config.put("strategy." + name + "." + key, value));
        }
        BacktestSettings result = settings.withLimits(limits);
        for (Map.Entry<String, String> entry : config.entrySet()) {
            result = result.with(entry.getKey(), entry.getValue());
        }
        return result;
    }

    /** As many instruments a strategy as its kind trades, in their order. */
    private static List<List<Instrument>> legs(StrategyType type, List<Instrument> chosen) {
        int each = type.legs();
        if (chosen.size() % each != 0) {
            throw CommandException.usage(
                    type.name() + " trades " + each + " instruments each: expected a multiple of that, found "
                            + chosen.size(),
                    "--symbol FIRST --symbol SECOND");
        }
        List<List<Instrument>> legs = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i += each) {
            legs.add(chosen.subList(i, i + each));
        }
        return legs;
    }

    /** A second leg's position follows the first one's, by the ratio. */
    private BacktestSettings.RiskLimits limits(String symbol, int leg, Map<String, String> own, long capital) {
        long ratio = leg == 0 ? Fixed8.ONE : decimal("ratio", own.getOrDefault("ratio", "1"));
        long position = maximumPosition.isEmpty()
                ? Fixed8.multiply(
                        Math.multiplyExact(2, decimal("maxPosition", own.getOrDefault("maxPosition", "0"))), ratio)
                : decimal("--max-position", maximumPosition);
        long notional = maximumNotional.isEmpty() ? capital : decimal("--max-notional", maximumNotional);
        Usage.requireAtLeast("--max-open-orders", maximumOpenOrders, 0);
        return new BacktestSettings.RiskLimits(symbol, position, notional, maximumOpenOrders);
    }

    private static Map<String, String> parameters(
            StrategyType type, String name, UsualQuantities.Usual usual, Map<String, String> values) {
        List<String> known = type.parameters().stream().map(Parameter::name).toList();
        Map<String, String> own = new TreeMap<>();
        if (known.contains("quantity")) {
            own.put("quantity", usual.quantity());
        }
        if (known.contains("maxPosition")) {
            own.put("maxPosition", usual.maximumPosition());
        }
        for (String prefix : List.of("", name + ".")) { // of all strategies, and then of this one: wherever it stands
            values.forEach((key, value) -> {
                int behind = key.indexOf('.') + 1;
                if (key.substring(0, behind).equals(prefix)) {
                    String parameter = key.substring(behind);
                    check(type, known, parameter, value);
                    own.put(parameter, value);
                }
            });
        }
        if (own.containsKey("quantity") && !isTyped(values, name, "maxPosition") && known.contains("maxPosition")) {
            own.put("maxPosition", UsualQuantities.position(own.getOrDefault("quantity", "0")));
        }
        return own;
    }

    private static boolean isTyped(Map<String, String> values, String name, String parameter) {
        return values.containsKey(parameter) || values.containsKey(name + "." + parameter);
    }

    private static void requireStrategy(String key, List<String> names) {
        int dot = key.indexOf('.');
        if (dot >= 0 && !names.contains(key.substring(0, dot))) {
            String found = key.substring(0, dot);
            throw CommandException.usage(
                    "--set " + key + ": expected one of " + String.join(", ", names) + " before the point, found "
                            + found,
                    Nearest.suggest(found, names));
        }
    }

    private static void check(StrategyType type, List<String> known, String name, String value) {
        Optional<Parameter> declared =
                type.parameters().stream().filter(p -> p.name().equals(name)).findFirst();
        if (declared.isEmpty()) {
            throw CommandException.usage(
                    "--set: " + type.name() + " has no parameter " + name, Nearest.suggest(name, known));
        }
        SimulationOptions.read("--set", value, declared.get()::parse);
    }

    private static long decimal(String option, String text) {
        long value = SimulationOptions.read(option, text, Fixed8::parse);
        if (value < 0) {
            throw CommandException.usage(option + ": expected 0 or more, found " + text, "tape backtest --help");
        }
        return value;
    }

    private List<Instrument> chosen(List<Instrument> instruments) {
        if (symbols.isEmpty()) {
            return instruments;
        }
        return symbols.stream().map(symbol -> named(symbol, instruments)).toList();
    }

    private static Instrument named(String symbol, List<Instrument> instruments) {
        List<Instrument> named =
                instruments.stream().filter(one -> one.isNamed(symbol)).toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        List<String> names = (named.isEmpty() ? instruments : named)
                .stream().map(one -> one.nameAmong(instruments)).toList();
        if (named.isEmpty()) {
            throw CommandException.usage("no such instrument on the tape: " + symbol, Nearest.suggest(symbol, names));
        }
        throw CommandException.usage(
                "--symbol: expected the name of one instrument, found " + symbol + ", which names "
                        + String.join(" and ", names),
                "--symbol " + names.get(0));
    }

    private static StrategyType type(String name) {
        return Processors.strategyTypes().stream()
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> CommandException.usage(
                        "no such strategy: " + name,
                        Nearest.suggest(
                                name,
                                Processors.strategyTypes().stream()
                                        .map(StrategyType::name)
                                        .toList())));
    }
}
