package io.onetape.tools.operate;

import io.onetape.services.config.Configuration;
import io.onetape.services.plugin.Plugin;
import io.onetape.services.plugin.PluginFolder;
import io.onetape.services.strategy.StrategyPackageException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.live.LiveProcessors;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tape plugin install}: a JAR of strategies, checked, beside the tape; its types are its own from then on. */
@Command(
        name = "install",
        description = {
            "Checks a JAR (its hash must be listed, its byte code allowed), copies it beside the tape,",
            "and lets each of its types mean its code from then on."
        },
        footer = {"", "Examples:", "  tape plugin install --dir RUN bidder-1.jar"})
public final class PluginInstallCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Parameters(index = "0", paramLabel = "JAR")
    private Path jar = Path.of("");

    PluginInstallCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Desk desk = new Desk(options, console);
        String what = "plugin install " + jar.getFileName();
        Configuration configuration = Configuration.load(desk.file().configuration(), console.environment());
        try {
            Plugin plugin = new PluginFolder(
                            desk.paths().plugins(), LiveProcessors.allowed(configuration, desk.paths()))
                    .install(jar);
            desk.send(
                    what,
                    outbox -> plugin.types()
                            .forEach(type -> outbox.packageSet(type.name(), plugin.sha256(), plugin.file())));
        } catch (StrategyPackageException e) {
            throw desk.refuse(
                    what,
                    String.valueOf(e.getMessage()),
                    "docs/plugins.md says what a plug-in may do, and where the list of allowed hashes is");
        }
        return ExitCode.OK;
    }
}
