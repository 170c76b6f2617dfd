/**
 * The {@code tape} command: one class per sub-command. The only {@code main}; everything is wired here, by hand.
 *
 * <p>In: arguments, the configuration, tapes. Out: data on stdout, messages and progress on stderr, an exit code.
 */
@NullMarked
package io.onetape.tools;

import org.jspecify.annotations.NullMarked;
