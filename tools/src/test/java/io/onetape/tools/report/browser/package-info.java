/** A real Chromium without a window, told what to do over its own protocol: what a reader of a report sees. */
@NullMarked
package io.onetape.tools.report.browser;

import org.jspecify.annotations.NullMarked;
