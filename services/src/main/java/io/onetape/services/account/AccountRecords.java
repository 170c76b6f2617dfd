package io.onetape.services.account;

import io.onetape.journal.schema.AlertRaisedEncoder;
import io.onetape.journal.schema.CorrectionEncoder;
import io.onetape.journal.schema.PositionChangedEncoder;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.ReconciliationFinishedEncoder;
import io.onetape.journal.schema.Severity;
import io.onetape.replay.Emitter;

/** Writes what the account emits, but for {@link AccountReport}'s. */
final class AccountRecords {
    private final PositionChangedEncoder changed = new PositionChangedEncoder();
    private final CorrectionEncoder correction = new CorrectionEncoder();
    private final ReconciliationFinishedEncoder reconciled = new ReconciliationFinishedEncoder();
    private final AlertRaisedEncoder alert = new AlertRaisedEncoder();

    void changed(Holding holding, long equity, Emitter out) {
        out.begin(changed, holding.instrument);
        changed.position(holding.position)
                .entryPrice(holding.entryPrice())
                .mark(holding.mark)
                .realizedPnl(holding.realized())
                .unrealizedPnl(holding.unrealized())
                .fees(holding.fees)
                .funding(holding.funding)
                .equity(equity)
                .positionSide(holding.side);
        out.emit();
    }

    void correction(int instrument, PositionSide side, long position, long cash, String why, Emitter out) {
        out.begin(correction, instrument);
        correction.position(position).cash(cash).positionSide(side).why(why);
        out.emit();
    }

    void reconciled(int differences, String detail, Emitter out) {
        out.begin(reconciled, 0);
        reconciled.differences(differences).detail(detail);
        out.emit();
    }

    void alert(int instrument, Severity severity, String name, String detail, Emitter out) {
        out.begin(alert, instrument);
        alert.severity(severity).name(name).detail(detail);
        out.emit();
    }
}
