/**
 * Where the processors are put together.
 *
 * <p>In: names. Out: fresh processors, in order.
 */
@NullMarked
package io.onetape.services;

import org.jspecify.annotations.NullMarked;
