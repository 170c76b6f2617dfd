package io.onetape.services.marketdata;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.ByInstrument;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.AlertRaisedEncoder;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.BookTopEncoder;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FeedStatusChangedDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.services.marketdata.orders.Departures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Keeps a book for every instrument and emits a BookTop whenever its best levels or its status have changed; inverse contracts have books too. Prices
 * are given while the book is VALID or CROSSED, and are null else: nothing may quote on anything but VALID. A FeedStatusChanged about no
 * instrument is about all.
 *
 * <p>Where the venue gives its book order by order, a level is the sum of its orders.
 *
 * <p>A book is lost by a missed update, by a lost connection, and at first; the next snapshot brings it back, with the updates kept meanwhile. A
 * feed that is STALE keeps its book in the background until the gateway says SYNCED, or a snapshot comes.
 *
 * <p>ConfigSet {@code marketdata.staleAfterMillis} says after how much of the tape's time in which neither depth nor a quote nor a trade of an instrument came its
 * book is STALE, see {@link Silence}.
 */
public final class MarketData implements Processor {
    private final Instruments instruments = new Instruments();
    private final DepthSnapshotDecoder snapshot = new DepthSnapshotDecoder();
    private final DepthUpdateDecoder update = new DepthUpdateDecoder();
    private final DepthOrderDecoder order = new DepthOrderDecoder();
    private final FeedStatusChangedDecoder feedStatus = new FeedStatusChangedDecoder();
    private final BookTopEncoder bookTop = new BookTopEncoder();
    private final AlertRaisedEncoder alert = new AlertRaisedEncoder();
    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final Silence silence = new Silence();
    private final ByInstrument<MarketBook> byInstrument = new ByInstrument<>();

    @Override
    public String name() {
        return "marketdata";
    }

    /** What processors and the venue decide. */
    @Override
    public boolean passesOver(int templateId) {
        return templateId >= BookTopDecoder.TEMPLATE_ID
                || templateId == VenueReplyDecoder.TEMPLATE_ID
                || templateId == FillDecoder.TEMPLATE_ID
                || templateId == QuoteUpdateDecoder.TEMPLATE_ID
                || templateId == TradePrintDecoder.TEMPLATE_ID;
    }

    /** Quotes and prints say that a book is alive, where that is asked for. */
    @Override
    public long attentiveFromNanos() {
        return silence.afterNanos() == 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        switch (record.templateId()) {
            case DepthUpdateDecoder.TEMPLATE_ID -> {
                MarketBook book = book(record.instrument());
                silence.broken(book, record.recordedAtNanos(), out);
                book.sync.onUpdate(record.decode(update));
                book.emitTop(bookTop, out);
            }
            case DepthOrderDecoder.TEMPLATE_ID -> onOrder(record, out);
            case DepthSnapshotDecoder.TEMPLATE_ID -> {
                MarketBook book = book(record.instrument());
                silence.broken(book, record.recordedAtNanos(), out);
                book.sync.onSnapshot(record.decode(snapshot));
                book.emitTop(bookTop, out);
            }
            case QuoteUpdateDecoder.TEMPLATE_ID, TradePrintDecoder.TEMPLATE_ID -> {
                MarketBook known = byInstrument.find(record.instrument());
                if (known != null) {
                    silence.broken(known, record.recordedAtNanos(), out);
                }
            }
            case ConfigSetDecoder.TEMPLATE_ID -> onConfig(record, out);
            case FeedStatusChangedDecoder.TEMPLATE_ID -> onFeedStatus(record, out);
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                instruments.apply(record);
                define(instruments.get(record.instrument()));
            }
            case CycleStartedDecoder.TEMPLATE_ID -> {
                instruments.apply(record);
                instruments.all().forEach(this::define);
            }
            default -> {} // not about books
        }
    }

    @Override
    public void onTimer(long timer, long dueNanos, Emitter out) {
        MarketBook book = book((int) timer);
        if (silence.isOver(book, dueNanos, out)) {
            book.emitTop(bookTop, out);
        }
    }

    /** The book of an instrument, whatever its state; for read models and tests, which must not change it. */
    public Optional<OrderBook> find(int instrument) {
        return Optional.ofNullable(byInstrument.find(instrument)).map(book -> book.sync.book);
    }

    @Override
    public void writeState(WireOut state) {
        MarketDataState.write(books(), silence.afterNanos(), state);
    }

    @Override
    public void readState(WireIn state) {
        MarketDataState.read(state, this::put, silence::setAfterNanos);
    }

    /** What of one message or snapshot comes in several records is looked at behind the last. */
    private void onOrder(RecordView record, Emitter out) {
        MarketBook book = book(record.instrument());
        silence.broken(book, record.recordedAtNanos(), out);
        book.sync.onOrder(record.decode(order), Departures.IGNORED);
        if (order.last() != Flag.NO) {
            book.emitTop(bookTop, out);
        }
    }

    private void onConfig(RecordView record, Emitter out) {
        record.decode(config);
        if (!config.key().equals(Silence.KEY)) {
            config.skipValue();
            return;
        }
        Optional<String> problem = silence.configure(config.value(), books(), record.recordedAtNanos(), out);
        if (problem.isPresent()) {
            out.begin(alert, 0);
            alert.severity(Severity.CRITICAL).name("configuration").detail(problem.get());
            out.emit();
        }
        for (MarketBook book : books()) {
            book.emitTop(bookTop, out);
        }
    }

    private void onFeedStatus(RecordView record, Emitter out) {
        record.decode(feedStatus);
        for (MarketBook book : byInstrument) {
            if (record.instrument() == 0 || record.instrument() == book.instrument) {
                book.sync.onFeedStatus(feedStatus.status());
                book.emitTop(bookTop, out);
            }
        }
    }

    /** A later definition renames at most: the book goes on, unless the market's rule is another one. */
    private void define(Instrument instrument) {
        int id = instrument.id();
        MarketBook known = byInstrument.find(id);
        if (known != null && known.market == instrument.market()) {
            known.symbol = instrument.symbol();
        } else {
            put(new MarketBook(id, instrument.market(), instrument.symbol()));
        }
    }

    private void put(MarketBook book) {
        byInstrument.put(book.instrument, book);
    }

    /** The book of an instrument that must be defined. */
    MarketBook book(int instrument) {
        MarketBook found = byInstrument.find(instrument);
        if (found == null) {
            throw new IllegalStateException("expected a defined instrument, found id " + instrument);
        }
        return found;
    }

    private List<MarketBook> books() {
        List<MarketBook> books = new ArrayList<>();
        byInstrument.forEach(books::add);
        return books;
    }
}
