/**
 * Strategies that come in JAR files. A shell: it reads and writes files and loads classes.
 *
 * <p>In: a JAR that an operator gives, and the hashes that the tape names. Out: types of strategies, each from code that was checked, in a class loader of its
 * own; or a refusal that says why.
 */
@NullMarked
package io.onetape.services.plugin;

import org.jspecify.annotations.NullMarked;
