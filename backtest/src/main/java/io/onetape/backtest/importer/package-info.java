/**
 * Recorded market data of other formats onto a tape.
 *
 * <p>In: recordings as files. Out: market facts and the instruments that they are about, to a {@link FactSink} in the recording's own order and time,
 * and an account of every line: it became a record, was skipped for a named reason, or was rejected.
 */
@NullMarked
package io.onetape.backtest.importer;

import org.jspecify.annotations.NullMarked;
