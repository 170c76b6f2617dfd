/** What a record says, in a few words for people. In: a record. Out: the DETAIL of its line. Nothing is left out that tells one record from another. */
@NullMarked
package io.onetape.tools.detail;

import org.jspecify.annotations.NullMarked;
