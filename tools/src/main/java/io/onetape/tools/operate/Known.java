package io.onetape.tools.operate;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.StrategyChange;
import io.onetape.journal.schema.StrategyChangedDecoder;
import io.onetape.journal.schema.StrategyMode;
import io.onetape.journal.schema.StrategyPackageSetDecoder;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.Processors;
import io.onetape.services.config.settings.EffectiveSettings;
import io.onetape.services.plugin.AllowedHashes;
import io.onetape.services.plugin.PluginFolder;
import io.onetape.services.runtime.Run;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.strategy.StrategyType;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Shell;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a run's tape says by now is set, and how its strategies stand. Reads the whole tape once. */
final class Known {
    private final RunPaths paths;
    private final EffectiveSettings settings = new EffectiveSettings();
    private final Sources sources = new Sources();
    private final SortedMap<String, String> standings = new TreeMap<>();
    private final SortedMap<String, String> modes = new TreeMap<>();
    private final SortedMap<String, String> packages = new TreeMap<>();
    private final StrategyChangedDecoder changed = new StrategyChangedDecoder();
    private final StrategyPackageSetDecoder packageSet = new StrategyPackageSetDecoder();

    Known(RunPaths paths) {
        this.paths = paths;
        if (Files.exists(paths.tape().resolve(Manifest.FILE))) {
            TapeFolder tape = TapeFolder.open(paths.tape());
            tape.base().ifPresent(base -> {
                throw new CommandException(
                        ExitCode.REFUSED,
                        "the tape's records up to sequence " + base.sequence()
                                + " were moved away; expected them, for what was set there may still hold",
                        "tape state show --service risk " + Shell.word(paths.tape()));
            });
            try (TapeReader reader = tape.reader()) {
                while (reader.next()) {
                    learn(reader.record());
                }
            }
        }
    }

    /** The last number of the operator's that is on the tape. */
    long operatorNumber() {
        return sources.byName(Run.OPERATOR)
                .map(Source::number)
                .map(sources::last)
                .orElse(0L);
    }

    EffectiveSettings settings() {
        return settings;
    }

    /** A strategy's setting, empty if the tape says none. */
    Optional<String> setting(String strategy, String name) {
        return settings.value("strategy." + strategy + "." + name);
    }

    /** The last StrategyChanged of a strategy but for its parameters and mode: {@code started}, {@code quarantined}. */
    String standing(String strategy) {
        return standings.getOrDefault(strategy, "configured");
    }

    /** The instruments that a loaded strategy waits for: those of its settings that the tape has not defined. */
    List<String> awaited(String strategy) {
        return !standing(strategy).equals("loaded")
                ? List.of()
                : Stream.of("symbol", "symbol2")
                        .flatMap(name -> setting(strategy, name).stream())
                        .filter(symbol ->
                                settings.instruments().bySymbol(symbol).isEmpty())
                        .toList();
    }

    /** The mode that a strategy's engine has last said is in force; before it has, its setting, {@code live} without one. */
    String mode(String strategy) {
        String inForce = modes.get(strategy);
        return inForce != null ? inForce : setting(strategy, "mode").orElse("live");
    }

    /** What a type's name means by now: a plug-in's type, or one of the build. */
    Optional<StrategyType> type(String name) {
        String hash = packages.get(name);
        return hash != null
                ? new PluginFolder(paths.plugins(), AllowedHashes.any()).find(name, hash)
                : Processors.strategyTypes().stream()
                        .filter(type -> type.name().equals(name))
                        .findFirst();
    }

    private void learn(RecordView record) {
        sources.apply(record);
        settings.apply(record);
        switch (record.templateId()) {
            case StrategyChangedDecoder.TEMPLATE_ID -> learnChange(record);
            case StrategyPackageSetDecoder.TEMPLATE_ID -> {
                record.decode(packageSet);
                String type = packageSet.strategyType(); // in the order of the record
                packages.put(type, packageSet.hash());
            }
            default -> {} // about something else
        }
    }

    private void learnChange(RecordView record) {
        record.decode(changed);
        String strategy = OrderId.strategyName(OrderId.getStrategy(
                changed.buffer(), changed.offset() + StrategyChangedDecoder.strategyEncodingOffset()));
        StrategyChange change = changed.change();
        if (change != StrategyChange.PARAMETERS && change != StrategyChange.MODE) {
            standings.put(strategy, change.name().toLowerCase(Locale.ROOT));
        }
        if (changed.mode() != StrategyMode.NULL_VAL) { // what others say of a strategy, and what older builds say
            modes.put(strategy, changed.mode().name().toLowerCase(Locale.ROOT));
        }
    }
}
