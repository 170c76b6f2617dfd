package io.onetape.backtest.paper;

import io.onetape.backtest.run.clock.DelayedRecords;
import io.onetape.backtest.venue.SimulatedVenue;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.AccountSnapshotEncoder;
import io.onetape.journal.schema.PositionSide;
import java.util.List;

/**
 * The venue says what we hold, every ten seconds of the tape's time; every second while trading is halted, for a resume waits for it. Positions only: the venue
 * keeps no money, and what a snapshot does not list is not compared. Single-threaded.
 */
final class AccountSnapshots {
    private static final long SECOND = 1_000_000_000L;
    private static final long USUAL_NANOS = 10 * SECOND;

    private final AccountSnapshotEncoder snapshot = new AccountSnapshotEncoder();
    private final RecordDraft draft = new RecordDraft();
    private long lastNanos;

    long lastNanos() {
        return lastNanos;
    }

    /** As it was when it was written down. */
    void restore(long wasLastNanos) {
        lastNanos = wasLastNanos;
    }

    /** Sends one on its way if it is time. */
    void review(SimulatedVenue venue, boolean halted, long nowNanos, DelayedRecords answers, long latencyNanos) {
        if (nowNanos - lastNanos < (halted ? SECOND : USUAL_NANOS)) {
            return;
        }
        lastNanos = nowNanos;
        List<Instrument> held = venue.instruments().stream()
                .filter(instrument -> venue.position(instrument.id()) != 0)
                .toList();
        draft.begin(snapshot, 0).exchangeNanos(nowNanos).balancesCount(0);
        AccountSnapshotEncoder.PositionsEncoder positions = snapshot.positionsCount(held.size());
        for (Instrument instrument : held) {
            positions
                    .next()
                    .instrument(instrument.id())
                    .position(venue.position(instrument.id()))
                    .entryPrice(Fixed8.NULL)
                    .positionSide(PositionSide.BOTH);
        }
        answers.add(draft, nowNanos + latencyNanos);
    }
}
