/**
 * Positions, cash and profit and loss. Pure.
 *
 * <p>In: Fill, FundingPaid, MarkPriceUpdate, BookTop, ConfigSet, SimulationConfigured, InstrumentDefined. Out: PositionChanged, AlertRaised.
 */
@NullMarked
package io.onetape.services.account;

import org.jspecify.annotations.NullMarked;
