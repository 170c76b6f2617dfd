package io.onetape.services.account;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.AccountSnapshotDecoder;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Severity;
import io.onetape.replay.Emitter;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the venue says that we have with what we know, at each AccountSnapshot, and answers with one ReconciliationFinished: how many positions and
 * balances differ. A position that the snapshot does not list is flat; an asset that it does not list is not compared.
 *
 * <p>A snapshot and the fills around it travel on different ways, so one difference proves nothing. Only a difference that the next snapshot shows again,
 * unchanged, is real: fills under way would have moved it. Then the venue is right. A Correction goes to the tape, per position, and one without instrument
 * for the balance; it is applied, by everybody, where it stands there, and until then that position is not compared, so none is made twice. Corrections say what
 * is added: fills between the snapshot and the correction keep counting.
 *
 * <ul>
 *   <li>A position's correction brings the quantity to the venue's and the average price to the venue's. It moves no realised profit.
 *   <li>What the balance differs by beyond the tolerance is realised, under instrument 0: nobody knows by what.
 *   <li>Another asset's balance is taken over at once.
 * </ul>
 *
 * <p>Real differences raise the alert {@code reconciliation}: CRITICAL, which halts trading, if one is worth more than the threshold, or if the account was
 * corrected before and has not been clean since; else WARNING.
 */
final class Reconciliation {
    private final Instruments instruments;
    private final Ledger ledger;
    private final Balances balances;
    private final AccountSettings settings;
    private final AccountRecords records;
    private final AccountSnapshotDecoder snapshot = new AccountSnapshotDecoder();
    private final StringBuilder detail = new StringBuilder();

    /** Of the balance, what the last snapshot had more than we. */
    private long cashDifference;

    private boolean correctedSinceClean;

    private int differences;
    private int corrections;
    private long worst;
    private long cash;

    Reconciliation(
            Instruments instruments,
            Ledger ledger,
            Balances balances,
            AccountSettings settings,
            AccountRecords records) {
        this.instruments = instruments;
        this.ledger = ledger;
        this.balances = balances;
        this.settings = settings;
        this.records = records;
    }

    AccountSnapshotDecoder decoder() {
        return snapshot;
    }

    /** Takes the snapshot that stands in {@link #decoder}. */
    void compare(Emitter out) {
        differences = 0;
        corrections = 0;
        worst = 0;
        cash = Fixed8.NULL;
        detail.setLength(0);
        for (AccountSnapshotDecoder.BalancesDecoder each : snapshot.balances()) {
            long balance = each.balance();
            compareAsset(each.asset(), balance);
        }
        comparePositions(out);
        compareCash(out);
        records.reconciled(differences, detail.toString(), out);
        if (corrections > 0) {
            boolean critical = worst > settings.threshold || correctedSinceClean;
            String what = (correctedSinceClean ? "again: " : "") + detail;
            records.alert(0, critical ? Severity.CRITICAL : Severity.WARNING, "reconciliation", what, out);
            correctedSinceClean = true;
        } else if (differences == 0) {
            correctedSinceClean = false;
        }
    }

    private void compareAsset(String asset, long balance) {
        if (balance == Fixed8.NULL) {
            return;
        }
        if (asset.equals(settings.asset)) {
            cash = balance;
            return;
        }
        if (balances.knows(asset) && balances.of(asset) != balance) {
            differs(asset + " balance", balances.of(asset), balance, "taken over");
        }
        balances.set(asset, balance);
    }

    private void comparePositions(Emitter out) {
        Holdings holdings = ledger.holdings;
        for (AccountSnapshotDecoder.PositionsDecoder each : snapshot.positions()) {
            int id = each.instrument();
            Instrument instrument = instruments.find(id).orElse(null);
            if (instrument == null || instrument.contract() != Contract.LINEAR) {
                if (each.position() != 0) {
                    differs("position in instrument " + id + ", which is none of ours", 0, each.position(), "ignored");
                }
                continue;
            }
            Holding holding = holdings.of(id, each.positionSide());
            holding.listed = true;
            compare(holding, each.position(), each.entryPrice(), out);
        }
        for (int i = 0; i < holdings.size(); i++) {
            Holding holding = holdings.at(i);
            if (holding != null && !holding.listed && holding.instrument != 0) {
                compare(holding, 0, Fixed8.NULL, out);
            }
        }
        for (int i = 0; i < holdings.size(); i++) {
            Holding holding = holdings.at(i);
            if (holding != null) {
                holding.listed = false;
            }
        }
    }

    private void compare(Holding holding, long position, long entryPrice, Emitter out) {
        long difference = Math.subtractExact(position, holding.position);
        if (holding.correcting) {
            differs(name(holding), holding.position, position, "being corrected");
            return;
        }
        if (difference != 0) {
            boolean again = difference == holding.difference;
            differs(name(holding), holding.position, position, again ? "corrected" : "seen once");
            if (again) {
                correct(holding, position, entryPrice, out);
                return;
            }
        }
        holding.difference = difference;
    }

    private void correct(Holding holding, long position, long entryPrice, Emitter out) {
        long change = holding.difference;
        long price = entryPrice != Fixed8.NULL && entryPrice != 0 ? entryPrice : holding.mark;
        long towards = holding.cashTowards(position, position == 0 || price == Fixed8.NULL ? 0 : price);
        holding.difference = 0;
        holding.correcting = true;
        // Without any price nothing can be said of its worth: that is critical.
        worst = Math.max(worst, price == Fixed8.NULL ? Long.MAX_VALUE : Math.abs(Fixed8.multiply(change, price)));
        corrections++;
        records.correction(holding.instrument, holding.side, change, towards, "the venue's position", out);
    }

    private void compareCash(Emitter out) {
        if (cash == Fixed8.NULL) {
            return;
        }
        if (!ledger.opened) { // nobody has said what there was: the venue does
            ledger.open(Math.subtractExact(cash, ledger.balance() - ledger.capital));
            return;
        }
        Holding unexplained = ledger.holdings.of(0);
        long balance = ledger.balance();
        long difference = Math.subtractExact(cash, balance);
        if (unexplained.correcting) {
            differs(settings.asset + " balance", balance, cash, "being corrected");
        } else if (Math.abs(difference) <= settings.tolerance) {
            difference = 0;
        } else {
            boolean again = cashDifference != 0
                    && Math.abs(Math.subtractExact(difference, cashDifference)) <= settings.tolerance;
            differs(settings.asset + " balance", balance, cash, again ? "corrected" : "seen once");
            if (again) {
                worst = Math.max(worst, Math.abs(difference));
                corrections++;
                unexplained.correcting = true;
                records.correction(0, PositionSide.BOTH, 0, difference, "the venue's balance", out);
                difference = 0;
            }
        }
        cashDifference = difference;
    }

    private void differs(String what, long expected, long found, String then) {
        differences++;
        detail.append(detail.length() == 0 ? "" : "; ").append(what).append(": expected ");
        Fixed8.append(detail, expected).append(", found ");
        Fixed8.append(detail, found).append(" (").append(then).append(')');
    }

    private String name(Holding holding) {
        @Nullable Instrument instrument = instruments.find(holding.instrument).orElse(null);
        String symbol = instrument == null ? "instrument " + holding.instrument : instrument.symbol();
        return symbol + (holding.side == PositionSide.BOTH ? " position" : " " + holding.side + " position");
    }

    void writeState(WireOut wire) {
        StateText.fixed8(wire.write("cashDifference"), cashDifference);
        wire.write("correctedSinceClean").bool(correctedSinceClean);
    }

    void readState(WireIn wire) {
        cashDifference = StateText.fixed8(wire.read("cashDifference"));
        correctedSinceClean = wire.read("correctedSinceClean").bool();
    }
}
