package io.onetape.backtest.importer.binance.archive;

import io.onetape.backtest.importer.listing.Listing;

/** What the rows of one message have in common. Listings are compared by identity. */
record DepthKey(Listing listing, boolean snapshot, long nanos, long first, long last, long previous) {}
