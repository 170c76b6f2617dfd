package io.onetape.tools.operate;

import io.onetape.services.config.RiskLimits;
import io.onetape.tools.console.Console;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The groups {@code tape risk}, {@code config}, {@code strategy} and {@code plugin}. */
public final class OperateCommands {
    @Command(name = "risk", description = "Limits at run time.", synopsisSubcommandLabel = "COMMAND")
    private static final class RiskGroup {}

    @Command(name = "config", description = "Settings at run time.", synopsisSubcommandLabel = "COMMAND")
    private static final class ConfigGroup {}

    @Command(name = "strategy", description = "Strategies of a run.", synopsisSubcommandLabel = "COMMAND")
    private static final class StrategyGroup {}

    @Command(name = "plugin", description = "Strategies from JARs.", synopsisSubcommandLabel = "COMMAND")
    private static final class PluginGroup {}

    private OperateCommands() {}

    public static CommandSpec risk(Console console) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new RiskGroup());
        spec.addSubcommand("set", new CommandLine(new RiskSetCommand(console)));
        spec.addSubcommand(
                "show", new CommandLine(new ShowCommand(console, OperateCommands::limits, KnownJson::limits)));
        return spec;
    }

    public static CommandSpec config(Console console) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new ConfigGroup());
        spec.addSubcommand("set", new CommandLine(new ConfigSetCommand(console)));
        spec.addSubcommand(
                "show",
                new CommandLine(
                        new ShowCommand(console, known -> known.settings().values(), KnownJson::settings)));
        return spec;
    }

    public static CommandSpec strategy(Console console) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new StrategyGroup());
        spec.addSubcommand(
                "list", new CommandLine(new ShowCommand(console, OperateCommands::strategies, KnownJson::strategies)));
        spec.addSubcommand("set", new CommandLine(new StrategySetCommand(console)));
        for (String verb : List.of("mode", "start", "stop", "resume")) {
            spec.addSubcommand(verb, new CommandLine(new StrategyVerbCommand(console, verb)));
        }
        return spec;
    }

    public static CommandSpec plugin(Console console) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new PluginGroup());
        spec.addSubcommand("install", new CommandLine(new PluginInstallCommand(console)));
        return spec;
    }

    private static SortedMap<String, String> limits(Known known) {
        SortedMap<String, String> lines = new TreeMap<>();
        for (RiskLimits limits : known.settings().limits().values()) {
            StringBuilder text = new StringBuilder();
            limits.texts()
                    .forEach((key, value) -> text.append(text.isEmpty() ? "" : " ")
                            .append(key)
                            .append('=')
                            .append(value));
            lines.put(limits.name(), text.toString());
        }
        return lines;
    }

    private static SortedMap<String, String> strategies(Known known) {
        SortedMap<String, String> lines = new TreeMap<>();
        for (String name : known.settings().strategies()) {
            List<String> awaited = known.awaited(name);
            lines.put(
                    name,
                    known.standing(name) + (awaited.isEmpty() ? "" : ", waits for " + String.join(" and ", awaited))
                            + ", "
                            + known.setting(name, "type").orElse("no type") + " on "
                            + known.setting(name, "symbol").orElse("nothing") + ", mode "
                            + known.mode(name));
        }
        return lines;
    }
}
