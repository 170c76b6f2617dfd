package io.onetape.tools.operate;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every command of an operator may be given. */
final class DeskOptions {
    @Option(names = "--dir", paramLabel = "RUN", description = "the run's folder; default run")
    Path folder = Path.of("run");

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the audit trail")
    String reason = "";

    @Option(names = "--no-wait", description = "do not wait for what services answer")
    boolean noWait;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "wait so long for answers; default 10")
    int timeoutSeconds = 10;

    @Option(names = "--json", description = "one JSON object")
    boolean json;
}
