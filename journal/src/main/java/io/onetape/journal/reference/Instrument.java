package io.onetape.journal.reference;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.Market;

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
        String quoteAsset) {}
