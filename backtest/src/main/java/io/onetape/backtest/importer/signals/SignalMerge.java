package io.onetape.backtest.importer.signals;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.ExternalSignalEncoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.sequencer.Sequencer;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.Facts;
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
    private final RecordDraft draft = new RecordDraft();
    private final ExternalSignalEncoder encoder = new ExternalSignalEncoder();
    private final SortedSet<String> unknown = new TreeSet<>();
    private int own;
    private boolean hasFact;

    /** Onto this tape, which stays open. */
    public SignalMerge(TapeWriter tape, Optional<Tape> market) {
        this.tape = tape;
        this.sequencer = new Sequencer(tape);
        this.market = market.map(Tape::reader).orElse(null);
        advance();
    }

    /** The next signal, not before the one before it. */
    public void add(SignalRow row) {
        keepThrough(row.availableNanos());
        if (own == 0) {
            own = tape.define(SourceKind.OUTSIDE, SOURCE, row.availableNanos());
        }
        Optional<Instrument> instrument = tape.instruments().bySymbol(row.symbol());
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

    /** What is left of the market. */
    public void finish() {
        keepThrough(Long.MAX_VALUE);
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
            if (Facts.happenAgain(fact.templateId()) && sources[fact.source()] != 0) {
                sequencer.sequenceFact(fact, sources[fact.source()], fact.recordedAtNanos());
            }
            advance();
        }
    }

    private void advance() {
        TapeReader reader = market;
        hasFact = reader != null && reader.next();
        if (!hasFact || reader == null) {
            return;
        }
        RecordView record = reader.record();
        recorded.apply(record);
        int number = record.source();
        if (sources[number] == 0) {
            recorded.find(number)
                    .filter(source -> source.kind() == SourceKind.OUTSIDE)
                    .ifPresent(source ->
                            sources[number] = tape.define(SourceKind.OUTSIDE, source.name(), record.recordedAtNanos()));
        }
    }
}
