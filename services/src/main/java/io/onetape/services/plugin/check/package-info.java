/**
 * Whether byte code may decide trades: it may use an allow-list only, and keep no state but its strategies'.
 *
 * <p>In: class files. Out: what each does that it may not, as sentences. Loads and runs nothing of what it looks at.
 */
@NullMarked
package io.onetape.services.plugin.check;

import org.jspecify.annotations.NullMarked;
