/**
 * What processors keep of the tape's definitions in their states. Pure.
 *
 * <p>In: InstrumentDefined, CycleStarted. Out: nothing but state.
 */
@NullMarked
package io.onetape.services.reference;

import org.jspecify.annotations.NullMarked;
