/**
 * What decides when something may be sent to the venue, and at what price. Pure.
 *
 * <p>In: ConfigSet, CircuitChanged, VenueReply, BookTop. Out: nothing but answers to execution, and which circuits change.
 */
@NullMarked
package io.onetape.services.execution.gate;

import org.jspecify.annotations.NullMarked;
