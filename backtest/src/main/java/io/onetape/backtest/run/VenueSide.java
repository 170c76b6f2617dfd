package io.onetape.backtest.run;

import io.onetape.backtest.run.clock.DelayedRecords;
import io.onetape.backtest.run.clock.ExchangeFeed;
import io.onetape.backtest.venue.SimulatedVenue;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.SubmitAmendDecoder;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;

/**
 * The exchange's clock: market facts when they happened, our requests when they arrive, funding when it is due, and the answers on their way back. At one time
 * what is due comes first, then the lower instrument, and of one instrument the market before our requests. Single-threaded.
 */
final class VenueSide {
    private final DelayedRecords requests = new DelayedRecords();
    private final DelayedRecords answers = new DelayedRecords();
    private final ExchangeFeed market;
    private final SimulatedVenue venue;
    private final long entryLatencyNanos;
    private Next next = Next.MARKET;
    private long nextNanos;
    private int nextInstrument;

    private enum Next {
        TIME,
        MARKET,
        REQUEST
    }

    VenueSide(VenueSettings settings, long entryLatencyNanos, long responseLatencyNanos, ExchangeFeed market) {
        this.market = market;
        this.entryLatencyNanos = entryLatencyNanos;
        venue = new SimulatedVenue(settings, new VenueRecords(answers, responseLatencyNanos));
        findNext();
    }

    /** A record of the result tape: if it is a request, it goes on its way. */
    void send(RecordView record) {
        if (isRequest(record)) {
            requests.add(record, record.recordedAtNanos() + entryLatencyNanos);
            findNext();
        }
    }

    /** When something happens next; {@link Long#MAX_VALUE} if nothing does. */
    long nanos() {
        return nextNanos;
    }

    /** Does what happens next. */
    void step() {
        switch (next) {
            case TIME -> venue.onTime(nextNanos);
            case MARKET -> {
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

    static boolean isRequest(RecordView record) {
        return switch (record.templateId()) {
            case SubmitOrderDecoder.TEMPLATE_ID, SubmitCancelDecoder.TEMPLATE_ID, SubmitAmendDecoder.TEMPLATE_ID ->
                true;
            default -> false;
        };
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
