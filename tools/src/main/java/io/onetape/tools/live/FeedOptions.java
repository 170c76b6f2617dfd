package io.onetape.tools.live;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.runtime.Run;
import io.onetape.services.runtime.RunPaths;
import io.onetape.tools.console.CommandException;
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
    private static final Pattern SYNTHETIC = Pattern.compile("synthetic(?::(\\d{1,18}))?(?::(\\d{1,4})m)?");
    private static final Pattern SPEED = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)x?");
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;
    private static final long SYNTHETIC_START = 1_760_000_000_000_000_000L;
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
        if (feed.startsWith(REPLAY)) {
            TapeFolder.open(recorded());
            return Optional.of(new Run.Feed(recorded().toString(), speed()));
        }
        Synthetic synthetic = synthetic();
        if (!Files.exists(market(paths))) {
            try (TapeImport target = new TapeImport(market(paths), synthetic.seed())) {
                new SyntheticMarket(synthetic.seed(), synthetic.minutes() * NANOS_PER_MINUTE, SYNTHETIC_START)
                        .writeTo(target);
            }
        }
        return Optional.of(new Run.Feed(market(paths).toString(), speed()));
    }

    /** True if the feed that was typed is the one of this run. */
    boolean isOf(Run run, RunPaths paths) {
        String tape = run.feed().map(Run.Feed::tape).orElse("");
        return feed.startsWith(REPLAY)
                ? recorded().toString().equals(tape)
                : market(paths).toString().equals(tape) && synthetic().equals(Synthetic.of(tape));
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
                        ? Synthetic.of(one.tape()).toString()
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

    /** A market from a seed. */
    private record Synthetic(long seed, long minutes) {
        /** What the market on this tape was made of: its id is the seed. */
        static Synthetic of(String tape) {
            TapeFolder market = TapeFolder.open(Path.of(tape));
            try (TapeReader reader = market.reader()) {
                long first = reader.next() ? reader.record().recordedAtNanos() : 0;
                long span = reader.seekLast() ? reader.record().recordedAtNanos() - first : 0;
                return new Synthetic(market.manifest().tapeId(), Math.round((double) span / NANOS_PER_MINUTE));
            }
        }

        @Override
        public String toString() {
            return "synthetic:" + seed + ":" + minutes + "m";
        }
    }

    private Synthetic synthetic() {
        Matcher synthetic = SYNTHETIC.matcher(feed);
        if (!synthetic.matches()) {
            throw CommandException.usage(
                    "--feed: expected replay:TAPE or synthetic[:SEED[:MINUTESm]], found '" + feed + "'",
                    "tape run --feed synthetic:1:10m");
        }
        return new Synthetic(
                synthetic.group(1) == null ? 1 : Long.parseLong(synthetic.group(1)),
                synthetic.group(2) == null ? 10 : Long.parseLong(synthetic.group(2)));
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
