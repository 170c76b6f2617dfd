package io.onetape.services.strategy.maker;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Side;
import io.onetape.services.reference.StateText;
import io.onetape.services.strategy.Parameters;
import io.onetape.services.strategy.Strategy;
import io.onetape.services.strategy.StrategyContext;
import io.onetape.services.strategy.StrategyType;
import io.onetape.services.strategy.maker.QuoteSide.Step;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Quotes post-only on both sides of the microprice, leaning against its inventory; see {@link Quotes} for the prices. A side has at most one order: to move
 * it is to cancel it and to place the next one once the first has ended. A side whose fill could take the position beyond {@code maxPosition} is not quoted,
 * and nothing is while the book is not valid or trading is halted: what rests is cancelled then, without waiting.
 *
 * <p>Each decision that changes a quote is preceded by one signal {@code microprice}: the imbalance, the fair price, the position.
 */
public final class MarketMaker implements Strategy {
    /** {@code strategy.<name>.type = market-maker}. */
    public static final StrategyType TYPE = new StrategyType(
            "market-maker",
            "quotes both sides of the microprice, leaning against its inventory",
            Settings.DECLARED,
            MarketMaker::new);

    private static final int REQUOTE = 0;

    private final QuoteSide bidSide = new QuoteSide(Side.BUY);
    private final QuoteSide askSide = new QuoteSide(Side.SELL);
    private final Quotes quotes = new Quotes();
    private Settings settings = new Settings(1, 0, 0, 0, 1, 0, 0);
    private boolean bookValid;
    private long bestBid = Fixed8.NULL;
    private long bestAsk = Fixed8.NULL;
    private long microprice = Fixed8.NULL;
    private long imbalance = Fixed8.NULL;

    @Override
    public void initialize(Parameters parameters, StrategyContext context) {
        Settings wanted = Settings.of(parameters);
        Instrument instrument = context.instrument();
        if (instrument.tickSize() <= 0) {
            throw new IllegalArgumentException(
                    "expected an instrument with a tick size, found none of " + instrument.symbol());
        }
        if (instrument.lotSize() > 0 && wanted.quantity() % instrument.lotSize() != 0) {
            throw new IllegalArgumentException("quantity: expected a multiple of the lot "
                    + Fixed8.toString(instrument.lotSize()) + ", found '" + Fixed8.toString(wanted.quantity()) + "'");
        }
        settings = wanted;
    }

    @Override
    public void onMarketData(BookTopDecoder top, StrategyContext context) {
        bestBid = top.bid();
        bestAsk = top.ask();
        microprice = top.microprice();
        imbalance = top.imbalance();
        bookValid = top.status() == BookStatus.VALID
                && bestBid != Fixed8.NULL
                && bestAsk != Fixed8.NULL
                && microprice != Fixed8.NULL;
        quote(context);
    }

    @Override
    public void onOrderFill(FillDecoder fill, StrategyContext context) {
        quote(context);
    }

    @Override
    public void onOrderChanged(OrderChangedDecoder changed, StrategyContext context) {
        QuoteSide side = changed.side() == Side.BUY ? bidSide : askSide;
        OrderState state = changed.state();
        if (state == OrderState.REJECTED && changed.reason() != Reason.POST_ONLY_WOULD_CROSS) {
            side.pause(context.nowNanos(), settings.rejectPauseNanos());
        } else if (state == OrderState.IN_DOUBT || (state == changed.previous() && changed.reason() != Reason.NONE)) {
            side.pauseCancels(context.nowNanos(), settings.rejectPauseNanos());
        }
        quote(context);
    }

    @Override
    public void onTimer(int timer, StrategyContext context) {
        quote(context);
    }

    @Override
    public void onTradingChanged(StrategyContext context) {
        quote(context);
    }

    private void quote(StrategyContext context) {
        long bid = Fixed8.NULL;
        long ask = Fixed8.NULL;
        long tick = context.instrument().tickSize();
        if (bookValid && context.mayTrade()) {
            long position = context.position();
            long quantity = settings.quantity();
            quotes.update(microprice, bestBid, bestAsk, position, tick, settings.spread(), settings.skew(), quantity);
            bid = position + quantity > settings.maximumPosition() ? Fixed8.NULL : quotes.bid();
            ask = quantity - position > settings.maximumPosition() ? Fixed8.NULL : quotes.ask();
        }
        long requote = Math.multiplyExact(settings.requoteTicks(), tick);
        Step atBid = bidSide.decide(context, bid, requote);
        Step atAsk = askSide.decide(context, ask, requote);
        if (isAction(atBid) || isAction(atAsk)) {
            context.signal("microprice", imbalance, quotes.fair());
            bidSide.act(atBid, context, bid, settings.quantity(), settings.minIntervalNanos());
            askSide.act(atAsk, context, ask, settings.quantity(), settings.minIntervalNanos());
        }
        waitFor(atBid, bidSide, atAsk, askSide, context);
    }

    /** What may not be done yet is looked at again when its time comes, also if no record of the market does. */
    private static void waitFor(Step atBid, QuoteSide bid, Step atAsk, QuoteSide ask, StrategyContext context) {
        long due = Math.min(
                atBid == Step.WAIT ? bid.notBeforeNanos() : Long.MAX_VALUE,
                atAsk == Step.WAIT ? ask.notBeforeNanos() : Long.MAX_VALUE);
        if (due != Long.MAX_VALUE) {
            context.setTimer(REQUOTE, due);
        }
    }

    private static boolean isAction(Step step) {
        return step == Step.PLACE || step == Step.CANCEL;
    }

    /** Keys: askSide, bestAsk, bestBid, bidSide, bookValid, fair, imbalance, microprice. */
    @Override
    public void writeState(WireOut wire) {
        wire.write("askSide").marshallable(askSide::writeState);
        StateText.fixed8(wire.write("bestAsk"), bestAsk);
        StateText.fixed8(wire.write("bestBid"), bestBid);
        wire.write("bidSide").marshallable(bidSide::writeState);
        wire.write("bookValid").bool(bookValid);
        StateText.fixed8(wire.write("fair"), quotes.fair());
        StateText.fixed8(wire.write("imbalance"), imbalance);
        StateText.fixed8(wire.write("microprice"), microprice);
    }

    @Override
    public void readState(WireIn wire) {
        wire.read("askSide").marshallable(askSide::readState);
        bestAsk = StateText.fixed8(wire.read("bestAsk"));
        bestBid = StateText.fixed8(wire.read("bestBid"));
        wire.read("bidSide").marshallable(bidSide::readState);
        bookValid = wire.read("bookValid").bool();
        quotes.restore(StateText.fixed8(wire.read("fair")));
        imbalance = StateText.fixed8(wire.read("imbalance"));
        microprice = StateText.fixed8(wire.read("microprice"));
    }
}
