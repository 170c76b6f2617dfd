package io.onetape.tools.live;

import io.onetape.services.config.topology.LogLevel;
import io.onetape.services.config.topology.ProcessSpec;
import io.onetape.services.runtime.RunPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a process of a run is started: this JVM once more, with the options of this one, the process's own behind them, and {@code tape process}. */
final class ChildCommand {
    private static final long MEBI = 1 << 20;

    private final RunPaths paths;

    ChildCommand(RunPaths paths) {
        this.paths = paths;
    }

    ProcessBuilder of(ProcessSpec spec) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (isInherited(option)) {
                command.add(option);
            }
        }
        command.add("-Xmx" + Math.max(1, spec.heapBytes() / MEBI) + "m");
        logging(paths, spec.name(), spec.logLevel()).forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(spec.jvmArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("io.onetape.tools.Main");
        command.addAll(List.of("process", spec.name(), "--dir", paths.folder().toString()));
        Path printed = paths.printed(spec.name());
        try {
            Files.createDirectories(printed.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + printed.getParent(), e);
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(printed.toFile()));
    }

    /** What the configuration of its logs reads; without that file, which stands beside the program, it prints what asks for attention. */
    static Map<String, String> logging(RunPaths paths, String process, LogLevel level) {
        String root = System.getProperty("onetape.root");
        Path file = Path.of(root == null ? "." : root, "config", "logback.xml").toAbsolutePath();
        return !Files.isReadable(file)
                ? Map.of()
                : new TreeMap<>(Map.of(
                        "logback.configurationFile", file.toString(),
                        "onetape.log.file", paths.log(process).toAbsolutePath().toString(),
                        "onetape.log.level", level.toString(),
                        "onetape.process", process));
    }

    /** Not the heap, nor what belongs to this process's terminal or to a debugger. */
    private static boolean isInherited(String option) {
        return !option.startsWith("-Xm")
                && !option.startsWith("-javaagent")
                && !option.startsWith("-agentlib")
                && !option.startsWith("-Donetape.columns")
                && !option.startsWith("-Donetape.progress")
                && !option.startsWith("-Dlogback.")
                && !option.startsWith("-Donetape.log.");
    }
}
