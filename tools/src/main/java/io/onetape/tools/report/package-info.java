/** {@code tape report}. In: the folder of a run, its tape and what other commands left there. Out: one HTML file that needs nothing else, and metrics.json. */
@NullMarked
package io.onetape.tools.report;

import org.jspecify.annotations.NullMarked;
