/** The language of {@code -w}: comparisons of fields, typed by the schema. In: text. Out: a test of records, or what is wrong with the text. */
@NullMarked
package io.onetape.tools.expression;

import org.jspecify.annotations.NullMarked;
