package io.onetape.tools.format;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.ByInstrument;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import java.util.List;
import java.util.Optional;

/**
 * Names of a tape's instruments and sources, wherever one begins to read. They are defined before they are used, so a reader of its own goes forward from the
 * tape's start just until it has met what is asked for: usually a few records. Single-threaded.
 */
public final class References implements AutoCloseable {
    private final TapeReader reader;
    private final Instruments instruments = new Instruments();
    private final Sources sources = new Sources();
    private final ByInstrument<String> symbols = new ByInstrument<>();

    public References(Tape tape) {
        this.reader = tape.reader();
    }

    /** The venue's name of an instrument; empty for id 0, {@code #7} for an id that the tape does not define. */
    public String symbol(int instrument) {
        if (instrument == 0) {
            return "";
        }
        String known = symbols.find(instrument);
        if (known != null) {
            return known;
        }
        Optional<Instrument> found = instrument(instrument);
        found.ifPresent(one -> symbols.put(instrument, one.symbol()));
        return found.map(Instrument::symbol).orElse("#" + instrument);
    }

    /** The instrument with this id. */
    public Optional<Instrument> instrument(int id) {
        Optional<Instrument> found = instruments.find(id);
        while (found.isEmpty() && advance()) {
            found = instruments.find(id);
        }
        return found;
    }

    /** The name of a source, {@code #7} if the tape does not define it. */
    public String source(int number) {
        Optional<Source> found = sources.find(number);
        while (found.isEmpty() && advance()) {
            found = sources.find(number);
        }
        return found.map(Source::name).orElse("#" + number);
    }

    /** True if the tape has an instrument that this text names: the symbol, venue:symbol or venue:market:symbol, in any case. May read the whole tape. */
    public boolean hasSymbol(String text) {
        boolean found = instruments.bySymbol(text).isPresent();
        while (!found && advanceToInstrument()) {
            found = instruments.bySymbol(text).isPresent();
        }
        return found;
    }

    /** The instruments met so far, by id. */
    public List<Instrument> known() {
        return instruments.all();
    }

    /** The symbols met so far, in order of their instruments' ids. */
    public List<String> symbols() {
        return instruments.all().stream().map(Instrument::symbol).distinct().toList();
    }

    @Override
    public void close() {
        reader.close();
    }

    private boolean advance() {
        if (!reader.next()) {
            return false;
        }
        RecordView record = reader.record();
        sources.apply(record);
        instruments.apply(record);
        return true;
    }

    private boolean advanceToInstrument() {
        while (reader.next()) {
            RecordView record = reader.record();
            sources.apply(record);
            if (instruments.apply(record)) {
                return true;
            }
        }
        return false;
    }
}
