package io.onetape.backtest.run;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.run.clock.ExchangeFeed;
import io.onetape.backtest.run.clock.InputWarnings;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.run.clock.UnreadRuns;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.Pipeline;
import io.onetape.replay.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * One backtest of a recorded tape. The processors see each market fact at its local time; their requests reach the simulated venue after the entry latency, and
 * its answers reach them after the response latency. The venue itself lives in exchange time. What happens next is what has the earliest time; at one time the
 * lowest instrument, then our side before the exchange's. Nothing is known earlier than it could be.
 *
 * <p>The run ends with the last recorded fact. Of a part of a recording ({@link SourceScan#between}) what was before it goes to the books and the venue, with no strategy. Memory does not grow with the recording. Single-threaded.
 */
public final class BacktestRun {
    /** Of a result tape. */
    public static final RollCycle ROLL = RollCycle.HOUR;

    private final SourceScan scan;
    private final BacktestSettings settings;
    private final long shiftNanos;

    private BacktestRun(SourceScan scan, BacktestSettings settings) {
        this.scan = scan;
        this.settings = settings;
        this.shiftNanos = settings.shift().nanosFor(scan);
    }

    /** Reads the tape once; throws {@link RefusedException} if a backtest of it would mislead. */
    public static BacktestRun prepare(Tape source, BacktestSettings settings) {
        return prepare(SourceScan.of(source), settings);
    }

    /** The same with a tape that was read already: a sweep reads it once. */
    public static BacktestRun prepare(SourceScan scan, BacktestSettings settings) {
        for (Instrument instrument : scan.instruments()) {
            if (instrument.contract() == Contract.INVERSE) {
                throw new RefusedException(
                        instrument.symbol() + ", an inverse contract",
                        "linear contracts only: profit and loss of inverse ones is not computed",
                        "tape replay --speed max TAPE");
            }
        }
        Set<String> traded = settings.tradedSymbols();
        requireOrders(
                scan,
                settings.venue(),
                one -> traded.isEmpty() || traded.stream().anyMatch(one::isNamed));
        if (scan.instruments().isEmpty()) {
            throw new RefusedException("no instrument on the tape", "recorded market data", "tape info TAPE");
        }
        if (settings.latency().followFeed() && !scan.hasLatency()) {
            throw new RefusedException(
                    "no record with a time of the exchange",
                    "one, to measure the feed latency",
                    "tape backtest market-maker TAPE --latency 10ms");
        }
        return new BacktestRun(scan, settings);
    }

    /** Throws {@link RefusedException} if the venue's queue model needs an order-by-order feed, and an instrument that is traded has none. */
    public static void requireOrders(SourceScan scan, VenueSettings venue, Predicate<Instrument> isTraded) {
        for (Instrument instrument : scan.instruments()) {
            if (venue.queueRule().isByOrder() && isTraded.test(instrument) && !scan.isByOrder(instrument.id())) {
                throw new RefusedException(
                        "no order-by-order feed (DepthOrder) of " + instrument.symbol() + " on the tape",
                        "one of each instrument that is traded, for the queue model l3",
                        "tape backtest market-maker TAPE --queue-model risk-averse");
            }
        }
    }

    public SourceScan scan() {
        return scan;
    }

    /** Added to every local time of the recording. */
    public long shiftNanos() {
        return shiftNanos;
    }

    /** The id that the result tape has to be created with. */
    public long resultTapeId() {
        return BacktestSettings.resultTapeId(scan.tapeHash());
    }

    /** What a reader of the result has to know, in plain sentences. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(InputWarnings.of(scan.inputs(shiftNanos)));
        if (!scan.hasLatency()) {
            warnings.add("no record has a time of the exchange: feed latency counts as 0");
        }
        warnings.addAll(scan.gaps());
        return warnings;
    }

    /**
     * Tries the settings on the recorded instruments alone, with no market; throws {@link RefusedException} if a strategy does not start with them.
     *
     * @param processors fresh ones, as for a run; they are used up
     */
    public void requireStart(List<Processor> processors) {
        MemoryTape trial = MemoryTape.passing(resultTapeId(), ROLL);
        long startNanos = scan.firstNanos() + shiftNanos;
        StoppedStrategies stopped = new StoppedStrategies();
        try (Pipeline pipeline = new Pipeline(trial, trial.writer(), processors, startNanos, stopped)) {
            ResultTape tape = new ResultTape(pipeline, startNanos);
            tape.begin(settings, scan, shiftNanos, startNanos);
            scan.instruments().forEach(instrument -> tape.define(instrument, startNanos));
            tape.start(startNanos);
        }
        if (!stopped.reasons().isEmpty()) {
            throw new RefusedException(
                    String.join("; ", stopped.reasons()), "settings that the strategies take", "tape backtest --help");
        }
    }

    /**
     * Runs over a tape that {@code writer} has just created with {@link #resultTapeId()}, and leaves the writer open.
     *
     * @param processors fresh ones, in the order in which they see a record; an account among them
     * @param observer sees every record of the result tape that it does not pass over
     * @param progress hears now and then how far the recording has been read, by its sequence
     */
    public BacktestSummary run(
            Tape result,
            TapeWriter writer,
            List<Processor> processors,
            Pipeline.Observer observer,
            LongConsumer progress) {
        if (writer.tapeId() != resultTapeId()) {
            throw new IllegalArgumentException(
                    "expected a result tape with id " + resultTapeId() + ", found " + writer.tapeId());
        }
        SummaryCounts counts = new SummaryCounts();
        long startNanos = scan.firstNanos() + shiftNanos;
        UnreadRuns unread = new UnreadRuns();
        try (ExchangeFeed market = marketFor(writer, unread)) {
            VenueSide venue = new VenueSide(settings.venue(), settings.latency(), settings.seed(), market);
            RunObserver seen = new RunObserver(counts, venue, observer);
            try (Pipeline pipeline = new Pipeline(result, writer, processors, startNanos, seen)) {
                ResultTape tape = new ResultTape(pipeline, startNanos);
                KeptFacts kept = new KeptFacts(settings, scan.sources(), writer, startNanos);
                tape.begin(settings, scan, shiftNanos, startNanos);
                try (LocalSide local = new LocalSide(scan, shiftNanos, kept, tape, venue, unread)) {
                    merge(local, venue, progress);
                }
                tape.end(processors, scan.inputs(shiftNanos));
            }
        }
        return counts.summary(writer.lastSequence(), settings, scan, shiftNanos, processors);
    }

    /** The same run without its tape: a record is kept until it has been read. For numbers, and for a hash that the run with a tape has too. */
    public BacktestSummary run(List<Processor> processors, Pipeline.Observer observer, LongConsumer progress) {
        MemoryTape passing = MemoryTape.passing(resultTapeId(), ROLL);
        return run(passing, passing.writer(), processors, observer, progress);
    }

    /** On a tape that is kept each fact is put, so that runs are of no use. */
    private ExchangeFeed marketFor(TapeWriter writer, UnreadRuns unread) {
        boolean withQuotes = settings.venue().quotesMoveTheBook();
        return writer.passes()
                ? new ExchangeFeed(scan, shiftNanos, withQuotes, unread)
                : new ExchangeFeed(scan, shiftNanos, withQuotes);
    }

    private static void merge(LocalSide local, VenueSide venue, LongConsumer progress) {
        long steps = 0;
        while (local.hasNext()) {
            if (venue.isBefore(local.nanos(), local.instrument())) {
                venue.step();
            } else {
                local.step();
            }
            if ((++steps & 0xFFFF) == 0) {
                progress.accept(local.sourceSequence());
            }
        }
        progress.accept(local.sourceSequence());
    }
}
