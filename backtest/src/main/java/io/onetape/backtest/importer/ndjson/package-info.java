/** Our own export of records, one JSON object a line, back onto a tape. In: what {@code tape export --format ndjson} wrote. Out: its facts. */
@NullMarked
package io.onetape.backtest.importer.ndjson;

import org.jspecify.annotations.NullMarked;
