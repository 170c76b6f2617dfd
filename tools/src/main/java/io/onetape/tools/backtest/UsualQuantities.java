package io.onetape.tools.backtest;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A default quantity for each instrument: about 1,000 in its quote asset at its first price on the tape, in whole lots, and a position of ten of them. */
final class UsualQuantities {
    /** Decimal texts. */
    record Usual(String quantity, String maximumPosition) {}

    private static final long NOTIONAL = 1_000 * Fixed8.ONE;
    private static final long POSITION_IN_QUANTITIES = 10;

    /** No strategy takes a larger setting. */
    private static final long LARGEST_POSITION = 1_000_000_000 * Fixed8.ONE;

    private static final long LARGEST_QUANTITY = LARGEST_POSITION / POSITION_IN_QUANTITIES;

    private final Map<Integer, Long> firstPrices = new HashMap<>(); // looked up, never iterated

    private UsualQuantities() {}

    /** Reads the tape until every instrument has had a price. */
    static UsualQuantities of(Tape tape, List<Instrument> instruments) {
        UsualQuantities usual = new UsualQuantities();
        try (TapeReader reader = tape.reader()) {
            while (usual.firstPrices.size() < instruments.size() && reader.next()) {
                RecordView record = reader.record();
                long price = price(record);
                if (price > 0) {
                    usual.firstPrices.putIfAbsent(record.instrument(), price);
                }
            }
        }
        return usual;
    }

    Usual of(Instrument instrument) {
        long price = firstPrices.getOrDefault(instrument.id(), NOTIONAL);
        long lot = instrument.lotSize() > 0 ? instrument.lotSize() : Fixed8.ONE;
        long minimum =
                Math.max(0, Math.min(instrument.minimumNotional(), LARGEST_POSITION / 2)); // 0 if it is not known
        long notional = Math.max(NOTIONAL, 2 * minimum);
        boolean isCheap = price < Fixed8.divide(notional, LARGEST_QUANTITY);
        long wanted = isCheap ? LARGEST_QUANTITY : Math.min(Fixed8.divide(notional, price), LARGEST_QUANTITY);
        long quantity = Math.max(wanted / lot, 1) * lot;
        return new Usual(
                Fixed8.toString(quantity), Fixed8.toString(Math.multiplyExact(POSITION_IN_QUANTITIES, quantity)));
    }

    /** Ten times this quantity, or the largest that a strategy takes. */
    static String position(String quantity) {
        long one = Math.min(Fixed8.parse(quantity), LARGEST_QUANTITY);
        return Fixed8.toString(Math.multiplyExact(POSITION_IN_QUANTITIES, one));
    }

    private static long price(RecordView record) {
        return switch (record.templateId()) {
            case QuoteUpdateDecoder.TEMPLATE_ID ->
                record.decode(new QuoteUpdateDecoder()).bid();
            case TradePrintDecoder.TEMPLATE_ID ->
                record.decode(new TradePrintDecoder()).price();
            case DepthSnapshotDecoder.TEMPLATE_ID -> {
                DepthSnapshotDecoder.BidsDecoder bids =
                        record.decode(new DepthSnapshotDecoder()).bids();
                yield bids.hasNext() ? bids.next().price() : 0;
            }
            default -> 0;
        };
    }
}
