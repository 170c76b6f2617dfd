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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Asks the venue for anything at any time: good orders, wrong ones, amends and cancels of orders that may be open or not. */
final class RandomStrategy implements Processor {
    private static final long[] STRATEGIES = {OrderId.strategy("dice"), OrderId.strategy("coin")};
    private static final Trigger[] KINDS = {Trigger.STOP, Trigger.TAKE_PROFIT};
    private static final int BURST = 210;
    private static final int FAR = 50; // ticks
    private static final int RECENT = 8;
    private static final int NOWHERE = 9; // no instrument

    private final SubmitOrderEncoder submit = new SubmitOrderEncoder();
    private final SubmitCancelEncoder cancel = new SubmitCancelEncoder();
    private final SubmitAmendEncoder amend = new SubmitAmendEncoder();
    private final TradePrintDecoder print = new TradePrintDecoder();
    private final SplittableRandom random;
    private final List<Traded> traded;
    private final int perThousand;
    private final Map<Integer, Long> lastPrices = new HashMap<>();
    private final List<Integer> instrumentOf = new ArrayList<>(); // by intent, from 1
    private int bursts; // in which it asks for more than the venue takes
    private final int strategies;
    private long intents;

    /** What it asks for: multiples of a quantity, and prices on the tick, mostly. */
    record Traded(int instrument, long price, long tick, long lot, long unit) {}

    /** @param perThousand how many market facts it answers with a request */
    RandomStrategy(long seed, List<Traded> traded, int perThousand) {
        random = new SplittableRandom(seed);
        this.traded = traded;
        this.perThousand = perThousand;
        traded.forEach(of -> lastPrices.put(of.instrument(), of.price()));
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
            lastPrices.replace(record.instrument(), record.decode(print).price());
        }
        int template = record.templateId();
        boolean isMarket = template >= DepthSnapshotDecoder.TEMPLATE_ID && template <= TickDecoder.TEMPLATE_ID;
        boolean isReply = template == VenueReplyDecoder.TEMPLATE_ID;
        if ((isMarket || isReply) && random.nextInt(1_000) < (isReply ? 200 : perThousand)) {
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

    private Traded any() {
        return traded.get(random.nextInt(traded.size()));
    }

    /** Of an order; of the one that is nowhere like the first. */
    private Traded of(int instrument) {
        return traded.stream()
                .filter(of -> of.instrument() == instrument)
                .findFirst()
                .orElse(traded.get(0));
    }

    private long last(Traded of) {
        return lastPrices.getOrDefault(of.instrument(), of.price());
    }

    private long price(Traded of, Side side) {
        long away = (random.nextInt(7) - 2) * of.tick(); // mostly passive
        long price = side == Side.BUY ? last(of) - away : last(of) + away;
        return random.nextInt(40) == 0 ? price + of.tick() / 2 : price;
    }

    private long quantity(Traded of) {
        return switch (random.nextInt(40)) {
            case 0 -> of.lot() / 2 + of.unit();
            case 1 -> of.lot(); // below the minimum notional
            case 2 -> 10_000 * of.unit();
            case 3 -> 80 * of.unit();
            default -> (1 + random.nextInt(12)) * of.unit();
        };
    }

    private long strategy(long intent) {
        return STRATEGIES[(int) (intent % strategies)];
    }

    private void submit(Emitter out) {
        boolean again = intents > 0 && random.nextInt(30) == 0;
        long intent = again ? intents : ++intents;
        int fresh = random.nextInt(60) == 0 ? NOWHERE : any().instrument();
        int instrument = again ? instrumentOf.get((int) intent - 1) : fresh;
        Traded of = of(instrument);
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
                .price(isMarket ? Fixed8.NULL : price(of, side))
                .quantity(quantity(of))
                .side(side)
                .orderType(isMarket ? OrderType.MARKET : OrderType.LIMIT)
                .timeInForce(isMarket ? TimeInForce.IOC : timeInForce)
                .reduceOnly(random.nextInt(4) == 0 ? Flag.YES : Flag.NO)
                .trigger(isConditional ? KINDS[random.nextInt(KINDS.length)] : Trigger.NONE)
                .triggerSource(random.nextBoolean() ? TriggerSource.LAST : TriggerSource.MARK)
                .triggerPrice(isConditional ? triggerPrice(of) : Fixed8.NULL)
                .clientOrderId("");
        out.emit();
    }

    /** More than the venue takes, far from the market. */
    private void burst(Emitter out) {
        boolean isConditional = random.nextBoolean();
        Traded of = any();
        for (int i = 0; i < BURST; i++) {
            instrumentOf.add(of.instrument());
            begin(out, of.instrument(), ++intents)
                    .price(last(of) - FAR * of.tick())
                    .quantity(2 * of.unit())
                    .side(Side.BUY)
                    .orderType(OrderType.LIMIT)
                    .timeInForce(TimeInForce.GTC)
                    .reduceOnly(Flag.NO)
                    .trigger(isConditional ? Trigger.STOP : Trigger.NONE)
                    .triggerSource(TriggerSource.LAST)
                    .triggerPrice(isConditional ? last(of) + FAR * of.tick() : Fixed8.NULL)
                    .clientOrderId("");
            out.emit();
        }
    }

    private SubmitOrderEncoder begin(Emitter out, int instrument, long intent) {
        SubmitOrderEncoder to = out.begin(submit, instrument);
        OrderId.putStrategy(to.buffer(), to.offset() + SubmitOrderEncoder.strategyEncodingOffset(), strategy(intent));
        return to.intent(intent).attempt(1).positionSide(PositionSide.BOTH);
    }

    private long triggerPrice(Traded of) {
        long price = last(of) + (random.nextInt(7) - 3) * of.tick();
        return random.nextInt(40) == 0 ? price + of.tick() / 2 : price;
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
        Traded of = of(instrumentOf.get((int) intent - 1));
        SubmitAmendEncoder to = out.begin(amend, instrumentOf.get((int) intent - 1));
        OrderId.putStrategy(to.buffer(), to.offset() + SubmitAmendEncoder.strategyEncodingOffset(), strategy(intent));
        to.intent(intent)
                .venueOrderId(Fixed8.NULL)
                .price(random.nextInt(3) > 0 ? Fixed8.NULL : price(of, random.nextBoolean() ? Side.BUY : Side.SELL))
                .quantity(random.nextInt(4) == 0 ? Fixed8.NULL : quantity(of))
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
