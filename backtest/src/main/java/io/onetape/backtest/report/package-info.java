/**
 * What a report says besides the metrics: the records of a result tape flow in, in one pass and bounded memory, and {@link io.onetape.backtest.report.RunFacts}
 * flows out. Each thing that is counted knows the stretch of the tape that it was counted on.
 */
@NullMarked
package io.onetape.backtest.report;

import org.jspecify.annotations.NullMarked;
