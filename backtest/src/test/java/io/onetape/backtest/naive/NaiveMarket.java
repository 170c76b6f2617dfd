package io.onetape.backtest.naive;

import static java.math.BigDecimal.ZERO;

import io.onetape.backtest.naive.Fact.Definition;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One instrument at the venue: what the market's facts do to our orders. {@link NaiveDesk} has what we ask for. Long: all fills are here. */
final class NaiveMarket {
    final int instrument;
    final NaiveBook book;
    final NaiveFunding funding;
    final List<NaiveOrder> orders = new ArrayList<>(); // the oldest first, by when they joined their queue
    final NaiveAnswers answers;
    final Hits hits;
    Definition definition;
    BigDecimal position = ZERO;
    boolean isDown; // from a recorded disconnect on until the book is valid
    final NaiveVenue venue;
    final NaiveQueue queue;
    private final NaiveSettings settings;

    NaiveMarket(int instrument, Definition definition, NaiveVenue venue) {
        this.instrument = instrument;
        this.definition = definition;
        this.venue = venue;
        settings = venue.settings;
        answers = venue.answers;
        hits = venue.hits;
        book = new NaiveBook(definition.market(), hits);
        queue = new NaiveQueue(settings, hits);
        funding = new NaiveFunding(hits);
    }

    void happened(Fact fact, long now) {
        Fact.Content content = fact.content();
        book.at(fact.exchangeNanos());
        if (content instanceof Fact.Snapshot snapshot) {
            if (book.take(snapshot)) {
                snapshotShows(true);
                snapshotShows(false);
                crossingQuotesFill(now);
            }
        } else if (content instanceof Fact.Update update) {
            if (book.take(update)) {
                show(true, update.bids());
                show(false, update.asks());
                crossingQuotesFill(now);
            }
        } else if (content instanceof Fact.Quote quote) {
            if (settings.fused() && book.take(quote)) {
                quoteShows(true, quote.bid());
                quoteShows(false, quote.ask());
                crossingQuotesFill(now);
            }
        } else if (content instanceof Fact.Print print) {
            printed(print, now);
        } else if (content instanceof Fact.Mark mark) {
            funding.published(mark, now);
        } else if (content instanceof Fact.Status status) {
            book.take(status.status());
            crossingQuotesFill(now);
        }
    }

    /** A snapshot says nothing of what lies behind its last level. */
    private void snapshotShows(boolean bids) {
        if (book.side(bids).isEmpty()) {
            return;
        }
        Comparator<? super BigDecimal> bestFirst = book.side(bids).comparator();
        BigDecimal last = book.side(bids).lastKey();
        for (NaiveOrder order : ours(bids)) {
            int behind = bestFirst == null ? order.limit().compareTo(last) : bestFirst.compare(order.limit(), last);
            if (behind <= 0) {
                queue.shows(order, book.quantity(bids, order.limit()));
            } else {
                hits.hit(Rule.BEYOND_THE_SNAPSHOT);
            }
        }
    }

    private void show(boolean bids, SortedMap<BigDecimal, BigDecimal> levels) {
        for (NaiveOrder order : ours(bids)) {
            BigDecimal shown = levels.get(order.limit());
            if (shown != null) {
                queue.shows(order, shown);
            }
        }
    }

    /** A best quote shows its own level, and that there is nobody at better prices. */
    private void quoteShows(boolean bids, BigDecimal best) {
        for (NaiveOrder order : ours(bids)) {
            int above = order.limit().compareTo(best);
            if (bids ? above >= 0 : above <= 0) {
                queue.shows(order, book.quantity(bids, order.limit()));
            }
        }
    }

    private void printed(Fact.Print print, long now) {
        boolean bids = print.aggressor() == Side.SELL;
        BigDecimal rest = print.quantity();
        BigDecimal gone = ZERO; // of the crowd at the print's own price
        int filled = 0;
        for (NaiveOrder order : ours(bids)) {
            int better = bids
                    ? order.limit().compareTo(print.price())
                    : print.price().compareTo(order.limit());
            if (better < 0) {
                break;
            }
            BigDecimal front = order.front;
            if (better == 0) {
                BigDecimal ahead = order.front.subtract(gone).max(ZERO).min(rest);
                gone = gone.add(ahead);
                rest = rest.subtract(ahead);
                hits.hitIf(ahead.signum() > 0, Rule.PRINT_TAKES_THE_FRONT);
                order.front = order.front.subtract(gone).max(ZERO);
                order.printed = order.printed.add(print.quantity());
            } else {
                order.front = ZERO;
            }
            BigDecimal used = fillAsMaker(order, rest, print.tradeId(), front, now);
            if (used.signum() > 0) {
                hits.hit(better == 0 ? Rule.PRINT_FILLS_AT_THE_PRICE : Rule.PRINT_GOES_THROUGH);
                hits.hitIf(++filled == 2, Rule.PRINT_SHARED_BY_TWO);
                hits.hitIf(!book.isValid(), Rule.PRINT_WITHOUT_A_BOOK);
            }
            rest = rest.subtract(used);
        }
        hits.hitIf(
                ours(!bids).stream().anyMatch(order -> Decimal.areEqual(order.limit(), print.price())),
                Rule.PRINT_OF_THE_SAME_SIDE);
        endWhatReducesNothing(now);
    }

    /** What a print triggers sees the book after it: nothing better is left, and at its price its quantity less. */
    void showWhatThePrintLeft(Fact.Print print) {
        boolean bids = print.aggressor() == Side.SELL;
        book.side(bids).headMap(print.price(), false).clear();
        BigDecimal shown = book.quantity(bids, print.price());
        if (shown.signum() > 0) {
            book.use(bids, print.price(), shown.min(print.quantity()));
        }
    }

    private void crossingQuotesFill(long now) {
        if (!book.isValid()) {
            return;
        }
        for (boolean bids : new boolean[] {true, false}) {
            BigDecimal used;
            do {
                used = ZERO;
                Map.Entry<BigDecimal, BigDecimal> best = book.side(!bids).firstEntry();
                if (best != null) {
                    for (NaiveOrder order : ours(bids)) {
                        if (order.accepts(best.getKey())) {
                            BigDecimal front = order.front;
                            order.front = ZERO;
                            used = used.add(fillAsMaker(order, best.getValue().subtract(used), null, front, now));
                        }
                    }
                    if (used.signum() > 0) {
                        hits.hit(Rule.QUOTE_CROSSES_US);
                        book.use(!bids, best.getKey(), used);
                    }
                }
            } while (used.signum() > 0);
        }
        endWhatReducesNothing(now);
    }

    /** At the order's own price; what of {@code available} is used is returned. */
    private BigDecimal fillAsMaker(
            NaiveOrder order, BigDecimal available, @Nullable Long tradeId, BigDecimal front, long now) {
        BigDecimal wanted = wanted(order);
        if (available.signum() == 0 || wanted.signum() == 0) {
            return ZERO;
        }
        BigDecimal quantity = settings.partialFills() ? available.min(wanted) : wanted;
        hits.hitIf(quantity.compareTo(order.leaves()) < 0, Rule.PARTLY_FILLED);
        hits.hitIf(quantity.compareTo(available) > 0, Rule.WHOLE_BY_NO_PARTIAL_FILL);
        fill(order, order.limit(), quantity, Liquidity.MAKER, tradeId, front, now);
        if (order.leaves().signum() == 0) {
            orders.remove(order);
        }
        return available.min(quantity);
    }

    void fill(
            NaiveOrder order,
            BigDecimal price,
            BigDecimal quantity,
            Liquidity liquidity,
            @Nullable Long tradeId,
            @Nullable BigDecimal front,
            long now) {
        BigDecimal fee = venue.fees.fee(Decimal.times(price, quantity), liquidity, order.submit.isLiquidation(), now);
        hits.hitIf(liquidity == Liquidity.TAKER, Rule.TAKER_FEE);
        hits.hitIf(liquidity == Liquidity.MAKER, fee.signum() < 0 ? Rule.MAKER_REBATE : Rule.MAKER_FEE);
        order.filled = order.filled.add(quantity);
        position = order.buys ? position.add(quantity) : position.subtract(quantity);
        venue.account.traded(order, price, quantity, fee);
        answers.filled(order, price, quantity, liquidity, fee, definition.quoteAsset(), tradeId, front, now);
    }

    /** What the order may trade now: reduce-only no more than the position. */
    BigDecimal wanted(NaiveOrder order) {
        BigDecimal most = order.reducesOnly() ? order.leaves().min(reducible(order.buys)) : order.leaves();
        hits.hitIf(most.signum() > 0 && most.compareTo(order.leaves()) < 0, Rule.REDUCE_ONLY_CUT);
        return most;
    }

    BigDecimal reducible(boolean buys) {
        return (buys ? position.negate() : position).max(ZERO);
    }

    void endWhatReducesNothing(long now) {
        for (boolean bids : new boolean[] {true, false}) {
            for (NaiveOrder order : ours(bids)) {
                if (order.reducesOnly() && reducible(order.buys).signum() == 0) {
                    hits.hit(Rule.REDUCE_ONLY_ENDED);
                    orders.remove(order);
                    answers.ended(ReplyKind.EXPIRED, order.submit, Reason.REDUCE_ONLY, order, now);
                }
            }
        }
    }

    /** Of one side, the best price first, of one price the oldest. A copy. */
    List<NaiveOrder> ours(boolean bids) {
        Comparator<NaiveOrder> byPrice = Comparator.comparing(NaiveOrder::limit);
        return orders.stream()
                .filter(order -> order.buys == bids)
                .sorted(bids ? byPrice.reversed() : byPrice)
                .toList();
    }
}
