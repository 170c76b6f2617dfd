/** Commands that run something over a tape: replay. In: a tape. Out: records at a pace, or what became of a run. */
@NullMarked
package io.onetape.tools.run;

import org.jspecify.annotations.NullMarked;
