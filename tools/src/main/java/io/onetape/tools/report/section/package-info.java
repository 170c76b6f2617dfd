/** The sections of a run's report. In: the metrics, what a pass over the tape found, and what other commands left in the run's folder. Out: HTML. */
@NullMarked
package io.onetape.tools.report.section;

import org.jspecify.annotations.NullMarked;
