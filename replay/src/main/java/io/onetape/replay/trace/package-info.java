/** Questions about what is on tapes: why an order came about, and where two tapes differ first. Tapes flow in, records flow out. */
@NullMarked
package io.onetape.replay.trace;

import org.jspecify.annotations.NullMarked;
