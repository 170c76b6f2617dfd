/**
 * The configuration: one YAML file, a second one that it may include, and the environment.
 *
 * <p>In: files and variables. Out: a {@link io.onetape.services.config.Configuration}, typed and complete, or every problem with file, line and column. What
 * processors need of it reaches them by records only, see {@code settings}; what may change while they run, see {@code reload}.
 */
@NullMarked
package io.onetape.services.config;

import org.jspecify.annotations.NullMarked;
