/**
 * What an operator tells a run, whether it runs or not.
 *
 * <p>In: what was typed, and the run's tape. Out: records in the operator's outbox, and what services answered to them.
 */
@NullMarked
package io.onetape.tools.operate;

import org.jspecify.annotations.NullMarked;
