package io.onetape.tools.operate;

import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.LimitScope;
import io.onetape.services.config.Configuration;
import io.onetape.services.config.RiskLimits;
import io.onetape.services.config.RunTimeChange;
import io.onetape.services.config.settings.EffectiveSettings;
import io.onetape.services.config.settings.EffectiveSettings.Whose;
import io.onetape.services.config.settings.Setting;
import io.onetape.services.config.yaml.ConfigurationException;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape risk set}: limits of one instrument, strategy, the account, or of all instruments that have none of their own. */
@Command(
        name = "set",
        description = {
            "Sets limits at run time; those that are not named stay. KEY=none takes one away.",
            "Keys and bounds are those of the section risk in docs/configuration.md."
        },
        footer = {
            "",
            "Examples:",
            "  tape risk set --dir RUN --symbol BTCUSDT maximumPosition=0.1 onBreach=halt",
            "  tape risk set --dir RUN --account maximumDailyDrawdown=1000"
        })
public final class RiskSetCommand implements Callable<Integer> {
    private static final String EXAMPLE = "tape risk set --symbol BTCUSDT maximumPosition=0.1";

    /** Whose limits. */
    static final class Scope {
        @Option(names = "--default", required = true, description = "of instruments that have none of their own")
        private boolean standard;

        @Option(names = "--symbol", required = true, paramLabel = "SYMBOL", description = "of one instrument")
        private @Nullable String symbol;

        @Option(names = "--strategy", required = true, paramLabel = "NAME", description = "of one strategy")
        private @Nullable String strategy;

        @Option(names = "--account", required = true, description = "of everything together")
        private boolean account;

        private String text() {
            if (account) {
                return "account";
            }
            return standard ? "default" : symbol != null ? symbol : "strategy " + strategy;
        }
    }

    private final Console console;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @ArgGroup(multiplicity = "1")
    private Scope scope = new Scope();

    @Parameters(paramLabel = "KEY=VALUE")
    private List<String> words = new ArrayList<>();

    RiskSetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        SortedMap<String, String> changes = Assignments.read(words, EXAMPLE);
        Desk desk = new Desk(options, console);
        String what = "risk set " + scope.text() + " " + String.join(" ", words);
        Known read = new Known(desk.paths());
        EffectiveSettings known = read.settings();
        Whose whose = whose(known, what, desk);
        RiskLimits former = former(known, whose);
        SortedMap<String, String> texts = new TreeMap<>(former.texts());
        changes.forEach((key, value) -> {
            if (value.equals("none")) {
                texts.remove(key);
            } else {
                texts.put(key, value);
            }
        });
        Configuration configuration = Configuration.load(desk.file().configuration(), console.environment());
        try {
            desk.requireLast(read.operatorNumber()); // the limits that are not named are those of the tape
            RiskLimits wanted = RunTimeChange.limits(configuration, former, texts);
            desk.send(what, outbox -> outbox.set(new Setting.Limits(instrument(known, whose), wanted)));
        } catch (ConfigurationException e) {
            throw desk.refuse(
                    what, Objections.text(e), "docs/configuration.md has the bounds; " + desk.typed("risk show"));
        }
        return ExitCode.OK;
    }

    private Whose whose(EffectiveSettings known, String what, Desk desk) {
        if (scope.account) {
            return new Whose(LimitScope.ACCOUNT, "", "");
        }
        if (scope.strategy != null) {
            if (!known.strategies().contains(scope.strategy)) {
                throw unknown(what, "strategy", scope.strategy, List.copyOf(known.strategies()), desk);
            }
            return new Whose(LimitScope.STRATEGY, "", scope.strategy);
        }
        if (scope.symbol == null) {
            return new Whose(LimitScope.INSTRUMENT, "", "");
        }
        Optional<Instrument> instrument = known.instruments().bySymbol(scope.symbol);
        if (instrument.isEmpty()) {
            List<String> symbols =
                    known.instruments().all().stream().map(Instrument::symbol).toList();
            throw unknown(what, "instrument", scope.symbol, symbols, desk);
        }
        return new Whose(LimitScope.INSTRUMENT, instrument.get().symbol(), "");
    }

    private static CommandException unknown(String what, String kind, String found, List<String> names, Desk desk) {
        return desk.refuse(
                what,
                "expected the " + kind + " to be on the tape, one of " + names + ", found '" + found + "'",
                Nearest.suggest(found, names));
    }

    private static int instrument(EffectiveSettings known, Whose whose) {
        return whose.symbol().isEmpty()
                ? 0
                : known.instruments()
                        .bySymbol(whose.symbol())
                        .map(Instrument::id)
                        .orElseThrow();
    }

    private static RiskLimits former(EffectiveSettings known, Whose whose) {
        String symbol = whose.symbol();
        RiskLimits own = known.limits().get(whose);
        if (own != null) {
            return own;
        }
        RiskLimits standard = known.limits().get(new Whose(LimitScope.INSTRUMENT, "", ""));
        return whose.scope() == LimitScope.INSTRUMENT && standard != null
                ? standard.of(symbol)
                : RiskLimits.none(whose.scope(), symbol, whose.strategy());
    }
}
