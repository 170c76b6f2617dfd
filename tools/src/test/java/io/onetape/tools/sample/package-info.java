/** Small tapes for the tests of commands. */
@NullMarked
package io.onetape.tools.sample;

import org.jspecify.annotations.NullMarked;
