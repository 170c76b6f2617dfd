package io.onetape.services.account;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.Liquidity;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** How often and how much we traded. */
final class FillCounts {
    long maker;
    long taker;
    long unknown;
    final ExactSum turnover = new ExactSum();

    void add(FillDecoder fill) {
        Liquidity liquidity = fill.liquidity();
        if (liquidity == Liquidity.MAKER) {
            maker++;
        } else if (liquidity == Liquidity.TAKER) {
            taker++;
        } else {
            unknown++;
        }
        turnover.addProduct(fill.price(), fill.quantity());
    }

    void writeState(WireOut wire) {
        wire.write("maker").int64(maker);
        wire.write("taker").int64(taker);
        StateText.exact(wire.write("turnover"), turnover);
        wire.write("unknown").int64(unknown);
    }

    void readState(WireIn wire) {
        maker = wire.read("maker").int64();
        taker = wire.read("taker").int64();
        StateText.exact(wire.read("turnover"), turnover);
        unknown = wire.read("unknown").int64();
    }
}
