/** How records look: a line of text, a JSON object, a row of CSV. In: records and what their numbers mean. Out: text. */
@NullMarked
package io.onetape.tools.format;

import org.jspecify.annotations.NullMarked;
