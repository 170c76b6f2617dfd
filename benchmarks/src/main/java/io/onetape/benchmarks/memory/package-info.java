/**
 * What a long run keeps in memory: {@code benchmarks/memory}.
 *
 * <p>In: a run of the shipped configuration over a synthetic market, each service a process. Out: each process's heap after a full collection, as the tape grows.
 */
@NullMarked
package io.onetape.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
