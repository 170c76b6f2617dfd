/**
 * What a service remembers of the tape, in files of its own: caches, each of which can be lost.
 *
 * <p>In: a service's state at a sequence. Out: the same state when the service starts again, if it still belongs to the tape.
 */
@NullMarked
package io.onetape.replay.snapshot;

import org.jspecify.annotations.NullMarked;
