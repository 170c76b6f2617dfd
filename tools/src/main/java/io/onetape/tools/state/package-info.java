/** {@code tape state}: what services know at a position. In: a tape. Out: states with their hashes. */
@NullMarked
package io.onetape.tools.state;

import org.jspecify.annotations.NullMarked;
