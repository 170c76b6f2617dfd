package io.onetape.backtest.importer.signals;

import io.onetape.backtest.RefusedException;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.ExternalSignalEncoder;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.sequencer.Sequencer;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.Facts;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes signals, and between them the facts of a recorded market, onto one tape by time. At one time the market comes first, for a signal may have been computed
 * from it. Single-threaded; one use.
 */
public final class SignalMerge implements AutoCloseable {
    /** The source's name on the tape. */
    public static final String SOURCE = "signals";

    private final TapeWriter tape;
    private final Sequencer sequencer;
    private final @Nullable TapeReader market;
    private final Sources recorded = new Sources();
    private final int[] sources = new int[Source.MAX_SOURCES];
    private final Instruments marketInstruments = new Instruments();
    private final RecordDraft draft = new RecordDraft();
    private final ExternalSignalEncoder encoder = new ExternalSignalEncoder();
    private final SortedSet<String> symbols = new TreeSet<>();
    private final SortedSet<String> unknown = new TreeSet<>();
    private boolean hasFact;

    /** Onto this tape, which stays open. */
    public SignalMerge(TapeWriter tape, Optional<Tape> market) {
        this.tape = tape;
        this.sequencer = new Sequencer(tape);
        this.market = market.map(Tape::reader).orElse(null);
        advance();
    }

    /**
     * The next signal, not before the one before it.
     *
     * @throws RefusedException if its symbol names several instruments
     */
    public void add(SignalRow row) {
        keepThrough(row.availableNanos());
        int own = tape.define(SourceKind.OUTSIDE, SOURCE, row.availableNanos());
        symbols.add(row.symbol());
        Optional<Instrument> instrument = named(row.symbol());
        if (market != null && instrument.isEmpty()) {
            unknown.add(row.symbol());
        }
        draft.begin(encoder, instrument.map(Instrument::id).orElse(0));
        encoder.availableNanos(row.availableNanos());
        OrderId.putStrategy(
                encoder.buffer(),
                encoder.offset() + ExternalSignalEncoder.strategyEncodingOffset(),
                row.strategy().isEmpty() ? 0 : OrderId.strategy(row.strategy()));
        encoder.value(row.value()).fairPrice(row.fairPrice()).priority(row.priority());
        encoder.signalSymbol(row.symbol()).name(row.name());
        draft.source(own, tape.sources().last(own) + 1).cause(0, 0);
        sequencer.sequence(draft, row.availableNanos());
    }

    /**
     * What is left of the market.
     *
     * @throws RefusedException if a symbol names several instruments by now: which one was meant before is not known
     */
    public void finish() {
        keepThrough(Long.MAX_VALUE);
        symbols.forEach(this::named);
    }

    private Optional<Instrument> named(String symbol) {
        List<Instrument> named = tape.instruments().named(symbol);
        if (named.size() > 1) {
            String choices = String.join(
                    ", ", named.stream().map(one -> one.nameAmong(named)).toList());
            throw new RefusedException(
                    "signals for " + symbol + ", which names " + named.size() + " instruments of the market",
                    "a symbol that names one of them: " + choices,
                    "write " + named.get(0).nameAmong(named) + " into the symbol column of the file");
        }
        return named.stream().findFirst();
    }

    /** Symbols of signals that came before the market had defined them, or that it never does. */
    public SortedSet<String> unknown() {
        return unknown;
    }

    @Override
    public void close() {
        if (market != null) {
            market.close();
        }
    }

    private void keepThrough(long nanos) {
        TapeReader reader = market;
        while (reader != null && hasFact && reader.record().recordedAtNanos() <= nanos) {
            RecordView fact = reader.record();
            if (fact.templateId() == CycleStartedDecoder.TEMPLATE_ID) {
                defineAsIn(fact);
            } else if (Facts.happenAgain(fact.templateId()) && recorded.isOutside(fact.source())) {
                sequencer.sequenceFact(fact, sourceOf(fact), fact.recordedAtNanos());
            }
            advance();
        }
    }

    private void advance() {
        TapeReader reader = market;
        hasFact = reader != null && reader.next();
        if (hasFact && reader != null) {
            recorded.apply(reader.record());
        }
    }

    /** Not before the source's first record: the tape's time would be at that record then, and signals before it would come late. */
    private int sourceOf(RecordView fact) {
        int number = fact.source();
        if (sources[number] == 0) {
            String name = recorded.find(number).orElseThrow().name();
            sources[number] = tape.define(SourceKind.OUTSIDE, name, fact.recordedAtNanos());
        }
        return sources[number];
    }

    /** Of a tape whose beginning was moved away the first cycle alone says what was defined before. */
    private void defineAsIn(RecordView cycle) {
        marketInstruments.apply(cycle);
        for (Instrument instrument : marketInstruments.all()) {
            if (!tape.instruments().isDefined(instrument.id())) {
                instrument.encode(draft.begin(new InstrumentDefinedEncoder(), instrument.id()));
                int own = tape.define(SourceKind.OUTSIDE, SOURCE, cycle.recordedAtNanos());
                draft.source(own, tape.sources().last(own) + 1).cause(0, 0);
                sequencer.sequence(draft, cycle.recordedAtNanos());
            }
        }
    }
}
