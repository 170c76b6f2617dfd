/**
 * Secrets: never in the configuration, only where they are.
 *
 * <p>In: the name of a file that only its owner can read, or of a variable of the environment. Out: a {@link io.onetape.services.config.secret.Secret}, which
 * prints itself masked and is wiped when it is closed.
 */
@NullMarked
package io.onetape.services.config.secret;

import org.jspecify.annotations.NullMarked;
