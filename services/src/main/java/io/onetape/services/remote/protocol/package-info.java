/**
 * The frames that a remote reader and the endpoint exchange; docs/formats.md describes them byte by byte.
 *
 * <p>In: numbers, records, texts. Out: frames, and of frames what they hold, checked.
 */
@NullMarked
package io.onetape.services.remote.protocol;

import org.jspecify.annotations.NullMarked;
