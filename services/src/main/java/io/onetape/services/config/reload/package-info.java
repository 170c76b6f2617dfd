/**
 * A configuration that changes while the system runs.
 *
 * <p>In: polls. Out: the new configuration and what of it needs a restart, or why it cannot be used; the former one holds then.
 */
@NullMarked
package io.onetape.services.config.reload;

import org.jspecify.annotations.NullMarked;
