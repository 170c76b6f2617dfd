/**
 * Positions, cash and profit and loss, and their agreement with the venue. Pure.
 *
 * <p>In: Fill, BalanceChanged, FundingPaid, AccountSnapshot, MarkPriceUpdate, Tick. Out: PositionChanged,
 * ReconciliationFinished, Correction, AlertRaised.
 */
@NullMarked
package io.onetape.services.account;

import org.jspecify.annotations.NullMarked;
