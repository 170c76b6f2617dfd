/**
 * A tape of another machine, read as one of this machine is: the same reader checks the same records.
 *
 * <p>In: an address and a token. Out: records, places, the account's state; and why there are none.
 */
@NullMarked
package io.onetape.services.remote.client;

import org.jspecify.annotations.NullMarked;
