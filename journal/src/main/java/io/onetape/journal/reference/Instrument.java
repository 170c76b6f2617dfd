package io.onetape.journal.reference;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.CycleStartedEncoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.Market;
import java.util.List;
import java.util.stream.Stream;

/**
 * What trades: an id on this tape and the venue's rules. Sizes are Fixed8; {@link Fixed8#NULL} where the venue's rule is not known.
 *
 * @param inferred the sizes come from the prices seen in a recording, not from the venue
 */
public record Instrument(
        int id,
        Market market,
        Contract contract,
        boolean inferred,
        long tickSize,
        long lotSize,
        long minimumQuantity,
        long maximumQuantity,
        long minimumNotional,
        long contractSize,
        String venue,
        String symbol,
        String baseAsset,
        String quoteAsset) {

    /** The same under another id. */
    public Instrument withId(int other) {
        return new Instrument(
                other,
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
                quoteAsset);
    }

    /** True if the text names it, in any case: the symbol, {@code venue:symbol}, or {@code venue:market:symbol} where a venue has it in two markets. */
    public boolean isNamed(String text) {
        return symbol.equalsIgnoreCase(text)
                || (venue + ":" + symbol).equalsIgnoreCase(text)
                || (venue + ":" + market + ":" + symbol).equalsIgnoreCase(text);
    }

    /** The shortest text that names it and none of the others. */
    public String nameAmong(List<Instrument> others) {
        return Stream.of(symbol, venue + ":" + symbol)
                .filter(text -> others.stream().noneMatch(other -> other.id() != id && other.isNamed(text)))
                .findFirst()
                .orElse(venue + ":" + market + ":" + symbol);
    }

    /** Sets every field of a definition. */
    public void encode(InstrumentDefinedEncoder to) {
        to.market(market)
                .contract(contract)
                .inferred(inferred ? Flag.YES : Flag.NO)
                .tickSize(tickSize)
                .lotSize(lotSize)
                .minimumQuantity(minimumQuantity)
                .maximumQuantity(maximumQuantity)
                .minimumNotional(minimumNotional)
                .contractSize(contractSize)
                .venue(venue)
                .symbol(symbol)
                .baseAsset(baseAsset)
                .quoteAsset(quoteAsset);
    }

    /** Sets every field of an entry in the table that a cycle opens with. */
    public void encode(CycleStartedEncoder.InstrumentsEncoder to) {
        to.instrument(id)
                .market(market)
                .contract(contract)
                .inferred(inferred ? Flag.YES : Flag.NO)
                .tickSize(tickSize)
                .lotSize(lotSize)
                .minimumQuantity(minimumQuantity)
                .maximumQuantity(maximumQuantity)
                .minimumNotional(minimumNotional)
                .contractSize(contractSize);
        to.venue(venue).symbol(symbol).baseAsset(baseAsset).quoteAsset(quoteAsset);
    }
}
