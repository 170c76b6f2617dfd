package io.onetape.services.store;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.PositionSide;
import java.nio.file.Path;

/**
 * Reads the cache of another process, well under 1 µs a look-up, without garbage. A find copies the entry under the lock of its segment, so what {@link #record} gives is
 * one whole record of the tape, and stays so until the next find. Whoever has the record decodes it:
 *
 * <pre>{@code
 * if (cache.findTop(instrument, cache.nanos()) == Lookup.FOUND) {
 *     use(cache.record().decode(top).bid());
 * }
 * }</pre>
 *
 * <p>No find waits longer than 200 ms: where a lock is not given back it throws {@link CacheStuckException}. A writer that starts makes another file: a reader that lives long asks
 * {@link #isCurrent} when the sequence stands still, and opens again. Expiry is by the tape's time. Single-threaded: a reader each thread.
 */
public final class CacheReader implements AutoCloseable {
    /** What is done with an entry; valid during the call. */
    public interface Visitor {
        void visit(RecordView record, boolean expired);
    }

    private final CacheFolder folder;
    private final Path file;
    private final CacheMap map;
    private final CacheKey key = new CacheKey();
    private final CacheValue value = new CacheValue();
    private final CacheValue status = new CacheValue();
    private final RecordView record = new RecordView();

    private CacheReader(CacheFolder folder, Path file) {
        this.folder = folder;
        this.file = file;
        this.map = CacheMap.openExisting(file);
    }

    /** Opens the cache in this folder; throws {@link NoCacheException} if there is none yet, or if it was made of another tape. */
    public static CacheReader open(Path folder, long tapeId) {
        CacheFolder place = new CacheFolder(folder);
        Path file = place.current()
                .orElseThrow(() -> new NoCacheException("no cache in " + folder
                        + ": expected that of a run whose service 'cache' has read its tape once, found none"));
        CacheReader reader = new CacheReader(place, file);
        boolean done = false;
        try {
            reader.refresh();
            if (reader.status.first() != tapeId) {
                throw new NoCacheException("the cache in " + folder + " is of another tape: expected "
                        + Long.toHexString(tapeId) + ", found " + Long.toHexString(reader.status.first()));
            }
            done = true;
            return reader;
        } finally {
            if (!done) {
                reader.close();
            }
        }
    }

    /** Reads how far the cache has come, for {@link #sequence} and {@link #nanos}. Throws {@link NoCacheException} if it holds nothing. */
    public void refresh() {
        if (!map.get(key.of(View.STATUS, 0, 0), status)) {
            throw new NoCacheException("the cache " + file + " is empty: its service was starting anew");
        }
    }

    /** Everything up to this record of the tape is in the cache, as of the last {@link #refresh}; entries can be newer. */
    public long sequence() {
        return status.second();
    }

    /** The time of that record, nanoseconds since the epoch. */
    public long nanos() {
        return status.third();
    }

    /** False if a writer has begun anew since this was opened. Asks the file system. */
    public boolean isCurrent() {
        return folder.current().filter(file::equals).isPresent();
    }

    /** The newest BookTop. It expires ten seconds after it was recorded; {@code nowNanos} is the tape's time, or the wall clock's to notice a writer that stands still. */
    public Lookup findTop(int instrument, long nowNanos) {
        return find(key.of(View.TOP, instrument, 0), nowNanos);
    }

    /** The last OrderChanged of an order that is open; of one that has ended for a minute after, the last few thousand of those. */
    public Lookup findOrder(long strategy, long intent, long nowNanos) {
        return find(key.of(View.ORDER, strategy, intent), nowNanos);
    }

    /** The last PositionChanged. */
    public Lookup findPosition(int instrument, PositionSide side) {
        return find(key.of(View.POSITION, instrument, Entries.side(side)), 0);
    }

    /** The last AccountChanged. */
    public Lookup findAccount() {
        return find(key.of(View.ACCOUNT, 0, 0), 0);
    }

    /** The last CircuitChanged of a circuit, by its name; instrument 0: of all. */
    public Lookup findCircuit(int instrument, CharSequence circuit) {
        return find(key.of(View.CIRCUIT, instrument, CacheKey.ofName(circuit)), 0);
    }

    /** The TradingHalted that holds for one instrument or, of 0, for the account; there also a TradingResumed. Missing: nobody ever halted it. */
    public Lookup findTrading(int instrument) {
        return find(key.of(View.TRADING, instrument, 0), 0);
    }

    /** What the instrument's number means: InstrumentDefined. */
    public Lookup findInstrument(int instrument) {
        return find(key.of(View.INSTRUMENT, instrument, 0), 0);
    }

    /** The record that was found last. */
    public RecordView record() {
        return record;
    }

    /** Every entry of a view as of the last {@link #refresh}, in no order. For tables, not for decisions: what comes or goes meanwhile can be missed. */
    public void forEach(View view, Visitor visitor) {
        CacheValue name = new CacheValue();
        for (int place = 0; map.get(key.of(View.LISTED, view.number(), place), name); place++) {
            Lookup lookup = find(key.of(view, name.first(), name.second()), nanos());
            if (lookup != Lookup.MISSING) {
                visitor.visit(record, lookup == Lookup.EXPIRED);
            }
        }
    }

    private Lookup find(CacheKey of, long nowNanos) {
        if (!map.get(of, value)) {
            return Lookup.MISSING;
        }
        value.wrap(record);
        return value.isExpired(nowNanos) ? Lookup.EXPIRED : Lookup.FOUND;
    }

    @Override
    public void close() {
        map.close();
    }
}
