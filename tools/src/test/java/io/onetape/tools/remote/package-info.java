/** Tapes read through an endpoint, over real sockets. */
@NullMarked
package io.onetape.tools.remote;

import org.jspecify.annotations.NullMarked;
