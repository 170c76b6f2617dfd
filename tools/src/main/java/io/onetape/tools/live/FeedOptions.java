package io.onetape.tools.live;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.runtime.Run;
import io.onetape.services.runtime.RunPaths;
import io.onetape.tools.console.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Where a run's market comes from, and how fast. */
final class FeedOptions {
    private static final Pattern SYNTHETIC = Pattern.compile("synthetic(?::(\\d{1,18}))?(?::(\\d{1,4})m)?");
    private static final Pattern SPEED = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)x?");
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;
    private static final long SYNTHETIC_START = 1_760_000_000_000_000_000L;
    private static final String REPLAY = "replay:";

    @Option(
            names = "--feed",
            paramLabel = "FEED",
            description = "replay:TAPE or synthetic[:SEED[:MINUTESm]]; for a new run")
    private String feed = "";

    @Option(
            names = "--pace",
            paramLabel = "PACE",
            description = "1x, 10x, max, or lockstep: the order of one JVM across processes; default 1x")
    private String pace = "1x";

    boolean isLockstep() {
        return pace.equals("lockstep");
    }

    /** The recorded tape behind the feed; a synthetic one is made beside the run. */
    Optional<Run.Feed> open(RunPaths paths) {
        if (feed.isEmpty()) {
            return Optional.empty();
        }
        Matcher synthetic = SYNTHETIC.matcher(feed);
        if (feed.startsWith(REPLAY)) {
            Path tape = Path.of(feed.substring(REPLAY.length())).toAbsolutePath();
            TapeFolder.open(tape);
            return Optional.of(new Run.Feed(tape.toString(), speed()));
        }
        if (!synthetic.matches()) {
            throw CommandException.usage(
                    "--feed: expected replay:TAPE or synthetic[:SEED[:MINUTESm]], found '" + feed + "'",
                    "tape run --feed synthetic:1:10m");
        }
        long seed = synthetic.group(1) == null ? 1 : Long.parseLong(synthetic.group(1));
        long minutes = synthetic.group(2) == null ? 10 : Long.parseLong(synthetic.group(2));
        Path market = paths.folder().resolve("market").toAbsolutePath();
        if (!Files.exists(market)) {
            try (TapeImport target = new TapeImport(market, seed)) {
                new SyntheticMarket(seed, minutes * NANOS_PER_MINUTE, SYNTHETIC_START).writeTo(target);
            }
        }
        return Optional.of(new Run.Feed(market.toString(), speed()));
    }

    /** Time of the recording's first record. */
    static long startOf(Run.Feed feed) {
        try (TapeReader reader = TapeFolder.open(Path.of(feed.tape())).reader()) {
            return reader.next() ? reader.record().recordedAtNanos() : 0;
        }
    }

    private double speed() {
        if (isLockstep() || pace.equals("max")) {
            return 0;
        }
        Matcher multiple = SPEED.matcher(pace);
        if (!multiple.matches() || Double.parseDouble(multiple.group(1)) == 0) {
            throw CommandException.usage(
                    "--pace: expected 1x, 10x, max or lockstep, found '" + pace + "'", "tape run --pace 10x");
        }
        return Double.parseDouble(multiple.group(1));
    }
}
