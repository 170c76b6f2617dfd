/**
 * The hot cache: the newest record of each kind and key in shared memory, for other processes. Made from the tape, and from nothing else; lost without harm.
 */
@NullMarked
package io.onetape.services.store;

import org.jspecify.annotations.NullMarked;
