package io.onetape.backtest.metrics.order;

import io.onetape.backtest.metrics.path.EquityPath;
import io.onetape.backtest.metrics.path.MarkoutBlocks;
import io.onetape.backtest.metrics.path.TripTotals;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All instruments that were met, by id; 0 is what no instrument explains. Single-threaded. */
public final class Markets {
    private final EquityPath equity = new EquityPath();
    private final MarkoutBlocks blocks = new MarkoutBlocks();
    private final TripTotals trips = new TripTotals();
    private final Instruments instruments = new Instruments();
    private final List<@Nullable Market> byId = new ArrayList<>();

    public EquityPath equity() {
        return equity;
    }

    public MarkoutBlocks blocks() {
        return blocks;
    }

    public TripTotals trips() {
        return trips;
    }

    public void define(RecordView record) {
        instruments.apply(record);
    }

    /** Found, or begun. */
    public Market of(int instrument) {
        Market found = instrument < byId.size() ? byId.get(instrument) : null;
        if (found != null) {
            return found;
        }
        Market begun = new Market(symbol(instrument), equity, blocks, trips);
        while (byId.size() <= instrument) {
            byId.add(null);
        }
        byId.set(instrument, begun);
        return begun;
    }

    /** By id. */
    public List<Market> all() {
        List<Market> all = new ArrayList<>();
        for (Market market : byId) {
            if (market != null) {
                all.add(market);
            }
        }
        return all;
    }

    String quoteAsset(int instrument) {
        return instruments.find(instrument).map(Instrument::quoteAsset).orElse("");
    }

    /** The asset that the account's money is in: the first instrument's. */
    public String accountAsset() {
        return instruments.all().isEmpty() ? "" : instruments.all().get(0).quoteAsset();
    }

    /** The venue's name for it, with what tells it from others of the same name in front. */
    private String symbol(int id) {
        Instrument instrument = instruments.find(id).orElse(null);
        if (instrument == null) {
            return id == 0 ? "account" : "instrument-" + id;
        }
        return instrument.nameAmong(instruments.all());
    }
}
