/** Tests of the look-ahead check: honest strategies pass it, cheating ones do not. */
@NullMarked
package io.onetape.backtest.lookahead;

import org.jspecify.annotations.NullMarked;
