/**
 * A running system: its processes, and what an operator tells it.
 *
 * <p>In: a configuration and a feed. Out: a run's folder with its tape, written by processes of their own.
 */
@NullMarked
package io.onetape.tools.live;

import org.jspecify.annotations.NullMarked;
