/** The edge to the terminal. In: the process's streams and environment, failures. Out: data on stdout, messages and progress on stderr, exit codes. */
@NullMarked
package io.onetape.tools.console;

import org.jspecify.annotations.NullMarked;
