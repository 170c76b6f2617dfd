/**
 * The numbers of a run, for Prometheus.
 *
 * <p>In: the records of the tape, in order, and what the process knows of itself. Out: families of samples under the names in {@code docs/metrics.md}.
 */
@NullMarked
package io.onetape.services.ops.metrics;

import org.jspecify.annotations.NullMarked;
