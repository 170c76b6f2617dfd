package io.onetape.journal.reference;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The instruments in force at a position of the tape. A function of the records seen so far; single-threaded. */
public final class Instruments {
    private final InstrumentDefinedDecoder defined = new InstrumentDefinedDecoder();
    private final CycleStartedDecoder cycle = new CycleStartedDecoder();
    private final ByInstrument<Instrument> byId = new ByInstrument<>();

    /** Learns from an InstrumentDefined or CycleStarted; any other record is passed over. True if something was learnt. */
    public boolean apply(RecordView record) {
        switch (record.templateId()) {
            case InstrumentDefinedDecoder.TEMPLATE_ID -> define(record.instrument(), record.decode(defined));
            case CycleStartedDecoder.TEMPLATE_ID -> restore(record.decode(cycle));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The instrument with this id. */
    public Optional<Instrument> find(int id) {
        return Optional.ofNullable(byId.find(id));
    }

    /** True if there is an instrument with this id. */
    public boolean isDefined(int id) {
        return byId.find(id) != null;
    }

    /** The instrument with this id, which must be defined: records about undefined ones are a broken tape. */
    public Instrument get(int id) {
        Instrument found = byId.find(id);
        if (found == null) {
            throw new IllegalStateException("expected a defined instrument, found id " + id);
        }
        return found;
    }

    /** The first instrument that the text names. */
    public Optional<Instrument> bySymbol(String text) {
        return all().stream().filter(one -> one.isNamed(text)).findFirst();
    }

    /** All that the text names, by id: the symbol, {@code venue:symbol}, or {@code venue:market:symbol}, in any case. */
    public List<Instrument> named(String text) {
        return all().stream().filter(one -> one.isNamed(text)).toList();
    }

    /** All, by id. */
    public List<Instrument> all() {
        List<Instrument> all = new ArrayList<>();
        byId.forEach(all::add);
        return Collections.unmodifiableList(all);
    }

    private void define(int id, InstrumentDefinedDecoder from) {
        put(new Instrument(
                id,
                from.market(),
                from.contract(),
                from.inferred() == Flag.YES,
                from.tickSize(),
                from.lotSize(),
                from.minimumQuantity(),
                from.maximumQuantity(),
                from.minimumNotional(),
                from.contractSize(),
                from.venue(),
                from.symbol(),
                from.baseAsset(),
                from.quoteAsset()));
    }

    private void restore(CycleStartedDecoder from) {
        for (CycleStartedDecoder.SourcesDecoder source : from.sources()) {
            source.skipName();
        }
        for (CycleStartedDecoder.InstrumentsDecoder in : from.instruments()) {
            put(new Instrument(
                    in.instrument(),
                    in.market(),
                    in.contract(),
                    in.inferred() == Flag.YES,
                    in.tickSize(),
                    in.lotSize(),
                    in.minimumQuantity(),
                    in.maximumQuantity(),
                    in.minimumNotional(),
                    in.contractSize(),
                    in.venue(),
                    in.symbol(),
                    in.baseAsset(),
                    in.quoteAsset()));
        }
    }

    /** Learns an instrument; one of the same id is replaced. */
    public void put(Instrument instrument) {
        byId.put(instrument.id(), instrument);
    }
}
