/**
 * The tape: one total order of records, on disk or in memory. Encoded records flow in through {@link io.onetape.journal.tape.TapeWriter}; numbered, timed,
 * chained and checked they flow out through {@link io.onetape.journal.tape.TapeReader}.
 */
@NullMarked
package io.onetape.journal.tape;

import org.jspecify.annotations.NullMarked;
