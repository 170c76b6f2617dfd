package io.onetape.tools.state;

import io.onetape.journal.reference.Source;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.StoredTape;
import io.onetape.replay.Processor;
import io.onetape.replay.StateAt;
import io.onetape.services.Processors;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Nearest;
import io.onetape.tools.console.Usage;
import io.onetape.tools.format.Json;
import io.onetape.tools.live.LiveProcessors;
import io.onetape.tools.select.AnyTapeArgument;
import io.onetape.tools.select.AtPosition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tape state show}: runs the processors over the records up to a position and prints what they know. */
@Command(
        name = "show",
        description = {
            "What services know at a position.",
            "Their processors run over the records up to it, from their snapshots if there are."
        },
        footer = {
            "",
            "Examples:",
            "  tape state show --service marketdata TAPE",
            "  tape state show --at 2024-08-08T12:00:00 --json TAPE"
        })
public final class StateShowCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "one service that ran on the tape, such as marketdata or venue; else all")
    private @Nullable String service;

    @Option(
            names = "--at",
            paramLabel = "POSITION",
            defaultValue = "end",
            description = "default end; that record included")
    private String at = "end";

    @Option(
            names = "--levels",
            paramLabel = "N",
            defaultValue = "5",
            description = "of each side of a book; default 5; --json has all")
    private int levels = 5;

    @Option(
            names = "--from-beginning",
            description = "run over all records, also where a snapshot stands beside the tape")
    private boolean fromBeginning;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Mixin
    private AnyTapeArgument tape = new AnyTapeArgument();

    public StateShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Usage.requireAtLeast("--levels", levels, 0);
        StoredTape folder = tape.open(console);
        List<Processor> processors = asked(folder);
        long lastSequence =
                AtPosition.lastSequence(at, folder, console.wallNanos().getAsLong());
        StatesAt states = new StatesAt(folder, !fromBeginning);
        long sequence = states.run(processors, lastSequence);
        if (json) {
            console.out()
                    .line(
                            service == null
                                    ? all(sequence, processors)
                                    : StatePrint.json(
                                            processors.get(0).name(), sequence, StateAt.json(processors.get(0))));
        } else {
            processors.forEach(processor -> print(sequence, processor));
        }
        return ExitCode.OK;
    }

    /** The one that was asked for, or all of this build and what else ran on the tape. */
    private List<Processor> asked(StoredTape stored) {
        LiveProcessors live = LiveProcessors.of(stored);
        String wanted = service;
        if (wanted == null) {
            return names(stored, live).stream().map(live::named).toList();
        }
        String name = wanted.toLowerCase(Locale.ROOT);
        return List.of(live.find(name)
                .filter(found -> Processors.find(name).isPresent() || ranOn(stored, name))
                .orElseThrow(() -> CommandException.usage(
                        "no such service on this tape: " + wanted, Nearest.suggest(wanted, names(stored, live)))));
    }

    /** Where the sources are damaged it may have: the position that is asked for may lie before the damage. */
    private static boolean ranOn(StoredTape stored, String name) {
        try {
            return stored.sources().byName(name).isPresent();
        } catch (DamagedTapeException e) {
            return true;
        }
    }

    private static List<String> names(StoredTape stored, LiveProcessors live) {
        Set<String> names = new LinkedHashSet<>();
        Processors.all().forEach(one -> names.add(one.name()));
        for (Source source : sources(stored)) {
            if (source.kind() == SourceKind.PROCESSOR
                    && live.find(source.name()).isPresent()) {
                names.add(source.name());
            }
        }
        return List.copyOf(names);
    }

    /** Those of a damaged tape are not known; the position that is asked for may lie before the damage. */
    private static List<Source> sources(StoredTape stored) {
        try {
            return stored.sources().all();
        } catch (DamagedTapeException e) {
            return List.of();
        }
    }

    private static StringBuilder all(long sequence, List<Processor> processors) {
        Json json = new Json().begin().integer("sequence", sequence);
        for (Processor processor : processors) {
            String own = StateAt.json(processor);
            json.key(processor.name()).beginObject().string("stateHash", StateAt.hash(own));
            json.members(StateJson.of(own).toString()).endObject();
        }
        return json.endObject().text();
    }

    private void print(long sequence, Processor processor) {
        StatePrint.text(console.out(), levels, processor.name(), sequence, StateAt.json(processor));
    }
}
