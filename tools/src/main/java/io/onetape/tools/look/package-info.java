/** Commands that look at a tape: info, cat, tail, stats, explain. In: a tape and filters. Out: what it holds, for people or as JSON. */
@NullMarked
package io.onetape.tools.look;

import org.jspecify.annotations.NullMarked;
