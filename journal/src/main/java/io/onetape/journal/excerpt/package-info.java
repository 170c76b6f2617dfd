/**
 * Where records' bytes lie: the cycle files of a Chronicle Queue, or memory. Bytes flow in through an {@link io.onetape.journal.excerpt.ExcerptSink} and out,
 * in place, through an {@link io.onetape.journal.excerpt.ExcerptCursor}. What the bytes mean is not known here.
 *
 * <p>Appending is Chronicle Queue's. Reading is our own walk over the length words of its files, because what the library's tailer does on a damaged file was
 * measured: it hangs for up to 80 s, skips a missing file without a word, and ends silently at a damaged length. This walk ends always, within the file.
 */
@NullMarked
package io.onetape.journal.excerpt;

import org.jspecify.annotations.NullMarked;
