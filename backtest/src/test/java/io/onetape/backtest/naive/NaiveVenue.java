package io.onetape.backtest.naive;

import io.onetape.backtest.naive.Fact.Definition;
import io.onetape.backtest.naive.Request.Kind;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.OutageRule;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.TriggerSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The venue's instruments and what they share: the account, the orders that wait for a price, the order rate, the liquidation. */
final class NaiveVenue {
    final NaiveSettings settings;
    final NaiveAnswers answers;
    final NaiveAccount account;
    final NaiveFees fees;
    final NaiveConditionals conditionals;
    final Hits hits;
    private final SortedMap<Integer, NaiveMarket> markets = new TreeMap<>();
    private final NaiveRate rate;
    private final NaiveLiquidation liquidation;
    private final List<Request> delayed = new ArrayList<>(); // in the order in which they arrived
    private long lastNumber; // of an order

    NaiveVenue(NaiveSettings settings, NaiveAnswers answers, Hits hits) {
        this.settings = settings;
        this.answers = answers;
        this.hits = hits;
        account = new NaiveAccount(settings, hits);
        fees = new NaiveFees(settings, hits);
        conditionals = new NaiveConditionals(answers, hits);
        rate = new NaiveRate(settings, hits);
        liquidation = new NaiveLiquidation(this, hits);
    }

    Collection<NaiveMarket> markets() {
        return markets.values();
    }

    long nextNumber() {
        return ++lastNumber;
    }

    void happened(Fact fact, long now) {
        if (fact.content() instanceof Definition definition) {
            define(fact.instrument(), definition);
            return;
        }
        for (NaiveMarket market : markets()) {
            if (fact.instrument() == 0 || fact.instrument() == market.instrument) {
                market.happened(fact, now);
                follows(market, fact.content(), now);
            }
        }
    }

    private void define(int instrument, Definition definition) {
        NaiveMarket known = markets.get(instrument);
        if (known == null) {
            markets.put(instrument, new NaiveMarket(instrument, definition, this));
        } else {
            hits.hitIf(!known.definition.equals(definition), Rule.REDEFINED);
            known.definition = definition;
        }
    }

    /** Prices trigger, marks liquidate, a book that is back is traded. */
    private void follows(NaiveMarket market, Fact.Content content, long now) {
        if (content instanceof Fact.Print print
                && conditionals.saw(market.instrument, TriggerSource.LAST, print.price(), now)) {
            hits.hit(Rule.TRIGGERED_BEHIND_ITS_PRINT);
            market.showWhatThePrintLeft(print);
        } else if (content instanceof Fact.Mark mark) {
            conditionals.saw(market.instrument, TriggerSource.MARK, mark.mark(), now);
        } else if (content instanceof Fact.Status status && status.status() == FeedStatus.DISCONNECTED) {
            hits.hitIf(settings.outages() == OutageRule.NONE, Rule.OUTAGE_UNNOTICED);
            market.isDown = settings.outages() != OutageRule.NONE;
        }
        hits.hitIf(
                !market.book.isValid() && conditionals.hasTriggered(market.instrument), Rule.TRIGGERED_WITHOUT_A_BOOK);
        if (market.book.isValid()) {
            for (NaiveOrder order : conditionals.takeTriggered(market.instrument)) {
                new NaiveDesk(market).triggered(order, now);
            }
            hits.hitIf(market.isDown && isInAWindow(now) && !delayed.isEmpty(), Rule.OUTAGE_ENDS_IN_A_WINDOW);
            hits.hitIf(market.isDown && !isInAWindow(now) && !delayed.isEmpty(), Rule.OUTAGE_DELAYS);
            market.isDown = false;
            letIn(now);
        }
        if (content instanceof Fact.Mark) {
            liquidation.marked(now);
        }
    }

    /** One of the windows is over. */
    void windowEnded(long now) {
        hits.hitIf(markets().stream().anyMatch(market -> market.isDown), Rule.WINDOW_ENDS_IN_AN_OUTAGE);
        hits.hitIf(!delayed.isEmpty() && !isInAWindow(now), Rule.WINDOW_DELAYS);
        letIn(now);
    }

    private boolean isInAWindow(long now) {
        return settings.windows().stream().anyMatch(window -> window.has(now));
    }

    private boolean isClosed(@Nullable NaiveMarket market, long now) {
        return market != null && settings.outages() != OutageRule.NONE && (market.isDown || isInAWindow(now));
    }

    /** What waits and need not any more arrives. */
    private void letIn(long now) {
        for (Request request : List.copyOf(delayed)) {
            if (!isClosed(markets.get(request.instrument()), now)) {
                delayed.remove(request);
                atTheDesk(markets.get(request.instrument()), request, now);
            }
        }
    }

    void arrived(Request request, long now) {
        NaiveMarket market = markets.get(request.instrument());
        if (isClosed(market, now) && settings.outages() == OutageRule.DELAY) {
            delayed.add(request);
        } else if (isClosed(market, now)) {
            hits.hitIf(isInAWindow(now), Rule.WINDOW_REJECTS);
            hits.hitIf(!isInAWindow(now), Rule.valueOf("OUTAGE_REJECTS_" + request.kind()));
            answers.rejected(rejection(request), request, Reason.OUTAGE, now);
        } else {
            atTheDesk(market, request, now);
        }
    }

    private void atTheDesk(@Nullable NaiveMarket market, Request request, long now) {
        Reason refusal = refusal(market, request, now);
        if (market == null || refusal != Reason.NONE) {
            answers.rejected(rejection(request), request, refusal, now);
            return;
        }
        NaiveDesk desk = new NaiveDesk(market);
        switch (request.kind()) {
            case SUBMIT -> desk.submit(request, now);
            case CANCEL -> desk.cancel(request, now);
            case AMEND -> desk.amend(request, now);
        }
    }

    private Reason refusal(@Nullable NaiveMarket market, Request request, long now) {
        if (request.kind() != Kind.CANCEL && !rate.takes(now)) {
            return Reason.ORDER_RATE_LIMIT;
        }
        if (request.kind() != Kind.CANCEL && liquidation.runs()) {
            hits.hit(Rule.valueOf("LIQUIDATION_REJECTS_" + request.kind()));
            return Reason.LIQUIDATION;
        }
        if (market == null) {
            hits.hit(Rule.UNKNOWN_INSTRUMENT);
            return request.kind() == Kind.SUBMIT ? Reason.UNKNOWN_INSTRUMENT : Reason.UNKNOWN_ORDER;
        }
        return Reason.NONE;
    }

    private static ReplyKind rejection(Request request) {
        return switch (request.kind()) {
            case SUBMIT -> ReplyKind.REJECTED;
            case CANCEL -> ReplyKind.CANCEL_REJECTED;
            case AMEND -> ReplyKind.AMEND_REJECTED;
        };
    }
}
