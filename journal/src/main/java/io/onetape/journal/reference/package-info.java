/** What numbers on the tape mean. Definitions flow in from records, names and sizes flow out. */
@NullMarked
package io.onetape.journal.reference;

import org.jspecify.annotations.NullMarked;
