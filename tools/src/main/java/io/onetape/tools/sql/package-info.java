/**
 * {@code tape sql}: questions in SQL to a tape. In: a query and a tape, whose Parquet files are made once and kept in a cache. Out: rows. Read-only: one SELECT, and
 * no file but those of the cache.
 */
@NullMarked
package io.onetape.tools.sql;

import org.jspecify.annotations.NullMarked;
