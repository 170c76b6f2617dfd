package io.onetape.tools.live;

import io.onetape.services.config.topology.ProcessSpec;
import io.onetape.services.runtime.RunPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        command.addAll(spec.jvmArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("io.onetape.tools.Main");
        command.addAll(List.of("process", spec.name(), "--dir", paths.folder().toString()));
        Path log = paths.log(spec.name());
        try {
            Files.createDirectories(log.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + log.getParent(), e);
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    /** Not the heap, nor what belongs to this process's terminal or to a debugger. */
    private static boolean isInherited(String option) {
        return !option.startsWith("-Xm")
                && !option.startsWith("-javaagent")
                && !option.startsWith("-agentlib")
                && !option.startsWith("-Donetape.columns")
                && !option.startsWith("-Donetape.progress");
    }
}
