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

    VenueSide(VenueSettings settings, long entryLatencyNanos, long responseLatencyNanos, ExchangeFeed market) {
        this.market = market;
        this.entryLatencyNanos = entryLatencyNanos;
        venue = new SimulatedVenue(settings, new VenueRecords(answers, responseLatencyNanos));
    }

    /** A record of the result tape: if it is a request, it goes on its way. */
    void send(RecordView record) {
        if (isRequest(record)) {
            requests.add(record, record.recordedAtNanos() + entryLatencyNanos);
        }
    }

    /** When something happens next; {@link Long#MAX_VALUE} if nothing does. */
    long nanos() {
        return Math.min(venue.dueNanos(), eventNanos());
    }

    private int instrument() {
        return timeIsNext() ? 0 : marketIsNext() ? market.instrument() : requests.instrument();
    }

    /** Does what happens next. */
    void step() {
        if (timeIsNext()) {
            venue.onTime(venue.dueNanos());
        } else if (marketIsNext()) {
            venue.onMarket(market.record(), market.nanos());
            market.remove();
        } else {
            RecordView request = requests.record();
            switch (request.templateId()) {
                case SubmitOrderDecoder.TEMPLATE_ID -> venue.onSubmit(request, requests.nanos());
                case SubmitCancelDecoder.TEMPLATE_ID -> venue.onCancel(request, requests.nanos());
                default -> venue.onAmend(request, requests.nanos());
            }
            requests.remove();
        }
    }

    /** True if what happens next comes before what happens on our side at this time to this instrument: at one time and instrument our side is first. */
    boolean isBefore(long localNanos, int localInstrument) {
        long next = nanos();
        return next < localNanos || (next == localNanos && instrument() < localInstrument);
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

    private long eventNanos() {
        return marketIsNext() ? market.nanos() : requests.isEmpty() ? Long.MAX_VALUE : requests.nanos();
    }

    /** What is due at a time is settled before what happens then. */
    private boolean timeIsNext() {
        return venue.dueNanos() <= eventNanos();
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
