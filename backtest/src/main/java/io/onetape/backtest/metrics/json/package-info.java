/** {@code metrics.json}. In: the metrics of a run. Out: its text; docs/formats.md describes each key. */
@NullMarked
package io.onetape.backtest.metrics.json;

import org.jspecify.annotations.NullMarked;
