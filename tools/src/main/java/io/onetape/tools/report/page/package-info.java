/** The page of a report. In: sections' texts, numbers with their formulas, series. Out: one HTML document that needs nothing else. Every text is escaped. */
@NullMarked
package io.onetape.tools.report.page;

import org.jspecify.annotations.NullMarked;
