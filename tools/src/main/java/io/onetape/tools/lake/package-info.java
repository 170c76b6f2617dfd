/**
 * Parquet files of a tape, for Python and SQL. In: records. Out: a folder of files, one folder in it for each family of events, and a manifest. The only package
 * that writes with DuckDB, whose native library is loaded when the first export begins and never before.
 */
@NullMarked
package io.onetape.tools.lake;

import org.jspecify.annotations.NullMarked;
