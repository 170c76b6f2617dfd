/**
 * The read-only endpoint of a run: readers on other machines follow its tape, and ask for the account's state.
 *
 * <p>In: requests, each with the credit for its answer. Out: the tape's own records, places on it, states. Nothing that comes in writes anything. Chronicle
 * Network carries the bytes; one class knows it.
 */
@NullMarked
package io.onetape.services.remote;

import org.jspecify.annotations.NullMarked;
