/** {@code tape explain}. In: an order's chain of records. Out: the steps with their times, a tree with what else followed, or nodes and edges. */
@NullMarked
package io.onetape.tools.explain;

import org.jspecify.annotations.NullMarked;
