package io.onetape.backtest.importer.listing;

/** What the venue says of one symbol. Sizes are Fixed8, {@code Fixed8.NULL} where it says nothing; assets are empty then. */
public record Rules(
        long tickSize,
        long lotSize,
        long minimumQuantity,
        long maximumQuantity,
        long minimumNotional,
        long contractSize,
        String baseAsset,
        String quoteAsset) {}
