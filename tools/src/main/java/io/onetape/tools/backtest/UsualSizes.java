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
final class UsualSizes {
    /** Decimal texts. */
    record Size(String quantity, String maximumPosition) {}

    private static final long NOTIONAL = 1_000 * Fixed8.ONE;
    private static final long POSITION_IN_QUANTITIES = 10;

    private final Map<Integer, Long> firstPrices = new HashMap<>(); // looked up, never iterated

    private UsualSizes() {}

    /** Reads the tape until every instrument has had a price. */
    static UsualSizes of(Tape tape, List<Instrument> instruments) {
        UsualSizes sizes = new UsualSizes();
        try (TapeReader reader = tape.reader()) {
            while (sizes.firstPrices.size() < instruments.size() && reader.next()) {
                RecordView record = reader.record();
                long price = price(record);
                if (price > 0) {
                    sizes.firstPrices.putIfAbsent(record.instrument(), price);
                }
            }
        }
        return sizes;
    }

    Size of(Instrument instrument) {
        long price = firstPrices.getOrDefault(instrument.id(), NOTIONAL);
        long lot = instrument.lotSize() > 0 ? instrument.lotSize() : Fixed8.ONE;
        long atLeast = instrument.minimumNotional() > 0 ? 2 * instrument.minimumNotional() : 0;
        long wanted = Fixed8.divide(Math.max(NOTIONAL, atLeast), price);
        long quantity = Math.max(wanted / lot, 1) * lot;
        return new Size(
                Fixed8.toString(quantity), Fixed8.toString(Math.multiplyExact(POSITION_IN_QUANTITIES, quantity)));
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
