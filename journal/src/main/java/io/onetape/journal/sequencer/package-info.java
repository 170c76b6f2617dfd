/**
 * Many writers, one order. Records flow in through outboxes, one a source, and out onto the tape, each exactly once.
 */
@NullMarked
package io.onetape.journal.sequencer;

import org.jspecify.annotations.NullMarked;
