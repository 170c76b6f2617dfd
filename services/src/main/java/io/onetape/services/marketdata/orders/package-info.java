/**
 * The public orders of one instrument, where the venue gives its book order by order. In: adds, changes and ends of orders by their ids. Out: the quantity of each price, and
 * which quantity has left which place in a queue.
 */
@NullMarked
package io.onetape.services.marketdata.orders;

import org.jspecify.annotations.NullMarked;
