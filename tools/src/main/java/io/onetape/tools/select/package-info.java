/** Which tape, and which of its records. In: what was typed. Out: the records that it means, in order, in reverse, or as they come. */
@NullMarked
package io.onetape.tools.select;

import org.jspecify.annotations.NullMarked;
