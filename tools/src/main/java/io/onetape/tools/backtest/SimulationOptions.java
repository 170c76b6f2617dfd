package io.onetape.tools.backtest;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.latency.LatencyRule;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.latency.RecordedLatencies;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.clock.ClockShift;
import io.onetape.backtest.run.clock.ClockShifts;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.venue.FeeTiers;
import io.onetape.backtest.venue.MarginTiers;
import io.onetape.backtest.venue.OrderRate;
import io.onetape.backtest.venue.QueueRule;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.fixed.SpanText;
import io.onetape.journal.fixed.TimeWindows;
import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.OutageRule;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of everything that simulates a venue. Read into {@link BacktestSettings}; what cannot be read is a usage error. */
final class SimulationOptions {
    private static final String RECORDED = "recorded";
    private static final String DEFAULT_MARGINS = "default";

    private static final long MOST_FEE = Fixed8.ONE / 10;

    @Option(
            names = "--latency",
            paramLabel = "LATENCY",
            defaultValue = "10ms",
            description = {
                "to the venue and back, each: 10ms (default), feed (what the market's records took then), 1.5*feed or",
                "2*feed+500us; recorded (what the tape's own orders took about then), or recorded:TAPE of another tape"
            })
    private String latency = "10ms";

    @Option(
            names = "--entry-latency",
            paramLabel = "LATENCY",
            defaultValue = "",
            description = "to the venue; default --latency")
    private String entryLatency = "";

    @Option(
            names = "--response-latency",
            paramLabel = "LATENCY",
            defaultValue = "",
            description = "back; default --latency")
    private String responseLatency = "";

    @Option(
            names = "--latency-jitter",
            paramLabel = "DURATION",
            defaultValue = "0ms",
            description = "up to so much more, each way, by the seed and the request; default 0ms")
    private String jitter = "0ms";

    @Option(
            names = "--latency-times",
            paramLabel = "N",
            defaultValue = "1",
            description = "all latencies, jitter too, times this; default 1")
    private String latencyTimes = "1";

    @Option(
            names = "--maker-fee",
            paramLabel = "RATE",
            defaultValue = "0.0002",
            description = "of the notional; negative is a rebate; default 0.0002")
    private String makerFee = "0.0002";

    @Option(names = "--taker-fee", paramLabel = "RATE", defaultValue = "0.0005", description = "default 0.0005")
    private String takerFee = "0.0005";

    @Option(names = "--capital", paramLabel = "MONEY", defaultValue = "100000", description = "default 100000")
    private String capital = "100000";

    @Option(
            names = "--queue-model",
            paramLabel = "MODEL",
            defaultValue = "risk-averse",
            description =
                    "where others cancel: risk-averse (default), power:N, power2:N, power3:N, log, log2, the bounds first and last; l3: order by order, where the tape has that")
    private String queueModel = "risk-averse";

    @Option(
            names = "--fill-model",
            paramLabel = "MODEL",
            defaultValue = "partialFill",
            description = "partialFill (default) or noPartialFill")
    private String fillModel = "partialFill";

    @Option(
            names = "--book",
            paramLabel = "BOOK",
            defaultValue = "depth",
            description = "what moves the simulated book: depth (default), or fused with best quotes")
    private String book = "depth";

    @Option(
            names = "--fee-tiers",
            paramLabel = "TIERS",
            defaultValue = "",
            description =
                    "rates by the notional of 30 days: 15000000:0.00016:0.0004,... (from:maker:taker), or a file of that; default none")
    private String feeTiers = "";

    @Option(
            names = "--order-rate",
            paramLabel = "RATE",
            defaultValue = "300/10s,1200/1m",
            description = "new orders and amends that the venue takes: 300/10s,1200/1m (default), or none: any number")
    private String orderRate = "300/10s,1200/1m";

    @Option(
            names = "--outage",
            paramLabel = "RULE",
            defaultValue = "reject",
            description =
                    "of a request that arrives while the feed is disconnected: reject (default), delay, or none: the venue is there, only we did not hear it")
    private String outage = "reject";

    @Option(
            names = "--outage-at",
            paramLabel = "TIME/SPAN",
            description =
                    "one more outage, besides recorded ones: 2024-08-08T23:55:00Z/30s, in exchange time; may be repeated")
    private List<String> outageAt = List.of();

    @Option(
            names = "--margin-tiers",
            paramLabel = "TIERS",
            defaultValue = DEFAULT_MARGINS,
            description =
                    "maintenance margin: 0:0.004,300000:0.005,... (from:rate; SYMBOL= in front, ; between), a file of that, or none: no liquidation")
    private String marginTiers = DEFAULT_MARGINS;

    @Option(
            names = "--liquidation-fee",
            paramLabel = "RATE",
            defaultValue = "0.0125",
            description = "of the notional that is liquidated, besides the taker's; default 0.0125")
    private String liquidationFee = "0.0125";

    @Option(
            names = "--shift-clock",
            paramLabel = "SHIFT",
            description = {
                "auto (default): shift local time until nothing is received before it happens, each instrument of each tape by",
                "itself; none: refuse then; or a span. Of one symbol ETHUSDT=5ms, of the second tape 2=none, or 2:ETHUSDT=1ms;",
                "may be repeated"
            })
    private List<String> shiftClock = List.of();

    @Option(
            names = "--merged",
            paramLabel = "FOLDER",
            description = "a new folder to keep several tapes in as one; default: a temporary one, removed at the end")
    private @Nullable Path merged;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of everything random; default 1")
    private long seed = 1;

    @Option(
            names = "--from",
            paramLabel = "POSITION",
            description = "strategies start there; what was before makes the books; default start")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "POSITION", description = "the run ends before it; default end")
    private @Nullable String to;

    @Option(names = "--without-operator", description = "leave out recorded operator commands")
    private boolean withoutOperator;

    long seed() {
        return seed;
    }

    /** These words, with the positions that were found when the tapes were opened. */
    RunWords positioned(RunWords words) {
        RunWords since = from == null ? words.without("--from") : words.with("--from", from);
        return to == null ? since.without("--to") : since.with("--to", to);
    }

    /** An option's value for any folder: the tape or the file that it names, by its whole path. */
    static String anywhere(String option, String value) {
        if (option.endsWith("latency") && value.startsWith(RECORDED + ":")) {
            return RECORDED + ":" + RunWords.whole(Path.of(tapeOf(value)));
        }
        boolean isFile = (option.equals("--fee-tiers") || option.equals("--margin-tiers"))
                && !isTable(value)
                && !value.equals(DEFAULT_MARGINS);
        return isFile ? RunWords.whole(Path.of(value)) : value;
    }

    /** Reads the tapes in these folders. */
    InputTapes open(List<Path> folders, Console console) {
        ClockShifts shifts = read("--shift-clock", "", text -> ClockShifts.parse(shiftClock));
        InputTapes tapes = InputTapes.open(folders, shifts, merged, console);
        try {
            SourcePart part = new SourcePart(tapes.scan(), from, to)
                    .absolute(console.wallNanos().getAsLong());
            from = part.from();
            to = part.to();
            return tapes.between(part);
        } catch (RuntimeException e) {
            tapes.close();
            throw e;
        }
    }

    /** The settings of a run over them, with no strategy and no limits yet. */
    BacktestSettings settings(InputTapes tapes) {
        BacktestSettings defaults = BacktestSettings.defaults();
        VenueSettings venue = venue();
        requireWithin(tapes.scan(), venue.outageWindows());
        return new BacktestSettings(
                venue,
                tapes.shift(),
                seed,
                multipliedLatency(tapes::latencies),
                positive("--capital", capital),
                defaults.config(),
                List.of(),
                withoutOperator);
    }

    /** Throws {@link RefusedException} if a window would change nothing. */
    private static void requireWithin(SourceScan scan, TimeWindows windows) {
        for (TimeWindows.Window window : windows.windows()) {
            if (window.toNanos() <= scan.firstExchangeNanos() || window.fromNanos() > scan.lastExchangeNanos()) {
                throw new RefusedException(
                        "--outage-at " + new TimeWindows(List.of(window)).text() + ", outside of the run",
                        "a window that is in part between " + time(scan.firstExchangeNanos()) + " and "
                                + time(scan.lastExchangeNanos()) + ", exchange time",
                        "tape backtest … --outage-at " + time(scan.firstExchangeNanos()) + "/30s");
            }
        }
    }

    private static Instant time(long nanos) {
        return Instant.EPOCH.plusNanos(nanos).truncatedTo(ChronoUnit.MILLIS);
    }

    /** The same with the money that liquidation goes by. */
    VenueSettings venueOfAnAccount() {
        return venue().withCapital(positive("--capital", capital));
    }

    /** What the simulated venue does with an order. */
    private VenueSettings venue() {
        try {
            return parsed();
        } catch (IllegalArgumentException e) { // values that do not go together
            throw CommandException.usage(String.valueOf(e.getMessage()), "tape backtest --help");
        }
    }

    private VenueSettings parsed() {
        long maker = read("--maker-fee", makerFee, SimulationOptions::feeRate);
        long taker = read("--taker-fee", takerFee, SimulationOptions::feeRate);
        return new VenueSettings(
                        read("--queue-model", queueModel, QueueRule::parse),
                        choice(
                                "--fill-model",
                                fillModel,
                                "partialFill",
                                FillModel.PARTIAL_FILL,
                                "noPartialFill",
                                FillModel.NO_PARTIAL_FILL),
                        choice("--book", book, "depth", BookSource.DEPTH, "fused", BookSource.FUSED),
                        maker,
                        taker)
                .withFees(
                        read("--fee-tiers", table("--fee-tiers", feeTiers), text -> FeeTiers.parse(maker, taker, text)))
                .withOrderRate(read("--order-rate", orderRate, OrderRate::parse))
                .withOutages(
                        read("--outage", outage, SimulationOptions::outageRule),
                        read("--outage-at", String.join(",", outageAt), TimeWindows::parse))
                .withLiquidation(
                        marginTiers.equals(DEFAULT_MARGINS)
                                ? MarginTiers.DEFAULT
                                : read("--margin-tiers", table("--margin-tiers", marginTiers), MarginTiers::parse),
                        read("--liquidation-fee", liquidationFee, Fixed8::parse));
    }

    private static OutageRule outageRule(String text) {
        return switch (text) {
            case "none" -> OutageRule.NONE;
            case "reject" -> OutageRule.REJECT;
            case "delay" -> OutageRule.DELAY;
            default -> throw new IllegalArgumentException("expected reject, delay or none, found '" + text + "'");
        };
    }

    /** A table of tiers as it stands in the option, or in the file that the option names. */
    private static String table(String option, String text) {
        if (isTable(text)) {
            return text;
        }
        try {
            return Files.readString(Path.of(text));
        } catch (IOException | InvalidPathException e) {
            throw CommandException.usage(
                    option + ": expected tiers or a readable file of them, found '" + text + "'",
                    "tape backtest --help");
        }
    }

    private static boolean isTable(String text) {
        return text.contains(":") || text.isEmpty() || text.equals("none");
    }

    private static long positive(String option, String text) {
        long value = read(option, text, Fixed8::parse);
        if (value <= 0) {
            throw CommandException.usage(option + ": expected more than 0, found " + text, "tape backtest --help");
        }
        return value;
    }

    /** As typed. */
    LatencySettings multipliedLatency(Function<String, RecordedLatencies> recorded) {
        return read("--latency-times", latencyTimes, text -> latency(recorded).times(Fixed8.parse(text)));
    }

    /** One shift for a whole tape. */
    ClockShift shiftOfOne() {
        ClockShifts shifts = read("--shift-clock", "", text -> ClockShifts.parse(shiftClock));
        if (!shifts.byName().isEmpty()) {
            throw CommandException.usage(
                    "--shift-clock: expected one shift for the session, found those of parts of it",
                    "--shift-clock auto");
        }
        return shifts.all();
    }

    /** As typed. */
    List<String> shifts() {
        return shiftClock;
    }

    /** The venue and its latencies as one types them again, in any folder. */
    VenueWords words() {
        return new VenueWords(
                venueOfAnAccount(),
                anywhere("--entry-latency", entryLatency.isEmpty() ? latency : entryLatency),
                anywhere("--response-latency", responseLatency.isEmpty() ? latency : responseLatency),
                jitter,
                latencyTimes,
                seed);
    }

    /** Before they are multiplied. */
    LatencySettings latency(Function<String, RecordedLatencies> recorded) {
        String there = entryLatency.isEmpty() ? latency : entryLatency;
        String back = responseLatency.isEmpty() ? latency : responseLatency;
        LatencyRule entry = isRecorded(there)
                ? LatencyRule.recorded(recorded.apply(tapeOf(there)).entry())
                : read(entryLatency.isEmpty() ? "--latency" : "--entry-latency", there, LatencyRule::parse);
        LatencyRule response = isRecorded(back)
                ? LatencyRule.recorded(recorded.apply(tapeOf(back)).response())
                : read(responseLatency.isEmpty() ? "--latency" : "--response-latency", back, LatencyRule::parse);
        return read("--latency-jitter", jitter, text -> new LatencySettings(entry, response, SpanText.parse(text)));
    }

    private static boolean isRecorded(String text) {
        return text.equals(RECORDED) || text.startsWith(RECORDED + ":");
    }

    /** Empty: of the recorded tapes themselves. */
    private static String tapeOf(String text) {
        return text.equals(RECORDED) ? "" : text.substring(RECORDED.length() + 1);
    }

    private static <T> T choice(String option, String text, String first, T one, String second, T other) {
        if (text.equalsIgnoreCase(first)) {
            return one;
        }
        if (text.equalsIgnoreCase(second)) {
            return other;
        }
        throw CommandException.usage(
                option + ": expected " + first + " or " + second + ", found '" + text + "'", "tape backtest --help");
    }

    /** 0.0002 is 2 basis points; what is above 10 % was meant in percent. */
    private static long feeRate(String text) {
        long rate = Fixed8.parse(text);
        if (Math.abs(rate) > MOST_FEE) {
            throw new IllegalArgumentException(
                    "expected a rate from -0.1 to 0.1, such as 0.0002 for 0.02 %, found '" + text + "'");
        }
        return rate;
    }

    /** Reads an option's text; what is wrong with it names the option. */
    static <T> T read(String option, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(option + ": " + e.getMessage(), "tape backtest --help");
        }
    }
}
