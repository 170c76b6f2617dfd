/**
 * Whether a tape holds what was written to it, and a new tape where it does not. A tape's folder flows in; a verdict that names the first bad sequence, or a
 * repaired tape, flows out. Both end on every input.
 */
@NullMarked
package io.onetape.journal.verify;

import org.jspecify.annotations.NullMarked;
