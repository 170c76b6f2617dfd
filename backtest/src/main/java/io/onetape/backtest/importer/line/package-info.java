/** Lines of text and what is in them. In: plain or gzipped files. Out: one line after the other in place, receive stamps, JSON tokens. */
@NullMarked
package io.onetape.backtest.importer.line;

import org.jspecify.annotations.NullMarked;
