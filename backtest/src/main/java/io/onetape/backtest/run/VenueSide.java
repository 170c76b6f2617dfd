package io.onetape.backtest.run;

import io.onetape.backtest.latency.Latency;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.run.clock.DelayedRecords;
import io.onetape.backtest.run.clock.ExchangeFeed;
import io.onetape.backtest.run.clock.ExchangeTime;
import io.onetape.backtest.venue.SimulatedVenue;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.SubmitAmendDecoder;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * The exchange's clock: market facts when they happened, our requests when they arrive, funding when it is due, and the answers on their way back. At one time
 * what is due comes first, then the lower instrument, and of one instrument the market before our requests. Single-threaded.
 */
final class VenueSide {
    private final SubmitOrderDecoder order = new SubmitOrderDecoder();
    private final SubmitCancelDecoder cancel = new SubmitCancelDecoder();
    private final SubmitAmendDecoder amend = new SubmitAmendDecoder();
    private final DelayedRecords requests = new DelayedRecords();
    private final DelayedRecords answers = new DelayedRecords();
    private final ExchangeFeed market;
    private final SimulatedVenue venue;
    private final ExchangeTime exchangeTime = new ExchangeTime();
    private final Latency entry;
    private final Latency response;
    private Next next = Next.MARKET;
    private long nextNanos;
    private int nextInstrument;

    private enum Next {
        TIME,
        MARKET,
        REQUEST
    }

    VenueSide(VenueSettings settings, LatencySettings latency, long seed, ExchangeFeed market) {
        this.market = market;
        entry = latency.toVenue(seed);
        response = latency.back(seed);
        venue = new SimulatedVenue(settings, new VenueRecords(answers, response));
        findNext();
    }

    /** True if {@link #send} does nothing with market facts: latencies do not follow the feed. */
    boolean passesOverMarket() {
        return !entry.followsFeed();
    }

    /** A record of the result tape: if it is a request, it goes on its way; if it is a fact of the market, it has a feed latency. */
    void send(RecordView record) {
        if (entry.followsFeed()) {
            long exchangeNanos = exchangeTime.of(record);
            if (exchangeNanos != Fixed8.NULL) {
                entry.measured(record.recordedAtNanos() - exchangeNanos);
            }
        }
        switch (record.templateId()) {
            case SubmitOrderDecoder.TEMPLATE_ID -> {
                record.decode(order);
                send(
                        record,
                        strategyOf(order, SubmitOrderDecoder.strategyEncodingOffset()),
                        order.intent(),
                        order.attempt());
            }
            case SubmitCancelDecoder.TEMPLATE_ID -> {
                record.decode(cancel);
                send(
                        record,
                        strategyOf(cancel, SubmitCancelDecoder.strategyEncodingOffset()),
                        cancel.intent(),
                        cancel.attempt());
            }
            case SubmitAmendDecoder.TEMPLATE_ID -> {
                record.decode(amend);
                send(
                        record,
                        strategyOf(amend, SubmitAmendDecoder.strategyEncodingOffset()),
                        amend.intent(),
                        amend.attempt());
            }
            default -> {} // not to the venue
        }
    }

    private void send(RecordView request, long strategy, long intent, int attempt) {
        entry.at(request.recordedAtNanos());
        requests.add(request, request.recordedAtNanos() + entry.nanos(request.templateId(), strategy, intent, attempt));
        findNext();
    }

    private static long strategyOf(MessageDecoderFlyweight request, int field) {
        return OrderId.getStrategy(request.buffer(), request.offset() + field);
    }

    /** When something happens next; {@link Long#MAX_VALUE} if nothing does. */
    long nanos() {
        return nextNanos;
    }

    /** When we hear the next answer at the earliest, if no further request is sent; {@link Long#MAX_VALUE} if there will be none. */
    long nextAnswerNanos() {
        long first = answers.isEmpty() ? Long.MAX_VALUE : answers.nanos();
        return nextNanos == Long.MAX_VALUE ? first : Math.min(first, nextNanos + response.leastNanos());
    }

    /** Does what happens next. */
    void step() {
        switch (next) {
            case TIME -> venue.onTime(nextNanos);
            case MARKET -> {
                if (response.followsFeed() && market.latencyNanos() != Fixed8.NULL) {
                    response.measured(market.latencyNanos());
                }
                venue.onMarket(market.record(), nextNanos);
                market.remove();
            }
            case REQUEST -> {
                RecordView request = requests.record();
                switch (request.templateId()) {
                    case SubmitOrderDecoder.TEMPLATE_ID -> venue.onSubmit(request, nextNanos);
                    case SubmitCancelDecoder.TEMPLATE_ID -> venue.onCancel(request, nextNanos);
                    default -> venue.onAmend(request, nextNanos);
                }
                requests.remove();
            }
        }
        findNext();
    }

    /** True if what happens next comes before what happens on our side at this time to this instrument: at one time and instrument our side is first. */
    boolean isBefore(long localNanos, int localInstrument) {
        return nextNanos < localNanos || (nextNanos == localNanos && nextInstrument < localInstrument);
    }

    /** What the venue has answered, by the time at which we hear it. */
    DelayedRecords answers() {
        return answers;
    }

    /** At one time what is due is settled before what happens then. */
    private void findNext() {
        next = marketIsNext() ? Next.MARKET : Next.REQUEST;
        if (next == Next.MARKET) {
            nextNanos = market.nanos();
            nextInstrument = market.instrument();
        } else if (requests.isEmpty()) {
            nextNanos = Long.MAX_VALUE;
        } else {
            nextNanos = requests.nanos();
            nextInstrument = requests.instrument();
        }
        if (venue.dueNanos() <= nextNanos) {
            next = Next.TIME;
            nextNanos = venue.dueNanos();
            nextInstrument = 0;
        }
    }

    private boolean marketIsNext() {
        if (!market.hasNext()) {
            return false;
        }
        if (requests.isEmpty() || market.nanos() != requests.nanos()) {
            return requests.isEmpty() || market.nanos() < requests.nanos();
        }
        return market.instrument() <= requests.instrument();
    }
}
