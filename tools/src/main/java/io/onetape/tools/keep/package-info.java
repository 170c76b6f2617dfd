/** Keeping what was written. In: a tape's or a run's folder, key files. Out: seals, archives, moved cycles, backups and what is restored of them. */
@NullMarked
package io.onetape.tools.keep;

import org.jspecify.annotations.NullMarked;
