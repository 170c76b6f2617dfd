/**
 * What is noted about a tape's finished cycles: the seals, each chained to the one before, and the base of a tape whose first cycles were moved away. Small text
 * files in the tape's folder flow in and out; what the cycles hold is not known here.
 */
@NullMarked
package io.onetape.journal.seal;

import org.jspecify.annotations.NullMarked;
