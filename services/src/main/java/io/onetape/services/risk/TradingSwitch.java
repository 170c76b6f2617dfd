package io.onetape.services.risk;

import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.TradingState;
import io.onetape.replay.Emitter;
import io.onetape.services.orders.OrderTable;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * The latch of the emergency stop, for the account, each instrument and each strategy. NORMAL, REDUCE_ONLY and HALTED only ever get worse here; what is as bad
 * already does nothing again, unless a flatten is asked for. Each step is a TradingHalted first (of the instrument, or of all; execution cancels
 * on it), then the alert {@code trading-halted}, CRITICAL. A strategy alone has no such record: its open orders get a CancelRequested each.
 *
 * <p>Only an operator's {@code resume} makes all of it NORMAL, and only if the books are known to be right: if the last reconciliation was clean, and if it compared
 * a snapshot that is later on the tape than our last submit, cancel, amendment and fill. So after a halt that had anything to cancel it takes a reconciliation later than
 * the halt; where nothing was sent to a venue since the last clean one, none. A simulated venue that has never sent a snapshot (a backtest's) has no books to
 * compare: it needs none. Otherwise the alert {@code resume-refused} says what is missing.
 */
final class TradingSwitch {
    private final Scopes scopes;
    private final OrderTable<OpenOrder> orders;
    private final RiskRecords records;

    private boolean simulated;
    /** Sequences, 0 for never: our last activity at a venue; the last snapshot that was compared and clean. */
    private long lastActive;

    private long lastClean;
    private boolean reconciled;
    private int differences;

    TradingSwitch(Scopes scopes, OrderTable<OpenOrder> orders, RiskRecords records) {
        this.scopes = scopes;
        this.orders = orders;
        this.records = records;
    }

    /** Becomes at least as bad as this; NORMAL is nothing. */
    void become(Limited limited, TradingState state, Reason reason, boolean flatten, String detail, Emitter out) {
        boolean worse = isWorse(state, limited.state);
        if (!worse && !flatten) {
            return;
        }
        if (worse) {
            limited.state = state;
        }
        if (limited.scope == LimitScope.STRATEGY) {
            cancelAll(limited.strategy, out);
        } else {
            records.halted(limited.instrument, reason, limited.state, flatten, detail, out);
        }
        records.critical(
                limited.instrument,
                "trading-halted",
                scopes.name(limited) + " is " + limited.state + ": " + detail,
                out);
    }

    /** Somebody else has halted trading and said so on the tape: the same state, without saying it again. */
    void adopt(TradingState state, String detail, Emitter out) {
        TradingState known = state == TradingState.NULL_VAL ? TradingState.HALTED : state;
        if (isWorse(known, scopes.account.state)) {
            scopes.account.state = known;
            records.critical(0, "trading-halted", "the account is " + known + ": " + detail, out);
        }
    }

    /** True if trading goes on. */
    boolean resume(String detail, Emitter out) {
        String missing = isAnythingHalted() ? missing() : "";
        if (!missing.isEmpty()) {
            records.critical(0, "resume-refused", detail + ": " + missing, out);
            return false;
        }
        scopes.forEach(limited -> limited.state = TradingState.NORMAL);
        records.resumed(detail, out);
        return true;
    }

    private boolean isAnythingHalted() {
        boolean[] halted = {false};
        scopes.forEach(limited -> halted[0] |= limited.state != TradingState.NORMAL);
        return halted[0];
    }

    /** What a resume still needs, or empty. */
    private String missing() {
        if (differences > 0) {
            return "expected a reconciliation without differences, found " + differences + " in the last one";
        }
        if (lastActive > lastClean && (reconciled || !simulated)) {
            return "expected a clean reconciliation later than our last order, cancel or fill at " + lastActive
                    + ", found " + (lastClean == 0 ? "none" : "one of the snapshot at " + lastClean);
        }
        return "";
    }

    private void cancelAll(long strategy, Emitter out) {
        for (int i = 0; i < orders.size(); i++) {
            OpenOrder order = orders.get(i);
            if (order.strategy == strategy) {
                records.cancel(order, out);
            }
        }
    }

    /** Something was sent to a venue, or filled there. */
    void active(long sequence) {
        lastActive = sequence;
    }

    void simulated() {
        simulated = true;
    }

    /** The snapshot at {@code sequence} was compared. */
    void reconciled(long sequence, int foundDifferences) {
        reconciled = true;
        differences = foundDifferences;
        if (foundDifferences == 0) {
            lastClean = sequence;
        }
    }

    private static boolean isWorse(TradingState state, TradingState than) {
        return state != TradingState.NULL_VAL && state.value() > than.value();
    }

    void writeState(WireOut wire) {
        wire.write("differences").int32(differences);
        wire.write("lastActive").int64(lastActive);
        wire.write("lastClean").int64(lastClean);
        wire.write("reconciled").bool(reconciled);
        wire.write("simulated").bool(simulated);
    }

    void readState(WireIn wire) {
        differences = wire.read("differences").int32();
        lastActive = wire.read("lastActive").int64();
        lastClean = wire.read("lastClean").int64();
        reconciled = wire.read("reconciled").bool();
        simulated = wire.read("simulated").bool();
    }
}
