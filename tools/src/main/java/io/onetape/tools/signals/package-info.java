/** Files of signals that Python and others write. In: CSV, NDJSON or Parquet. Out: rows that were checked, in order of the times at which they were known. */
@NullMarked
package io.onetape.tools.signals;

import org.jspecify.annotations.NullMarked;
