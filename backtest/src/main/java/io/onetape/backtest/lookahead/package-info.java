/**
 * Whether a backtest's decisions depend on what had not happened yet. In: a recorded tape, settings and processors. Out: the first record of the result that another future would have changed.
 */
@NullMarked
package io.onetape.backtest.lookahead;

import org.jspecify.annotations.NullMarked;
