/**
 * From the configuration to the tape: what processors need of it is records.
 *
 * <p>In: a {@link io.onetape.services.config.Configuration} and the ConfigSet, RiskLimitsSet and InstrumentDefined records that stand on the tape. Out: the records
 * that are to be appended so that the tape says what the configuration says.
 */
@NullMarked
package io.onetape.services.config.settings;

import org.jspecify.annotations.NullMarked;
