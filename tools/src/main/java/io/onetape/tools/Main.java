package io.onetape.tools;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code tape} command. */
@Command(
        name = "tape",
        mixinStandardHelpOptions = true,
        versionProvider = Main.BuildVersion.class,
        description = "Reads, checks, replays and runs tapes.")
public final class Main implements Runnable {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    static final class BuildVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"tape " + (version == null ? "(not packaged)" : version)};
        }
    }
}
