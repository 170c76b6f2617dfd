package io.onetape.backtest.naive;

import io.onetape.backtest.naive.Fact.Definition;
import io.onetape.backtest.naive.Request.Kind;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.OutageRule;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.TriggerSource;
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
            market.isDown = false;
            List<Request> delayed = List.copyOf(market.delayed);
            market.delayed.clear();
            for (Request request : delayed) {
                hits.hit(Rule.OUTAGE_DELAYS);
                atTheDesk(market, request, now);
            }
        }
        if (content instanceof Fact.Mark) {
            liquidation.marked(now);
        }
    }

    void arrived(Request request, long now) {
        NaiveMarket market = markets.get(request.instrument());
        if (market != null && market.isDown && settings.outages() == OutageRule.DELAY) {
            market.delayed.add(request);
        } else if (market != null && market.isDown) {
            hits.hit(Rule.valueOf("OUTAGE_REJECTS_" + request.kind()));
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
