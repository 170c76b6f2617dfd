package io.onetape.tools.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.folder.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The same backtest in a process of its own, which has other settings of the machine.
 *
 * @param settings of that process
 */
record SecondRun(MachineSettings settings) {
    private static final long MAX_HOURS = 24;

    static SecondRun unlikeThisProcess() {
        return new SecondRun(MachineSettings.ofThisProcess().others());
    }

    /** Waits for its end. */
    String outputHash(RunWords run, Console console) {
        try (TemporaryFolder folder = new TemporaryFolder("twice", console)) {
            return outputHash(run, folder.path().resolve("out"), folder.path().resolve("err"));
        } catch (IOException e) {
            throw new UncheckedIOException("the second run: its answer cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String outputHash(RunWords run, Path out, Path err) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(run))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        Thread alongWithThis = new Thread(process::destroy); // so that it takes its own temporary folders away
        Runtime.getRuntime().addShutdownHook(alongWithThis);
        try {
            if (!process.waitFor(MAX_HOURS, TimeUnit.HOURS)) {
                throw new CommandException(
                        ExitCode.TIMEOUT, "the second run has not ended within " + MAX_HOURS + " hours", "");
            }
        } finally {
            process.destroyForcibly();
            forget(alongWithThis);
        }
        if (process.exitValue() != ExitCode.OK) {
            throw new CommandException(
                    process.exitValue(),
                    "the second run: expected exit code 0, found " + process.exitValue() + ": "
                            + Files.readString(err).strip(),
                    "the same without --twice");
        }
        return new ObjectMapper()
                .readTree(Files.readString(out))
                .get("outputHash")
                .asText();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // this process is ending
        }
    }

    private List<String> command(RunWords run) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(SecondRun::isInherited)
                .forEach(command::add);
        Locale locale = Locale.forLanguageTag(settings.locale());
        command.add("-Duser.timezone=" + settings.timeZone());
        command.add("-Duser.language=" + locale.getLanguage());
        command.add("-Duser.country=" + locale.getCountry());
        command.add("-Xmx" + settings.heapMebibytes() + "m");
        command.add("-XX:+Use" + settings.collector() + "GC");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.onetape.tools.Main"));
        command.addAll(run.words().subList(1, run.words().size()));
        command.add("--json");
        return command;
    }

    /** Not what is set otherwise here, nor what belongs to this process's terminal, to a debugger or to its archive of classes. */
    private static boolean isInherited(String option) {
        return !option.startsWith("-Xm")
                && !option.startsWith("-Duser.")
                && !(option.startsWith("-XX:") && option.endsWith("GC"))
                && !option.startsWith("-XX:SharedArchiveFile")
                && !option.startsWith("-javaagent")
                && !option.startsWith("-agentlib")
                && !option.startsWith("-Donetape.columns")
                && !option.startsWith("-Donetape.progress");
    }
}
