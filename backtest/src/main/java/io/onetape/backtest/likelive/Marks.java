package io.onetape.backtest.likelive;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.services.account.MarkSource;
import java.util.SortedMap;
import java.util.TreeMap;

/** What positions are valued at in the end: the last MarkPriceUpdate, else the last mid of a valid book, else the last print. Single-threaded. */
public final class Marks {
    private record Mark(long price, MarkSource from) {}

    private final BookTopDecoder top = new BookTopDecoder();
    private final MarkPriceUpdateDecoder mark = new MarkPriceUpdateDecoder();
    private final TradePrintDecoder print = new TradePrintDecoder();
    private final SortedMap<Integer, Mark> last = new TreeMap<>();

    void apply(RecordView record) {
        switch (record.templateId()) {
            case BookTopDecoder.TEMPLATE_ID -> {
                if (record.decode(top).status() == BookStatus.VALID) {
                    set(record.instrument(), top.mid(), MarkSource.MID);
                }
            }
            case MarkPriceUpdateDecoder.TEMPLATE_ID ->
                set(record.instrument(), record.decode(mark).mark(), MarkSource.VENUE);
            case TradePrintDecoder.TEMPLATE_ID ->
                set(record.instrument(), record.decode(print).price(), MarkSource.FILL);
            default -> {} // no price
        }
    }

    private void set(int instrument, long price, MarkSource from) {
        Mark before = last.get(instrument);
        if (price != Fixed8.NULL && (before == null || from.compareTo(before.from()) >= 0)) {
            last.put(instrument, new Mark(price, from));
        }
    }

    /** Fixed8; 0 if no price of it was ever seen: then nothing of it was filled either. */
    public long of(int instrument) {
        Mark known = last.get(instrument);
        return known == null ? 0 : known.price();
    }
}
