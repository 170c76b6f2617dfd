package io.onetape.backtest.venue;

import io.onetape.journal.record.LevelsView;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.FeedStatusChangedDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.services.marketdata.BookSide;
import io.onetape.services.marketdata.orders.PublicOrders;

/** What each market fact does to one instrument at the venue: first to the book, then to our place in the queues, then to our orders. */
final class MarketFacts {
    private final DepthSnapshotDecoder snapshot = new DepthSnapshotDecoder();
    private final DepthUpdateDecoder update = new DepthUpdateDecoder();
    private final DepthOrderDecoder order = new DepthOrderDecoder();
    private final QuoteUpdateDecoder quote = new QuoteUpdateDecoder();
    private final TradePrintDecoder print = new TradePrintDecoder();
    private final MarkPriceUpdateDecoder mark = new MarkPriceUpdateDecoder();
    private final FeedStatusChangedDecoder feed = new FeedStatusChangedDecoder();
    private final LevelsView levels = new LevelsView();
    private final boolean quotesMoveTheBook;

    MarketFacts(VenueSettings settings) {
        quotesMoveTheBook = settings.quotesMoveTheBook();
    }

    /** Records that say nothing to a venue are passed over. */
    void apply(RecordView fact, VenueMarket to, long nanos) {
        switch (fact.templateId()) {
            case DepthSnapshotDecoder.TEMPLATE_ID -> onSnapshot(fact, to, nanos);
            case DepthUpdateDecoder.TEMPLATE_ID -> onUpdate(fact, to, nanos);
            case DepthOrderDecoder.TEMPLATE_ID -> onOrder(fact, to, nanos);
            case QuoteUpdateDecoder.TEMPLATE_ID -> onQuote(fact, to, nanos);
            case TradePrintDecoder.TEMPLATE_ID -> {
                fact.decode(print);
                to.printed(print.aggressor(), print.price(), print.quantity(), print.tradeId(), nanos);
            }
            case MarkPriceUpdateDecoder.TEMPLATE_ID -> {
                to.funding.published(fact.decode(mark), nanos);
                to.marked(to.funding.mark(), nanos);
            }
            case FeedStatusChangedDecoder.TEMPLATE_ID -> {
                FeedStatus status = fact.decode(feed).status();
                to.book.onFeedStatus(status);
                to.isDown |= status == FeedStatus.DISCONNECTED;
                to.bookChanged(nanos); // a stale one may be valid again
            }
            default -> {} // not about this market
        }
    }

    private void onSnapshot(RecordView fact, VenueMarket to, long nanos) {
        if (to.book.onSnapshot(fact.decode(snapshot))) {
            showWithinReach(to, true);
            showWithinReach(to, false);
            to.bookChanged(nanos);
        }
    }

    /** A snapshot has the levels nearest to the touch only: beyond its last one it says nothing about the queue. */
    private static void showWithinReach(VenueMarket to, boolean bids) {
        BookSide side = to.book.side(bids);
        if (side.isEmpty()) {
            return;
        }
        long last = side.price(side.levels() - 1);
        for (VenueOrder order : to.ours(bids).all()) {
            if (bids ? order.price() >= last : order.price() <= last) {
                order.shows(side.quantityAt(order.price()), to.rule);
            }
        }
    }

    private void onUpdate(RecordView fact, VenueMarket to, long nanos) {
        if (!to.book.onUpdate(fact.decode(update))) {
            return;
        }
        if (to.hasOrders()) {
            int behindBids = levels.wrap(update.buffer(), update.limit());
            to.ours(true).displayed(levels);
            levels.wrap(update.buffer(), behindBids);
            to.ours(false).displayed(levels);
            to.bookChanged(nanos);
        }
    }

    /** Where each order is known its place says who is ahead; else the sum of a price is what the level shows. Best levels are looked at behind the last record of a message. */
    private void onOrder(RecordView fact, VenueMarket to, long nanos) {
        PublicOrders all = to.book.onOrder(fact.decode(order), to.at(nanos)) ? to.book.orders() : null;
        if (all == null || !to.hasOrders() || !to.book.isShown()) {
            return;
        }
        if (!to.rule.isByOrder()) {
            to.ours(true).displayed(all);
            to.ours(false).displayed(all);
        }
        if (order.last() != Flag.NO) {
            to.bookChanged(nanos);
        }
    }

    private void onQuote(RecordView fact, VenueMarket to, long nanos) {
        if (quotesMoveTheBook && to.book.onQuote(fact.decode(quote))) {
            to.ours(true).touch(quote.bid(), quote.bidQuantity());
            to.ours(false).touch(quote.ask(), quote.askQuantity());
            to.bookChanged(nanos);
        }
    }
}
