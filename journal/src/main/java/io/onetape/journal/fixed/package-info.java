/** Exact decimal numbers in a long. Text and products flow in, Fixed8 values flow out. */
@NullMarked
package io.onetape.journal.fixed;

import org.jspecify.annotations.NullMarked;
