/** One record: its 64-byte header, its body's flyweights, its checksum. Encoders flow in, bytes flow out. */
@NullMarked
package io.onetape.journal.record;

import org.jspecify.annotations.NullMarked;
