/**
 * What the hot paths cost, measured with JMH and JLBH.
 *
 * <p>In: the modules as they are shipped, and Chronicle's own API beside them to compare with. Out: the numbers in
 * {@code RESULTS.md}.
 */
@NullMarked
package io.onetape.benchmarks;

import org.jspecify.annotations.NullMarked;
