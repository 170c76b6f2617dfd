package io.onetape.backtest.naive;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.SubmitAmendEncoder;
import io.onetape.journal.schema.SubmitCancelEncoder;
import io.onetape.journal.schema.SubmitOrderEncoder;
import io.onetape.journal.schema.TickDecoder;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.schema.Trigger;
import io.onetape.journal.schema.TriggerSource;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Asks the venue for anything at any time: good orders, wrong ones, amends and cancels of orders that may be open or not. */
final class RandomStrategy implements Processor {
    private static final long[] STRATEGIES = {OrderId.strategy("dice"), OrderId.strategy("coin")};
    private static final Trigger[] KINDS = {Trigger.STOP, Trigger.TAKE_PROFIT};
    private static final int BURST = 210;
    private static final long FAR = 50 * RandomMarket.TICK;
    private static final int RECENT = 8;

    private final SubmitOrderEncoder submit = new SubmitOrderEncoder();
    private final SubmitCancelEncoder cancel = new SubmitCancelEncoder();
    private final SubmitAmendEncoder amend = new SubmitAmendEncoder();
    private final TradePrintDecoder print = new TradePrintDecoder();
    private final SplittableRandom random;
    private final int instruments;
    private final List<Integer> instrumentOf = new ArrayList<>(); // by intent, from 1
    private int bursts; // in which it asks for more than the venue takes
    private final int strategies;
    private long intents;
    private long lastPrice = RandomMarket.MIDDLE;

    RandomStrategy(long seed, int instruments) {
        random = new SplittableRandom(seed);
        this.instruments = instruments;
        bursts = random.nextInt(25) == 0 ? 1 : 0;
        strategies = 1 + random.nextInt(2);
    }

    @Override
    public String name() {
        return "dice";
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        if (record.templateId() == TradePrintDecoder.TEMPLATE_ID) {
            lastPrice = record.decode(print).price();
        }
        int template = record.templateId();
        boolean isMarket = template >= DepthSnapshotDecoder.TEMPLATE_ID && template <= TickDecoder.TEMPLATE_ID;
        boolean isReply = template == VenueReplyDecoder.TEMPLATE_ID;
        if ((isMarket || isReply) && random.nextInt(10) < (isReply ? 2 : 4)) {
            int what = random.nextInt(10);
            if (bursts > 0 && isMarket && random.nextInt(10) == 0) {
                bursts--;
                burst(out);
            }
            if (what < 6 || intents == 0) {
                submit(out);
            } else if (what < 8) {
                amend(out);
            } else {
                cancel(out);
            }
        }
    }

    private int instrument() {
        return random.nextInt(60) == 0 ? 9 : 1 + random.nextInt(instruments);
    }

    private long price(Side side) {
        long away = (random.nextInt(7) - 2) * RandomMarket.TICK; // mostly passive
        long price = side == Side.BUY ? lastPrice - away : lastPrice + away;
        return random.nextInt(40) == 0 ? price + RandomMarket.TICK / 2 : price;
    }

    private long quantity() {
        return switch (random.nextInt(40)) {
            case 0 -> RandomMarket.LOT / 2 + Fixed8.ONE;
            case 1 -> RandomMarket.LOT; // below the minimum notional
            case 2 -> 5_000 * Fixed8.ONE;
            case 3 -> 40 * Fixed8.ONE;
            default -> (1 + random.nextInt(12)) * Fixed8.ONE / 2;
        };
    }

    private long strategy(long intent) {
        return STRATEGIES[(int) (intent % strategies)];
    }

    private void submit(Emitter out) {
        boolean again = intents > 0 && random.nextInt(30) == 0;
        long intent = again ? intents : ++intents;
        int instrument = again ? instrumentOf.get((int) intent - 1) : instrument();
        if (!again) {
            instrumentOf.add(instrument);
        }
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        boolean isMarket = random.nextInt(12) == 0;
        boolean isConditional = random.nextInt(4) == 0;
        TimeInForce timeInForce = switch (random.nextInt(8)) {
            case 0 -> TimeInForce.IOC;
            case 1 -> TimeInForce.FOK;
            case 2, 3 -> TimeInForce.GTX;
            default -> TimeInForce.GTC;
        };
        begin(out, instrument, intent)
                .price(isMarket ? Fixed8.NULL : price(side))
                .quantity(quantity())
                .side(side)
                .orderType(isMarket ? OrderType.MARKET : OrderType.LIMIT)
                .timeInForce(isMarket ? TimeInForce.IOC : timeInForce)
                .reduceOnly(random.nextInt(4) == 0 ? Flag.YES : Flag.NO)
                .trigger(isConditional ? KINDS[random.nextInt(KINDS.length)] : Trigger.NONE)
                .triggerSource(random.nextBoolean() ? TriggerSource.LAST : TriggerSource.MARK)
                .triggerPrice(isConditional ? triggerPrice() : Fixed8.NULL)
                .clientOrderId("");
        out.emit();
    }

    /** More than the venue takes, far from the market. */
    private void burst(Emitter out) {
        boolean isConditional = random.nextBoolean();
        for (int i = 0; i < BURST; i++) {
            instrumentOf.add(1);
            begin(out, 1, ++intents)
                    .price(lastPrice - FAR)
                    .quantity(Fixed8.ONE)
                    .side(Side.BUY)
                    .orderType(OrderType.LIMIT)
                    .timeInForce(TimeInForce.GTC)
                    .reduceOnly(Flag.NO)
                    .trigger(isConditional ? Trigger.STOP : Trigger.NONE)
                    .triggerSource(TriggerSource.LAST)
                    .triggerPrice(isConditional ? lastPrice + FAR : Fixed8.NULL)
                    .clientOrderId("");
            out.emit();
        }
    }

    private SubmitOrderEncoder begin(Emitter out, int instrument, long intent) {
        SubmitOrderEncoder to = out.begin(submit, instrument);
        OrderId.putStrategy(to.buffer(), to.offset() + SubmitOrderEncoder.strategyEncodingOffset(), strategy(intent));
        return to.intent(intent).attempt(1).positionSide(PositionSide.BOTH);
    }

    private long triggerPrice() {
        long price = lastPrice + (random.nextInt(7) - 3) * RandomMarket.TICK;
        return random.nextInt(40) == 0 ? price + RandomMarket.TICK / 2 : price;
    }

    private long recent() {
        return Math.max(1, intents - random.nextInt(RECENT));
    }

    private void cancel(Emitter out) {
        long intent = recent();
        SubmitCancelEncoder to = out.begin(cancel, instrumentOf.get((int) intent - 1));
        OrderId.putStrategy(to.buffer(), to.offset() + SubmitCancelEncoder.strategyEncodingOffset(), strategy(intent));
        to.intent(intent)
                .venueOrderId(Fixed8.NULL)
                .attempt(random.nextInt(20) == 0 ? 2 : 1)
                .clientOrderId("");
        out.emit();
    }

    private void amend(Emitter out) {
        long intent = recent();
        SubmitAmendEncoder to = out.begin(amend, instrumentOf.get((int) intent - 1));
        OrderId.putStrategy(to.buffer(), to.offset() + SubmitAmendEncoder.strategyEncodingOffset(), strategy(intent));
        to.intent(intent)
                .venueOrderId(Fixed8.NULL)
                .price(random.nextInt(3) > 0 ? Fixed8.NULL : price(random.nextBoolean() ? Side.BUY : Side.SELL))
                .quantity(random.nextInt(4) == 0 ? Fixed8.NULL : quantity())
                .attempt(1)
                .clientOrderId("");
        out.emit();
    }

    @Override
    public void writeState(WireOut state) {
        state.write("intents").int64(intents);
    }

    @Override
    public void readState(WireIn state) {
        throw new UnsupportedOperationException("runs from the start only");
    }
}
