/**
 * The loop that starting, recovering, replaying, verifying and backtesting share, and what stands at its two ends.
 *
 * <p>In: a tape's records in order of sequence, and a service's snapshots. Out: what processors emit, into the sink that
 * was chosen: caught up with, appended to an outbox, compared with what is recorded, or kept in memory.
 */
@NullMarked
package io.onetape.replay;

import org.jspecify.annotations.NullMarked;
