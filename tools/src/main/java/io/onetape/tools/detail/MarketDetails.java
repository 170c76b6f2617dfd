package io.onetape.tools.detail;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BarClosedDecoder;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FeedStatusChangedDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.LiquidationPrintDecoder;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.OrderAction;
import io.onetape.journal.schema.PrintKind;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.TradePrintDecoder;

/** The market: what the venue sent, and the book that came of it. */
final class MarketDetails {
    private final DepthUpdateDecoder update = new DepthUpdateDecoder();
    private final DepthSnapshotDecoder snapshot = new DepthSnapshotDecoder();
    private final DepthOrderDecoder order = new DepthOrderDecoder();
    private final QuoteUpdateDecoder quote = new QuoteUpdateDecoder();
    private final TradePrintDecoder print = new TradePrintDecoder();
    private final MarkPriceUpdateDecoder mark = new MarkPriceUpdateDecoder();
    private final LiquidationPrintDecoder liquidation = new LiquidationPrintDecoder();
    private final BarClosedDecoder bar = new BarClosedDecoder();
    private final FeedStatusChangedDecoder feed = new FeedStatusChangedDecoder();
    private final BookTopDecoder top = new BookTopDecoder();
    private final InstrumentDefinedDecoder instrument = new InstrumentDefinedDecoder();

    /** Appends the words, or returns false if the record is of another family. */
    boolean append(StringBuilder to, RecordView record) {
        switch (record.templateId()) {
            case DepthUpdateDecoder.TEMPLATE_ID -> update(to, record.decode(update));
            case DepthOrderDecoder.TEMPLATE_ID -> order(to, record.decode(order));
            case DepthSnapshotDecoder.TEMPLATE_ID -> snapshot(to, record.decode(snapshot));
            case QuoteUpdateDecoder.TEMPLATE_ID -> quote(to, record.decode(quote));
            case TradePrintDecoder.TEMPLATE_ID -> print(to, record.decode(print));
            case MarkPriceUpdateDecoder.TEMPLATE_ID -> mark(to, record.decode(mark));
            case LiquidationPrintDecoder.TEMPLATE_ID -> liquidation(to, record.decode(liquidation));
            case BarClosedDecoder.TEMPLATE_ID -> bar(to, record.decode(bar));
            case FeedStatusChangedDecoder.TEMPLATE_ID -> {
                record.decode(feed);
                Words.more(to.append(Words.name(feed.status())), feed.detail());
            }
            case BookTopDecoder.TEMPLATE_ID -> top(to, record.decode(top));
            case InstrumentDefinedDecoder.TEMPLATE_ID -> instrument(to, record.decode(instrument));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void update(StringBuilder to, DepthUpdateDecoder from) {
        long id = from.lastUpdateId();
        DepthUpdateDecoder.BidsDecoder bids = from.bids();
        int count = bids.count();
        while (bids.hasNext()) {
            bids.next(); // the asks stand behind the last bid
        }
        levels(to, count, from.asks().count());
        Words.number(to, "u", id);
    }

    private static void snapshot(StringBuilder to, DepthSnapshotDecoder from) {
        long id = from.lastUpdateId();
        DepthSnapshotDecoder.BidsDecoder bids = from.bids();
        int count = bids.count();
        while (bids.hasNext()) {
            bids.next(); // the asks stand behind the last bid
        }
        levels(to, count, from.asks().count());
        Words.number(to, "u", id);
    }

    private static void order(StringBuilder to, DepthOrderDecoder from) {
        to.append(Words.small(from.action()));
        if (from.action() != OrderAction.CLEAR) {
            to.append(' ').append(Words.name(from.side())).append(' ');
            Fixed8.append(to, from.quantity());
            if (from.price() != Fixed8.NULL) {
                Fixed8.append(to.append(" @ "), from.price());
            }
            Words.number(to, "order", from.orderId());
        }
        Words.number(to, "u", from.updateId());
    }

    private static void levels(StringBuilder to, int bids, int asks) {
        to.append(bids).append(" bids ").append(asks).append(" asks");
    }

    private static void quote(StringBuilder to, QuoteUpdateDecoder from) {
        sides(to, from.bid(), from.bidQuantity(), from.ask(), from.askQuantity());
        Words.number(to, "u", from.updateId());
    }

    private static void sides(StringBuilder to, long bid, long bidQuantity, long ask, long askQuantity) {
        Fixed8.append(Fixed8.append(to, bidQuantity).append(" @ "), bid);
        Fixed8.append(Fixed8.append(to.append(" | "), askQuantity).append(" @ "), ask);
    }

    private static void print(StringBuilder to, TradePrintDecoder from) {
        Words.trade(to, from.aggressor(), from.quantity(), from.price());
        if (from.kind() == PrintKind.AGGREGATE) {
            to.append(" aggregate");
        }
        Words.number(to, "id", from.tradeId());
    }

    private static void mark(StringBuilder to, MarkPriceUpdateDecoder from) {
        if (from.mark() == Fixed8.NULL) {
            to.append("no mark"); // funding rates may come without one
        } else {
            Fixed8.append(to.append("mark "), from.mark());
        }
        Words.fixed(to, "index", from.index());
        Words.fixed(to, "funding", from.fundingRate());
    }

    private static void bar(StringBuilder to, BarClosedDecoder from) {
        to.append("bar");
        Words.fixed(to, "open", from.openPrice());
        Words.fixed(to, "high", from.highPrice());
        Words.fixed(to, "low", from.lowPrice());
        Words.fixed(to, "close", from.closePrice());
        Words.fixed(to, "volume", from.volume());
        Words.number(to, "trades", from.trades());
    }

    private static void liquidation(StringBuilder to, LiquidationPrintDecoder from) {
        Words.trade(to, from.side(), from.quantity(), from.price());
        Words.fixed(to, "average", from.averagePrice());
        Words.fixed(to, "cumulative", from.cumulativeQuantity());
    }

    private static void top(StringBuilder to, BookTopDecoder from) {
        sides(to, from.bid(), from.bidQuantity(), from.ask(), from.askQuantity());
        if (from.status() != BookStatus.VALID) {
            to.append(' ').append(Words.name(from.status()));
        }
        Words.fixed(to, "imbalance", from.imbalance());
        Words.fixed(to, "micro", from.microprice());
    }

    private static void instrument(StringBuilder to, InstrumentDefinedDecoder from) {
        to.append(Words.name(from.market())).append(' ').append(Words.small(from.contract()));
        Words.fixed(to, "tick", from.tickSize());
        Words.fixed(to, "lot", from.lotSize());
        Words.fixed(to, "minimumNotional", from.minimumNotional());
        to.append(from.inferred() == Flag.YES ? " inferred" : "");
        Words.more(to, from.venue());
    }
}
