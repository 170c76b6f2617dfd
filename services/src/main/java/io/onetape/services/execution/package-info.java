/**
 * The life of our orders, each step with its reason. Pure.
 *
 * <p>In: OrderRequested, CancelRequested, AmendRequested, risk's verdicts, VenueReply, Fill, Tick. Out: OrderChanged,
 * and what a gateway shall send: SubmitOrder, SubmitCancel, SubmitAmend.
 */
@NullMarked
package io.onetape.services.execution;

import org.jspecify.annotations.NullMarked;
