/**
 * Positions, cash and profit and loss. Pure.
 *
 * <p>In: Fill, FundingPaid, BalanceChanged, AccountSnapshot, Correction, OrderChanged, MarkPriceUpdate, BookTop, ConfigSet, SimulationConfigured,
 * InstrumentDefined. Out: PositionChanged, AccountChanged, ReconciliationFinished, Correction, AlertRaised.
 */
@NullMarked
package io.onetape.services.account;

import org.jspecify.annotations.NullMarked;
