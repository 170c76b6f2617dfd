package io.onetape.backtest.report;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.ByInstrument;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.TradePrintDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Our orders against the best level of the book at the moment they were sent: of their own side if they may rest, of the other one if they only take. No market
 * impact is modelled, so these say how far that can be believed. Single-threaded.
 */
public final class SizeFacts {
    private static final long TENTH = Fixed8.ONE / 10;

    private final BookTopDecoder top = new BookTopDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final TradePrintDecoder print = new TradePrintDecoder();
    private final ByInstrument<Sizes> byInstrument = new ByInstrument<>();

    /** Of one instrument. */
    public static final class Sizes {
        private final int instrument;
        private boolean valid;
        private long bid;
        private long ask;
        private long orders;
        private long withoutBook;
        private long aboveTenth;
        private long aboveLevel;
        private long largest;
        private long largestSequence;
        private double sum;
        private double filled;
        private double printed;

        private Sizes(int instrument) {
            this.instrument = instrument;
        }

        private void order(long quantity, long level, long sequence) {
            orders++;
            if (!valid || level <= 0) {
                withoutBook++;
                return;
            }
            long share = Fixed8.divide(quantity, level);
            sum += share;
            aboveTenth += share > TENTH ? 1 : 0;
            aboveLevel += share > Fixed8.ONE ? 1 : 0;
            if (share > largest) {
                largest = share;
                largestSequence = sequence;
            }
        }

        public int instrument() {
            return instrument;
        }

        public long orders() {
            return orders;
        }

        /** Orders that were sent while there was no such level. */
        public long withoutBook() {
            return withoutBook;
        }

        /** Order quantity / level, on average; NaN if there is none. */
        public double mean() {
            return sum / (orders - withoutBook) / Fixed8.ONE;
        }

        /** Fixed8. */
        public long largest() {
            return largest;
        }

        /** Of the SubmitOrder, 0 if there is none. */
        public long largestSequence() {
            return largestSequence;
        }

        /** Orders of more than a tenth of the level. */
        public long aboveTenth() {
            return aboveTenth;
        }

        /** Orders of more than the whole level. */
        public long aboveLevel() {
            return aboveLevel;
        }

        /** Our filled quantity / quantity of all prints; NaN without prints. */
        public double participation() {
            return filled / printed;
        }
    }

    void accept(RecordView record) {
        switch (record.templateId()) {
            case BookTopDecoder.TEMPLATE_ID -> {
                record.decode(top);
                Sizes sizes = of(record);
                sizes.valid = top.status() == BookStatus.VALID;
                sizes.bid = top.bidQuantity();
                sizes.ask = top.askQuantity();
            }
            case SubmitOrderDecoder.TEMPLATE_ID -> {
                record.decode(submit);
                Sizes sizes = of(record);
                boolean takes = submit.orderType() == OrderType.MARKET
                        || submit.timeInForce() == TimeInForce.IOC
                        || submit.timeInForce() == TimeInForce.FOK;
                boolean bids = (submit.side() == Side.BUY) != takes;
                sizes.order(submit.quantity(), bids ? sizes.bid : sizes.ask, record.sequence());
            }
            case FillDecoder.TEMPLATE_ID ->
                of(record).filled += record.decode(fill).quantity();
            case TradePrintDecoder.TEMPLATE_ID ->
                of(record).printed += record.decode(print).quantity();
            default -> {} // of no size
        }
    }

    /** Of instruments that we sent orders for. */
    public List<Sizes> all() {
        List<Sizes> all = new ArrayList<>();
        byInstrument.forEach(sizes -> {
            if (sizes.orders > 0) {
                all.add(sizes);
            }
        });
        return all;
    }

    private Sizes of(RecordView record) {
        Sizes found = byInstrument.find(record.instrument());
        if (found == null) {
            found = new Sizes(record.instrument());
            byInstrument.put(record.instrument(), found);
        }
        return found;
    }
}
