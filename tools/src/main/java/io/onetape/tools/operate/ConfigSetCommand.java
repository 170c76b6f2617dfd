package io.onetape.tools.operate;

import io.onetape.services.config.Configuration;
import io.onetape.services.config.RunTimeChange;
import io.onetape.services.config.settings.Setting;
import io.onetape.services.config.yaml.ConfigurationException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tape config set}: one setting of the services. */
@Command(
        name = "set",
        description = "Sets one of the keys that docs/configuration.md says go to the tape, within their bounds there.",
        footer = {"", "Examples:", "  tape config set --dir RUN execution.requoteTicks 2"})
public final class ConfigSetCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private DeskOptions options = new DeskOptions();

    @Parameters(index = "0", paramLabel = "KEY", description = "execution.requoteTicks")
    private String key = "";

    @Parameters(index = "1", paramLabel = "VALUE")
    private String value = "";

    ConfigSetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Desk desk = new Desk(options, console);
        String what = "config set " + key + " " + value;
        Configuration configuration = Configuration.load(desk.file().configuration(), console.environment());
        try {
            Setting setting = new Setting.Value(key, RunTimeChange.value(configuration, key, value));
            desk.send(what, outbox -> outbox.set(setting));
        } catch (ConfigurationException e) {
            throw desk.refuse(what, Objections.text(e), desk.typed("config show"));
        }
        return ExitCode.OK;
    }
}
