/**
 * The rules of a backtest once more, slowly: what a reader can check with a pencil. It shares nothing with the simulated venue, the market data and the run but the
 * tape's format: its own book in sorted maps, decimals, plain loops over all that could happen next. It is given the recorded tape and the requests of a result tape
 * and says everything that must have reached our side, in order. {@link io.onetape.backtest.naive.Rule} names every rule, and counts say that each was hit.
 *
 * <p><b>Two clocks.</b> A fact happens at its exchange time (the transaction's, else the event's, else its local time) and is heard at its local time, shifted so that
 * no fact is heard before it happens. Definitions happen the largest latency of the recording before they are heard. What happens next is what has the earliest
 * time; at one time the lowest instrument; of one instrument a tick, a fact heard, an answer heard, a fact at the exchange, a request there. Funding that is due comes
 * before all others at the exchange. A request travels for the entry latency, an answer for the response latency, and none overtakes another on its way. A
 * latency is a constant plus a multiple of the last feed latency known at that side, half-even, a minute at most, plus the jitter of the request. The run ends with the last fact heard.
 *
 * <p><b>The book.</b> A snapshot replaces it, then the updates that had to wait and follow it are applied; one that is not newer says nothing. An update that names the last
 * one as its predecessor (spot: goes on with the next number) changes the levels that it names; an older one says nothing; any other one shows that
 * something is missing, and there is no book until a snapshot. A best quote with a higher number moves a fused book: nothing is better than it. A book that is crossed, stale or missing is
 * not valid: new orders are rejected, and only prints fill; when it is valid again, what crosses us fills us.
 *
 * <p><b>The queue.</b> An order joins behind what its price shows. A print at its price takes from the front first; what a level then shows less than was printed off it
 * was canceled, and the model says how much of it behind us. The front is never more than the level.
 *
 * <p><b>Fills.</b> A print meets our orders of the side that its aggressor traded with, the best price first, of one price the oldest: at the price after the front,
 * through the price with nobody ahead. So does an opposite best level that crosses us. All at our price, as maker; what one order took is not there for the next.
 * Without partial fills anything that is left for an order fills all of it. An incoming order walks the opposite levels as taker and stops before our own; what it took is
 * gone until that level is shown anew. Reduce-only trades at most the position.
 *
 * <p><b>Stops and take-profits.</b> They wait for a last or a mark price, whatever the book. What a price triggers is said of all of them, then they come like new orders, the oldest
 * first, into the book after the print: nothing better than it, and its quantity less at it. One with nothing to reduce, a post-only one that would cross and a FOK one that would
 * not be filled expire there. Without a valid book they wait for it.
 *
 * <p><b>What is refused.</b> In an outage (a recorded disconnect, until the book is valid, or a window that is set) everything, or it waits for the end, and then comes in the order in which it arrived; then, but for cancels, beyond so many in each ten seconds and minute of UTC, and while the
 * account is liquidated.
 *
 * <p><b>Liquidation.</b> With each mark price: if cash + positions at their marks is no more than the maintenance margin, orders end, and positions are walked into the books as taker, with a fee
 * more, each strategy's part for itself; with the next marks again until all is flat.
 *
 * <p><b>Money.</b> The rates are those of the tier that the fills of this day and the 29 before it have reached. Fee = rate x (price x quantity), each product rounded half-even at eight decimals; funding = -(rate x (position x mark)) likewise, on the position at
 * the boundary.
 */
@NullMarked
package io.onetape.backtest.naive;

import org.jspecify.annotations.NullMarked;
