/**
 * Where the fields of every record lie, read from the schema's serialised form: for code that treats all records alike. The schema flows in, names and
 * numbers of any record flow out. Code that knows its record takes the generated flyweights instead.
 */
@NullMarked
package io.onetape.journal.layout;

import org.jspecify.annotations.NullMarked;
