package io.onetape.backtest.importer.binance;

import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.LiquidationPrintEncoder;
import io.onetape.journal.schema.MarkPriceUpdateEncoder;
import io.onetape.journal.schema.PrintKind;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TradePrintEncoder;
import java.nio.charset.StandardCharsets;

/** Writes frames about trades, marks and liquidations as facts; the caller says about which instrument. Single-threaded. */
final class PrintFacts {
    private static final byte[] BUY = "BUY".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SELL = "SELL".getBytes(StandardCharsets.US_ASCII);

    private final TradePrintEncoder trade = new TradePrintEncoder();
    private final MarkPriceUpdateEncoder mark = new MarkPriceUpdateEncoder();
    private final LiquidationPrintEncoder liquidation = new LiquidationPrintEncoder();

    /** A trade or an aggregate, whose id is in the field {@code id}. Where the buyer was the maker, the aggressor sold. */
    void writeTrade(Fields frame, char id, PrintKind kind, long receivedNanos, RecordDraft draft, Listing listing) {
        long price = frame.decimal('p');
        long quantity = frame.decimal('q');
        if (price == 0) {
            throw new BadLine("field p: expected a price above 0, found '" + frame.text('p') + "'");
        }
        boolean aggregate = kind == PrintKind.AGGREGATE;
        draft.begin(trade, 0)
                .receivedNanos(receivedNanos)
                .eventNanos(frame.nanosOrNull('E'))
                .transactionNanos(frame.nanosOrNull('T'))
                .tradeId(frame.whole(id))
                .firstTradeId(aggregate ? frame.wholeOrNull('f') : TradePrintEncoder.firstTradeIdNullValue())
                .lastTradeId(aggregate ? frame.wholeOrNull('l') : TradePrintEncoder.lastTradeIdNullValue())
                .price(price)
                .quantity(quantity)
                .aggressor(buyerIsMaker(frame) ? Side.SELL : Side.BUY)
                .kind(kind);
        listing.prices().see(price);
        listing.quantities().see(quantity);
    }

    /** Marks and indexes are averages: they tell nothing of the tick. */
    void writeMark(Fields frame, long receivedNanos, RecordDraft draft) {
        draft.begin(mark, 0)
                .receivedNanos(receivedNanos)
                .eventNanos(frame.nanosOrNull('E'))
                .mark(frame.decimal('p'))
                .index(frame.decimalOrNull('i'))
                .estimatedSettlement(frame.decimalOrNull('P'))
                .fundingRate(frame.signedOrNull('r'))
                .nextFundingNanos(frame.nanosOrNull('T'));
    }

    /** The order of the liquidation is an object of its own inside the frame. Its price is a bankruptcy price and off the tick. */
    void writeLiquidation(Fields frame, Fields order, long receivedNanos, RecordDraft draft) {
        boolean buy = order.is('S', BUY);
        if (!buy && !order.is('S', SELL)) {
            throw new BadLine("field S: expected BUY or SELL, found '" + order.text('S') + "'");
        }
        draft.begin(liquidation, 0)
                .receivedNanos(receivedNanos)
                .eventNanos(frame.nanosOrNull('E'))
                .transactionNanos(order.nanosOrNull('T'))
                .price(order.decimal('p'))
                .averagePrice(order.decimalOrNull(FieldNames.AVERAGE_PRICE))
                .quantity(order.decimal('q'))
                .lastQuantity(order.decimalOrNull('l'))
                .cumulativeQuantity(order.decimalOrNull('z'))
                .side(buy ? Side.BUY : Side.SELL);
    }

    private static boolean buyerIsMaker(Fields frame) {
        if (frame.has('m', 't') || frame.has('m', 'f')) {
            return frame.has('m', 't');
        }
        throw new BadLine("field m: expected true or false, found '" + frame.text('m') + "'");
    }
}
