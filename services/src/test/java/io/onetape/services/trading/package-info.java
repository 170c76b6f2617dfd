/** Tests of strategy, risk, execution and account together: scenarios and random orders at a random venue. */
@NullMarked
package io.onetape.services.trading;

import org.jspecify.annotations.NullMarked;
