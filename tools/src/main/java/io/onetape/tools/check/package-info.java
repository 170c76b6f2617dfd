/** Commands that check: diff. In: tapes. Out: a verdict, and where it is no, the first place. */
@NullMarked
package io.onetape.tools.check;

import org.jspecify.annotations.NullMarked;
