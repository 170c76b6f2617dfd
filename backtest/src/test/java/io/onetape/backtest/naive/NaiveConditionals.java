package io.onetape.backtest.naive;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.TriggerSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The orders of all instruments that wait for a price, and those that have seen it and wait for a valid book. The oldest first. */
final class NaiveConditionals {
    private static final int MOST = 200;

    private record Price(int instrument, TriggerSource source) {}

    private final List<NaiveOrder> waiting = new ArrayList<>();
    private final List<NaiveOrder> triggered = new ArrayList<>();
    private final Map<Price, BigDecimal> prices = new HashMap<>();
    private final NaiveAnswers answers;
    private final Hits hits;

    NaiveConditionals(NaiveAnswers answers, Hits hits) {
        this.answers = answers;
        this.hits = hits;
    }

    /** True if its price has been reached already. */
    boolean wouldTrigger(NaiveOrder order) {
        BigDecimal price = prices.get(
                new Price(order.submit.instrument(), order.submit.given().triggerSource()));
        return price != null && order.isTriggeredBy(price);
    }

    boolean areTooMany() {
        return waiting.size() + triggered.size() >= MOST;
    }

    void add(NaiveOrder order) {
        waiting.add(order);
    }

    /** A price was seen. True if it has triggered something: the venue says so of all of them before anything follows. */
    boolean saw(int instrument, TriggerSource source, BigDecimal price, long now) {
        prices.put(new Price(instrument, source), price);
        List<NaiveOrder> reached = waiting.stream()
                .filter(order -> order.submit.instrument() == instrument
                        && order.submit.given().triggerSource() == source
                        && order.isTriggeredBy(price))
                .toList();
        for (NaiveOrder order : reached) {
            hits.hit(Rule.valueOf(order.submit.given().trigger() + "_BY_" + source));
            answers.taken(ReplyKind.TRIGGERED, order.submit, Reason.NONE, order, null, now);
        }
        hits.hitIf(reached.size() > 1, Rule.TRIGGERED_TOGETHER);
        waiting.removeAll(reached);
        triggered.addAll(reached);
        return !reached.isEmpty();
    }

    /** What this market's book, which is valid, has been waited for. */
    List<NaiveOrder> takeTriggered(int instrument) {
        List<NaiveOrder> of = triggered.stream()
                .filter(order -> order.submit.instrument() == instrument)
                .toList();
        triggered.removeAll(of);
        return of;
    }

    boolean hasTriggered(int instrument) {
        return triggered.stream().anyMatch(order -> order.submit.instrument() == instrument);
    }

    Optional<NaiveOrder> find(OrderId name) {
        return all().stream().filter(order -> order.submit.order().equals(name)).findFirst();
    }

    void remove(NaiveOrder order) {
        waiting.remove(order);
        triggered.remove(order);
    }

    List<NaiveOrder> all() {
        List<NaiveOrder> all = new ArrayList<>(triggered);
        all.addAll(waiting);
        return all;
    }
}
