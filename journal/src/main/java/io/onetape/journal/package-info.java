/**
 * The tape and its records. Encoded records flow in through {@link io.onetape.journal.tape.TapeWriter} and
 * {@link io.onetape.journal.sequencer.Outbox}; the same bytes, numbered, timed and chained, flow out through
 * {@link io.onetape.journal.tape.TapeReader}.
 */
@NullMarked
package io.onetape.journal;

import org.jspecify.annotations.NullMarked;
