package io.onetape.tools.live;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.tools.console.CommandException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A market from a seed, as a feed is typed: {@code synthetic:SEED:MINUTESm}. */
record SyntheticFeed(long seed, long minutes) {
    private static final Pattern TEXT = Pattern.compile("synthetic(?::(\\d{1,18}))?(?::(\\d{1,4})m)?");
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;
    private static final long START = 1_760_000_000_000_000_000L;

    /** Throws {@link CommandException} if this is no feed. */
    static SyntheticFeed parse(String text) {
        Matcher typed = TEXT.matcher(text);
        if (!typed.matches()) {
            throw CommandException.usage(
                    "--feed: expected replay:TAPE or synthetic[:SEED[:MINUTESm]], found '" + text + "'",
                    "tape run --feed synthetic:1:10m");
        }
        return new SyntheticFeed(
                typed.group(1) == null ? 1 : Long.parseLong(typed.group(1)),
                typed.group(2) == null ? 10 : Long.parseLong(typed.group(2)));
    }

    /** What the market on this tape was made of: its id is the seed. */
    static SyntheticFeed of(Path tape) {
        TapeFolder market = TapeFolder.open(tape);
        try (TapeReader reader = market.reader()) {
            long first = reader.next() ? reader.record().recordedAtNanos() : 0;
            long span = reader.seekLast() ? reader.record().recordedAtNanos() - first : 0;
            return new SyntheticFeed(market.manifest().tapeId(), Math.round((double) span / NANOS_PER_MINUTE));
        }
    }

    /** Writes the market to a new tape. */
    void writeTo(Path tape) {
        try (TapeImport target = new TapeImport(tape, seed)) {
            new SyntheticMarket(seed, minutes * NANOS_PER_MINUTE, START).writeTo(target);
        }
    }

    @Override
    public String toString() {
        return "synthetic:" + seed + ":" + minutes + "m";
    }
}
