package io.onetape.tools.explain;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.replay.trace.Causality;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Shell;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.References;
import io.onetape.tools.select.TapeArgument;
import io.onetape.tools.select.TapeEnd;
import io.onetape.tools.select.TapeEnds;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape explain}: why an order came about and what became of it. Exit code 1 if it is not on the tape, or its chain is broken. */
@Command(
        name = "explain",
        description = "Why an order came about and what became of it, step by step.",
        footer = {
            "",
            "Examples:",
            "  tape explain mm1-17 TAPE",
            "  tape explain mm1-17 --tree TAPE",
            "The steps' times are the sequencer's. A broken chain prints what is missing and exits 1."
        })
public final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "ORDER", description = "strategy and intent: mm1-17")
    private String order = "";

    @Mixin
    private TapeArgument tape = new TapeArgument();

    @Option(names = "--tree", description = "also what else followed from the same record")
    private boolean tree;

    @Option(names = "--json", description = "one JSON object with nodes and edges")
    private boolean json;

    public ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        OrderId id = parse();
        TapeFolder folder = tape.open(console);
        Causality causality = new Causality(folder, id);
        if (!walk(folder, causality)) {
            throw CommandException.notFound(
                    "no record about order " + order + " on this tape",
                    "tape cat -t OrderRequested -n 10 " + Shell.word(folder.folder()));
        }
        List<String> missing = causality.missing();
        try (References references = new References(folder)) {
            show(id, causality, references, missing);
        }
        return missing.isEmpty() ? ExitCode.OK : ExitCode.NO;
    }

    private OrderId parse() {
        try {
            return OrderId.parse(order);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()), "tape explain mm1-7 TAPE");
        }
    }

    private boolean walk(TapeFolder folder, Causality causality) {
        long last = TapeEnds.of(folder).lastSequence();
        try (Progress progress = new Progress(console, "explain", last, true)) {
            boolean found = causality.walk(progress::at);
            new TapeEnd(folder).requireBehind(last);
            return found;
        }
    }

    private void show(OrderId id, Causality causality, References references, List<String> missing) {
        List<RecordCopy> chain = causality.chain();
        List<RecordCopy> siblings = tree ? causality.siblings() : List.of();
        Headline headline = new Headline(chain, references);
        if (json) {
            console.out().line(new ChainJson(references).of(id, headline.state(), chain, siblings, missing));
            return;
        }
        console.out().line(Wrap.words(headline.of(id), console.columns(), "  "));
        if (tree) {
            new ChainTree(chain, siblings, console).print();
        } else {
            new ChainTable(console).print(chain);
        }
        missing.forEach(gap -> console.out().line(Wrap.words("  missing: " + gap, console.columns(), "    ")));
    }
}
