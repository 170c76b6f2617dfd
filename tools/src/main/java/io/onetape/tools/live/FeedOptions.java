package io.onetape.tools.live;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.runtime.Run;
import io.onetape.services.runtime.RunPaths;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Usage;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a run's market comes from, and how fast. */
final class FeedOptions {
    private static final Pattern SPEED = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)x?");
    private static final String REPLAY = "replay:";
    private static final String LOCKSTEP = "lockstep";

    @Option(
            names = "--feed",
            paramLabel = "FEED",
            description = "replay:TAPE or synthetic[:SEED[:MINUTESm]]; without, there is no market; for a new run")
    private String feed = "";

    @Option(
            names = "--pace",
            paramLabel = "PACE",
            description =
                    "of the feed: 1x, 10x, max, or lockstep: the order of one JVM across processes; default 1x; for a new run")
    private @Nullable String pace;

    Optional<String> typedFeed() {
        return Optional.of(feed).filter(text -> !text.isEmpty());
    }

    Optional<String> typedPace() {
        return Optional.ofNullable(pace);
    }

    boolean isLockstep() {
        return LOCKSTEP.equals(pace);
    }

    /** The recorded tape behind the feed; a synthetic one is made beside the run. */
    Optional<Run.Feed> open(RunPaths paths) {
        if (feed.isEmpty()) {
            Usage.requireWith(pace != null, "--pace", false, "--feed");
            return Optional.empty();
        }
        double speed = speed();
        if (feed.startsWith(REPLAY)) {
            TapeFolder.open(recorded());
            return Optional.of(new Run.Feed(recorded().toString(), speed));
        }
        SyntheticFeed synthetic = SyntheticFeed.parse(feed);
        Path market = market(paths);
        if (!Files.exists(market)) {
            synthetic.writeTo(market);
        } else if (!synthetic.equals(SyntheticFeed.of(market))) { // of a start that came no further
            throw new CommandException(
                    ExitCode.REFUSED,
                    "--feed: " + market + " holds " + SyntheticFeed.of(market) + ", found " + feed,
                    "choose another --dir, or move that folder away");
        }
        return Optional.of(new Run.Feed(market.toString(), speed));
    }

    /** True if the feed that was typed is the one of this run. */
    boolean isOf(Run run, RunPaths paths) {
        Path tape = Path.of(run.feed().map(Run.Feed::tape).orElse(""));
        return feed.startsWith(REPLAY)
                ? recorded().normalize().equals(tape.normalize())
                : isSynthetic(SyntheticFeed.parse(feed), tape, paths);
    }

    private static boolean isSynthetic(SyntheticFeed typed, Path tape, RunPaths paths) {
        return tape.equals(market(paths)) && typed.equals(SyntheticFeed.of(tape));
    }

    /** True if the pace that was typed is the one of this run. */
    boolean isPaceOf(Run run) {
        double speed = speed();
        return isLockstep() == run.lockstep()
                && run.feed().filter(one -> one.speed() == speed).isPresent();
    }

    /** A run's feed, as it is typed. */
    static String text(Run run, RunPaths paths) {
        return run.feed()
                .map(one -> one.tape().equals(market(paths).toString())
                        ? SyntheticFeed.of(market(paths)).toString()
                        : REPLAY + one.tape())
                .orElse("no feed");
    }

    /** A run's pace, as it is typed. */
    static String paceText(Run run) {
        if (run.lockstep()) {
            return LOCKSTEP;
        }
        return run.feed()
                .map(one -> one.speed() == 0
                        ? "max"
                        : BigDecimal.valueOf(one.speed()).stripTrailingZeros().toPlainString() + "x")
                .orElse("no feed");
    }

    private Path recorded() {
        return Path.of(feed.substring(REPLAY.length())).toAbsolutePath();
    }

    private static Path market(RunPaths paths) {
        return paths.folder().resolve("market").toAbsolutePath();
    }

    /** Time of the recording's first record. */
    static long startOf(Run.Feed feed) {
        try (TapeReader reader = TapeFolder.open(Path.of(feed.tape())).reader()) {
            return reader.next() ? reader.record().recordedAtNanos() : 0;
        }
    }

    private double speed() {
        String typed = typedPace().orElse("1x");
        if (isLockstep() || typed.equals("max")) {
            return 0;
        }
        Matcher multiple = SPEED.matcher(typed);
        if (!multiple.matches() || Double.parseDouble(multiple.group(1)) == 0) {
            throw CommandException.usage(
                    "--pace: expected 1x, 10x, max or lockstep, found '" + typed + "'", "tape run --pace 10x");
        }
        return Double.parseDouble(multiple.group(1));
    }
}
