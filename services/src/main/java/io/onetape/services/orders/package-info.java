/**
 * What strategy, risk and execution share about orders: the life cycle's table, and orders sorted by their names. Pure.
 *
 * <p>In: names and states of orders. Out: what may follow.
 */
@NullMarked
package io.onetape.services.orders;

import org.jspecify.annotations.NullMarked;
