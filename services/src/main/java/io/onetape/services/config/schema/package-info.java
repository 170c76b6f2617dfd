/**
 * What a configuration may hold: the JSON Schema {@code configuration.schema.json} beside these classes, which is also where the defaults, units and
 * explanations are.
 *
 * <p>In: a tree as it was read. Out: the whole effective tree, or every problem with its place, what was found and what was expected. Keywords of our own
 * in the schema: {@code x-quantity} (duration, size, decimal) with {@code x-minimum} and {@code x-maximum}; {@code x-expected}, the words for what a value must be;
 * {@code x-optional}, a section that is not made up from defaults; {@code x-reload}, a section that takes effect without a restart; {@code x-name}, what a
 * key that the operator chooses stands for.
 */
@NullMarked
package io.onetape.services.config.schema;

import org.jspecify.annotations.NullMarked;
