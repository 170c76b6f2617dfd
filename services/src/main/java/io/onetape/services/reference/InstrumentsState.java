package io.onetape.services.reference;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.Market;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Writes instruments into a processor's state, and reads them back. Decimal text, {@code null} for a size that is not known. */
public final class InstrumentsState {
    private InstrumentsState() {}

    /** Writes {@code instruments}, by id. */
    public static void write(Instruments instruments, WireOut state) {
        state.write("instruments").sequence(instruments.all(), (all, out) -> {
            for (Instrument instrument : all) {
                out.marshallable(wire -> write(instrument, wire));
            }
        });
    }

    /** Reads what {@link #write} wrote. */
    public static void read(Instruments instruments, WireIn state) {
        state.read("instruments").sequence(instruments, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> define(to, wire));
            }
        });
    }

    private static void write(Instrument from, WireOut wire) {
        wire.write("baseAsset").text(from.baseAsset());
        wire.write("contract").text(from.contract().name());
        wire.write("contractSize").text(Fixed8.toString(from.contractSize()));
        wire.write("id").int32(from.id());
        wire.write("inferred").bool(from.inferred());
        wire.write("lotSize").text(Fixed8.toString(from.lotSize()));
        wire.write("market").text(from.market().name());
        wire.write("maximumQuantity").text(Fixed8.toString(from.maximumQuantity()));
        wire.write("minimumNotional").text(Fixed8.toString(from.minimumNotional()));
        wire.write("minimumQuantity").text(Fixed8.toString(from.minimumQuantity()));
        wire.write("quoteAsset").text(from.quoteAsset());
        wire.write("symbol").text(from.symbol());
        wire.write("tickSize").text(Fixed8.toString(from.tickSize()));
        wire.write("venue").text(from.venue());
    }

    private static void define(Instruments to, WireIn wire) {
        String baseAsset = wire.read("baseAsset").text();
        Contract contract = Contract.valueOf(wire.read("contract").text());
        long contractSize = StateText.fixed8(wire.read("contractSize"));
        int id = wire.read("id").int32();
        boolean inferred = wire.read("inferred").bool();
        long lotSize = StateText.fixed8(wire.read("lotSize"));
        Market market = Market.valueOf(wire.read("market").text());
        long maximumQuantity = StateText.fixed8(wire.read("maximumQuantity"));
        long minimumNotional = StateText.fixed8(wire.read("minimumNotional"));
        long minimumQuantity = StateText.fixed8(wire.read("minimumQuantity"));
        String quoteAsset = wire.read("quoteAsset").text();
        String symbol = wire.read("symbol").text();
        long tickSize = StateText.fixed8(wire.read("tickSize"));
        String venue = wire.read("venue").text();
        to.put(new Instrument(
                id,
                market,
                contract,
                inferred,
                tickSize,
                lotSize,
                minimumQuantity,
                maximumQuantity,
                minimumNotional,
                contractSize,
                venue,
                symbol,
                baseAsset,
                quoteAsset));
    }
}
