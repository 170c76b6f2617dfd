/**
 * Processors as services: the parts that one process hosts, on one thread, and the supervisor of all processes of a run.
 *
 * <p>In: a run's folder, and what the topology says. Out: outboxes, the tape, snapshots, progress; and processes that are started again when they end.
 */
@NullMarked
package io.onetape.services.runtime;

import org.jspecify.annotations.NullMarked;
