package io.onetape.backtest.metrics;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.AccountSnapshotDecoder;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.SimulationConfiguredDecoder;

/**
 * The account's capital, as the account itself learns it: from SimulationConfigured or the setting {@code account.capital}, the later one holds; where nobody says it, from
 * the venue's first AccountSnapshot. Money that comes in or goes out later leaves it. Single-threaded.
 */
public final class Capital {
    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final AccountSnapshotDecoder snapshot = new AccountSnapshotDecoder();
    private long value = Fixed8.NULL;

    /** Fixed8, {@link Fixed8#NULL} if nothing has said it. */
    long value() {
        return value;
    }

    /** As a divisor, 0 if it is of no use as one. */
    double positive() {
        return value == Fixed8.NULL ? 0 : Math.max(0, value);
    }

    void configured(SimulationConfiguredDecoder simulation) {
        value = simulation.capital();
    }

    void set(RecordView record) {
        record.decode(config);
        if (!config.key().equals("account.capital")) {
            config.skipValue();
            return;
        }
        String text = config.value();
        try {
            value = Fixed8.parse(text);
        } catch (NumberFormatException e) {
            return; // the account raises an alert, and the former value holds
        }
    }

    /** @param net of the account so far: what the venue has more is the capital */
    void snapshot(RecordView record, String asset, long net) {
        if (value != Fixed8.NULL) {
            return;
        }
        for (AccountSnapshotDecoder.BalancesDecoder balance :
                record.decode(snapshot).balances()) {
            long cash = balance.balance();
            if (balance.asset().equals(asset) && cash != Fixed8.NULL) {
                value = cash - net;
                return;
            }
        }
    }
}
