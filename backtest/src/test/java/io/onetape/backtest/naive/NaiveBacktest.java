package io.onetape.backtest.naive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.function.IntFunction;

/**
 * The two clocks and what happens on them. Each turn looks at everything that could happen next, takes the first of it, and does that.
 *
 * <p>What reaches our side comes out as lines. Requests go in by the number of lines that our side had heard when it asked.
 */
final class NaiveBacktest {
    private static final long SECOND = 1_000_000_000L;

    /** In the order in which they happen at one time to one instrument. */
    private enum What {
        TICK,
        FACT_HEARD,
        ANSWER_HEARD,
        FUNDING_DUE,
        WINDOW_ENDS,
        FACT_HAPPENS,
        REQUEST_ARRIVES
    }

    private record Event(long nanos, int instrument, What what) {
        static final Comparator<Event> FIRST = Comparator.comparingLong(Event::nanos)
                .thenComparingInt(Event::instrument)
                .thenComparing(Event::what);

        boolean isOurs() {
            return what.compareTo(What.ANSWER_HEARD) <= 0;
        }
    }

    private record Happening(long nanos, Fact fact) {}

    private record Travelling(long nanos, Request request) {}

    private final Queue<Fact> toHear = new ArrayDeque<>();
    private final Queue<Happening> toHappen = new ArrayDeque<>();
    private final Queue<Travelling> travelling = new ArrayDeque<>();
    private final Queue<NaiveSettings.Window> windows = new ArrayDeque<>();
    private final NaiveVenue venue;
    private final NaiveJitter jitter;
    private final boolean putsTicks;
    final NaiveLedger ledger = new NaiveLedger();
    private final List<String> heard = new ArrayList<>();
    private final NaiveSettings settings;
    private final NaiveAnswers answers;
    private final IntFunction<List<Request>> requests;
    private final Hits hits;
    private final long shiftNanos;
    private long nextTickNanos;
    private long feedNanos; // of the fact that we heard last
    private long lastArrivalNanos = Long.MIN_VALUE;

    /**
     * @param startNanos local time of the first record
     * @param shiftNanos added to all local times
     * @param requests what our side asked for when it had heard so many lines and not more
     */
    NaiveBacktest(
            List<Fact> facts,
            long startNanos,
            long shiftNanos,
            NaiveSettings settings,
            IntFunction<List<Request>> requests,
            Hits hits) {
        this.settings = settings;
        this.requests = requests;
        this.hits = hits;
        this.shiftNanos = shiftNanos;
        this.answers = new NaiveAnswers(settings, hits);
        this.venue = new NaiveVenue(settings, answers, hits);
        this.jitter = NaiveJitter.there(settings, hits);
        this.putsTicks = facts.stream().noneMatch(fact -> fact.content() instanceof Fact.Tick);
        toHear.addAll(facts);
        windows.addAll(settings.windows());
        nextTickNanos = Math.floorDiv(startNanos + shiftNanos, SECOND) * SECOND + SECOND;
        toHappen.addAll(inExchangeOrder(facts));
        hits.hitIf(shiftNanos != 0, Rule.LOCAL_CLOCK_SHIFTED);
    }

    private List<Happening> inExchangeOrder(List<Fact> facts) {
        long largest = 0;
        for (Fact fact : facts) {
            Long happened = fact.exchangeNanos();
            largest = happened == null ? largest : Math.max(largest, fact.localNanos() + shiftNanos - happened);
        }
        List<Happening> all = new ArrayList<>();
        for (Fact fact : facts) {
            long local = fact.localNanos() + shiftNanos;
            Long happened = fact.exchangeNanos();
            if (fact.content() instanceof Fact.Definition) {
                all.add(new Happening(local - largest, fact));
            } else if (fact.content().concernsTheVenue()
                    && (settings.fused() || !(fact.content() instanceof Fact.Quote))) {
                long nanos = happened == null ? local : happened;
                all.add(new Happening(
                        fact.content() instanceof Fact.Status ? beforeLaterBooks(fact, nanos, facts) : nanos, fact));
            }
        }
        List<Happening> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingLong(Happening::nanos)
                .thenComparingInt(happening -> happening.fact().instrument())
                .thenComparingLong(happening -> happening.fact().number()));
        hits.hitIf(!sorted.equals(all), Rule.HEARD_OUT_OF_EXCHANGE_ORDER);
        return sorted;
    }

    /** What became of a feed was so before any book that was heard after it. */
    private long beforeLaterBooks(Fact status, long nanos, List<Fact> facts) {
        long earliest = nanos;
        for (Fact later : facts.subList(facts.indexOf(status), facts.size())) {
            boolean isBook = later.content() instanceof Fact.Snapshot || later.content() instanceof Fact.Update;
            Long happened = later.exchangeNanos();
            if (isBook && happened != null && (status.instrument() == 0 || status.instrument() == later.instrument())) {
                earliest = Math.min(earliest, happened);
            }
        }
        hits.hitIf(earliest < nanos, Rule.STATUS_BEFORE_A_LATER_BOOK);
        return earliest;
    }

    /** All that our side hears, each with its time. */
    List<String> run() {
        while (!toHear.isEmpty()) {
            List<Event> next = whatCouldBeNext();
            Event first = next.stream().min(Event.FIRST).orElseThrow();
            for (Event other : next) {
                boolean atOnce = other.nanos() == first.nanos();
                hits.hitIf(atOnce && other.isOurs() != first.isOurs(), Rule.BOTH_SIDES_AT_ONE_TIME);
                hits.hitIf(atOnce && other.instrument() > first.instrument(), Rule.TWO_INSTRUMENTS_AT_ONE_TIME);
            }
            happens(first.what(), first.nanos());
        }
        hits.hitIf(!answers.underWay.isEmpty() || !travelling.isEmpty(), Rule.UNDER_WAY_AT_THE_END);
        return heard;
    }

    private List<Event> whatCouldBeNext() {
        List<Event> next = new ArrayList<>();
        Fact fact = toHear.element();
        if (putsTicks) {
            next.add(new Event(nextTickNanos, 0, What.TICK));
        }
        next.add(new Event(fact.localNanos() + shiftNanos, fact.instrument(), What.FACT_HEARD));
        if (!answers.underWay.isEmpty()) {
            NaiveAnswers.Answer answer = answers.underWay.element();
            next.add(new Event(answer.heardNanos(), answer.instrument(), What.ANSWER_HEARD));
        }
        for (NaiveMarket market : venue.markets()) {
            next.add(new Event(market.funding.dueNanos(), 0, What.FUNDING_DUE));
        }
        if (!windows.isEmpty()) {
            next.add(new Event(windows.element().to(), 0, What.WINDOW_ENDS));
        }
        if (!toHappen.isEmpty()) {
            Happening happening = toHappen.element();
            next.add(new Event(happening.nanos(), happening.fact().instrument(), What.FACT_HAPPENS));
        }
        if (!travelling.isEmpty()) {
            Travelling request = travelling.element();
            next.add(new Event(request.nanos(), request.request().instrument(), What.REQUEST_ARRIVES));
        }
        return next;
    }

    private void happens(What what, long now) {
        switch (what) {
            case TICK -> {
                hits.hit(Rule.TICK_PUT);
                nextTickNanos += SECOND;
                hear("tick", now);
            }
            case FACT_HEARD -> {
                Fact fact = toHear.remove();
                Long happened = fact.exchangeNanos();
                if (fact.content() instanceof Fact.Mark mark) {
                    ledger.marked(fact.instrument(), mark.mark());
                }
                feedNanos = happened == null ? feedNanos : now - happened;
                hear("fact " + fact.number(), now);
            }
            case ANSWER_HEARD -> {
                NaiveAnswers.Answer answer = answers.underWay.remove();
                if (answer.money() != null) {
                    ledger.heard(answer.money());
                }
                hear(answer.text(), now);
            }
            case FUNDING_DUE -> {
                for (NaiveMarket market : venue.markets()) {
                    if (market.funding.dueNanos() == now) {
                        market.funding.pay(market, venue);
                    }
                }
            }
            case WINDOW_ENDS -> {
                windows.remove();
                venue.windowEnded(now);
            }
            case FACT_HAPPENS -> happened(toHappen.remove().fact(), now);
            case REQUEST_ARRIVES -> venue.arrived(travelling.remove().request(), now);
        }
    }

    /** Our side hears something, and asks for what the result tape says that it then asked for. */
    private void hear(String line, long now) {
        heard.add(line + ", heard " + now);
        for (Request request : requests.apply(heard.size())) {
            hits.hitIf(settings.entry().followsFeed(), Rule.ENTRY_LATENCY_OF_THE_FEED);
            long arrival = now + settings.entry().nanos(feedNanos) + jitter.nanos(request);
            hits.hitIf(arrival < lastArrivalNanos, Rule.HELD_BY_THE_ONE_BEFORE);
            lastArrivalNanos = Math.max(lastArrivalNanos, arrival);
            travelling.add(new Travelling(lastArrivalNanos, request));
        }
    }

    private void happened(Fact fact, long now) {
        Long happened = fact.exchangeNanos();
        if (happened != null) {
            answers.measured(fact.localNanos() + shiftNanos - happened);
        }
        venue.happened(fact, now);
    }
}
