package io.onetape.services.account;

import io.onetape.journal.schema.AlertRaisedEncoder;
import io.onetape.journal.schema.PositionChangedEncoder;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Severity;
import io.onetape.replay.Emitter;

/** Writes what the account emits. */
final class AccountRecords {
    private final PositionChangedEncoder changed = new PositionChangedEncoder();
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
                .positionSide(PositionSide.BOTH);
        out.emit();
    }

    void alert(int instrument, String name, String detail, Emitter out) {
        out.begin(alert, instrument);
        alert.severity(Severity.CRITICAL).name(name).detail(detail);
        out.emit();
    }
}
