/**
 * YAML files as trees of which every value knows where it stands.
 *
 * <p>In: files and the environment. Out: {@link io.onetape.services.config.yaml.Node}s, or every problem with file, line and column. A value is a text, a
 * whole number, a decimal number or true or false; what YAML readers disagree on is refused.
 */
@NullMarked
package io.onetape.services.config.yaml;

import org.jspecify.annotations.NullMarked;
