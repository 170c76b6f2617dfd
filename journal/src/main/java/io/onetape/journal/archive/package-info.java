/**
 * What becomes of a tape's finished cycles: they are sealed, compressed, and moved away behind what every service can start from. A tape's folder flows in; seals,
 * archives, a base, and verdicts that name a cycle flow out. A live appender and live readers go on beside all of it. Nothing is ever deleted.
 */
@NullMarked
package io.onetape.journal.archive;

import org.jspecify.annotations.NullMarked;
