/**
 * Which process hosts which services, and how each process is run.
 *
 * <p>In: the effective section {@code processes}. Out: a {@link io.onetape.services.config.topology.Topology}, immutable.
 */
@NullMarked
package io.onetape.services.config.topology;

import org.jspecify.annotations.NullMarked;
