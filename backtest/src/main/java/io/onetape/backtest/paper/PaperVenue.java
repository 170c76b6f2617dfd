package io.onetape.backtest.paper;

import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.run.VenueRecords;
import io.onetape.backtest.run.clock.DelayedRecords;
import io.onetape.backtest.venue.SimulatedVenue;
import io.onetape.backtest.venue.VenueRequest;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.AccountSnapshotDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.FundingPaidDecoder;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import io.onetape.journal.schema.SubmitAmendDecoder;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import java.util.Objects;
import java.util.Optional;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * Answers our requests in paper mode. A backtest's venue knows when things happened at the exchange; this one lives on our clock: a market fact happens when it is
 * recorded, a request arrives after the entry latency, an answer after the response latency, each with the first record whose time reaches it. Its settings come
 * by SimulationConfigured, and nothing is answered before. A halt closes its door to what raises exposure: {@link HaltGate}. Now and then it says what we hold:
 * {@link AccountSnapshots}. A function of the records; single-threaded.
 */
public final class PaperVenue implements Processor {
    /** The name of its source. */
    public static final String NAME = "venue";

    private final SimulationConfiguredDecoder configured = new SimulationConfiguredDecoder();
    private final DelayedRecords requests = new DelayedRecords();
    private final DelayedRecords answers = new DelayedRecords();
    private final Answers copies = new Answers();
    private final HaltGate gate = new HaltGate();
    private final AccountSnapshots snapshots = new AccountSnapshots();
    private @Nullable SimulatedVenue venue;
    private @Nullable VenueRecords listener;
    private @Nullable VenueSettings settings;
    private long entryLatencyNanos;
    private long responseLatencyNanos;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        SimulatedVenue open = venue;
        long now = record.recordedAtNanos();
        gate.apply(record);
        if (open == null) {
            if (record.templateId() == SimulationConfiguredDecoder.TEMPLATE_ID) {
                open(record.decode(configured));
            }
            return;
        }
        advance(open, now, out);
        switch (record.templateId()) {
            case SubmitOrderDecoder.TEMPLATE_ID, SubmitCancelDecoder.TEMPLATE_ID, SubmitAmendDecoder.TEMPLATE_ID -> {
                Optional<VenueRequest> refused = gate.refused(record);
                if (refused.isPresent()) {
                    refuse(record, refused.get(), now);
                } else {
                    requests.add(record, now + entryLatencyNanos);
                }
                advance(open, now, out);
            }
            case VenueReplyDecoder.TEMPLATE_ID,
                    FillDecoder.TEMPLATE_ID,
                    FundingPaidDecoder.TEMPLATE_ID,
                    AccountSnapshotDecoder.TEMPLATE_ID -> {
                // its own
            }
            default -> {
                open.onMarket(record, now);
                snapshots.review(open, gate.isClosed(), now, answers, responseLatencyNanos);
                advance(open, now, out);
            }
        }
    }

    private void refuse(RecordView record, VenueRequest request, long now) {
        VenueRecords replies = Objects.requireNonNull(listener);
        if (record.templateId() == SubmitOrderDecoder.TEMPLATE_ID) {
            replies.rejected(request, Reason.HALTED, 0, now);
        } else {
            replies.amendRejected(request, Reason.HALTED, 0, now);
        }
    }

    private void open(SimulationConfiguredDecoder from) {
        open(VenueSettings.of(from), from.entryLatencyNanos(), from.responseLatencyNanos());
    }

    private void open(VenueSettings with, long entryNanos, long responseNanos) {
        settings = with;
        entryLatencyNanos = entryNanos;
        responseLatencyNanos = responseNanos;
        VenueRecords replies = new VenueRecords(
                answers, LatencySettings.constant(entryNanos, responseNanos).back(0));
        listener = replies;
        venue = new SimulatedVenue(with, replies);
    }

    /** What is due by now happens, in the order of its time: a request that arrives before an answer that does. */
    private void advance(SimulatedVenue open, long now, Emitter out) {
        while (true) {
            boolean request = !requests.isEmpty() && requests.nanos() <= now;
            boolean answer = !answers.isEmpty() && answers.nanos() <= now;
            if (request && (!answer || requests.nanos() <= answers.nanos())) {
                arrive(open);
            } else if (answer) {
                copies.emit(answers.record(), out);
                answers.remove();
            } else {
                return;
            }
        }
    }

    private void arrive(SimulatedVenue open) {
        RecordView request = requests.record();
        switch (request.templateId()) {
            case SubmitOrderDecoder.TEMPLATE_ID -> open.onSubmit(request, requests.nanos());
            case SubmitCancelDecoder.TEMPLATE_ID -> open.onCancel(request, requests.nanos());
            default -> open.onAmend(request, requests.nanos());
        }
        requests.remove();
    }

    /** Keys: answers, entryLatencyNanos, haltedBy, open, requests, responseLatencyNanos, snapshotNanos, and of an open venue its settings and itself. */
    @Override
    public void writeState(WireOut state) {
        SimulatedVenue open = venue;
        VenueSettings with = settings;
        answers.writeState("answers", state);
        state.write("entryLatencyNanos").int64(entryLatencyNanos);
        state.write("haltedBy").int64(gate.haltedBy());
        state.write("open").bool(open != null);
        requests.writeState("requests", state);
        state.write("responseLatencyNanos").int64(responseLatencyNanos);
        state.write("snapshotNanos").int64(snapshots.lastNanos());
        if (open != null && with != null) {
            state.write("settings").marshallable(with::writeState);
            state.write("venue").marshallable(open::writeState);
        }
    }

    @Override
    public void readState(WireIn state) {
        answers.readState("answers", state);
        long entryNanos = state.read("entryLatencyNanos").int64();
        gate.restore(state.read("haltedBy").int64());
        boolean wasOpen = state.read("open").bool();
        requests.readState("requests", state);
        long responseNanos = state.read("responseLatencyNanos").int64();
        snapshots.restore(state.read("snapshotNanos").int64());
        if (wasOpen) {
            state.read("settings").marshallable(wire -> open(VenueSettings.readState(wire), entryNanos, responseNanos));
            state.read("venue").marshallable(Objects.requireNonNull(venue)::readState);
        }
    }
}
