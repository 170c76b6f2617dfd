package io.onetape.backtest.lookahead;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.SubmitOrderEncoder;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Reads all prices that are recorded before it runs, and buys at a print if the price some prints later, or the last of all, is higher. */
final class Cheater implements Processor {
    /** Looks at the last price that there is. */
    static final int AT_THE_END = Integer.MAX_VALUE;

    private final SubmitOrderEncoder submit = new SubmitOrderEncoder();
    private final TradePrintDecoder print = new TradePrintDecoder();
    private final List<Long> prices = new ArrayList<>();
    private final int ahead;
    private int seen;

    /** @param ahead how many prints; 0 or less: an honest one */
    Cheater(FirstRecords recorded, int ahead) {
        this.ahead = ahead;
        while (recorded.next()) {
            if (recorded.record().templateId() == TradePrintDecoder.TEMPLATE_ID) {
                prices.add(recorded.record().decode(print).price());
            }
        }
    }

    @Override
    public String name() {
        return "cheater";
    }

    @Override
    public void onRecord(RecordView record, Emitter out) {
        if (record.templateId() != TradePrintDecoder.TEMPLATE_ID) {
            return;
        }
        int other = (int) Math.max(0, Math.min((long) seen + ahead, prices.size() - 1L));
        long price = prices.get(seen++);
        if (prices.get(other) > price) {
            SubmitOrderEncoder to = out.begin(submit, record.instrument());
            OrderId.putStrategy(
                    to.buffer(), to.offset() + SubmitOrderEncoder.strategyEncodingOffset(), OrderId.strategy("cheat"));
            to.intent(seen)
                    .price(Fixed8.NULL)
                    .quantity(Fixed8.ONE / 100)
                    .attempt(1)
                    .side(Side.BUY)
                    .orderType(OrderType.MARKET)
                    .timeInForce(TimeInForce.IOC)
                    .reduceOnly(Flag.NO)
                    .positionSide(PositionSide.BOTH)
                    .clientOrderId("");
            out.emit();
        }
    }

    @Override
    public void writeState(WireOut state) {
        state.write("seen").int32(seen);
    }

    @Override
    public void readState(WireIn state) {
        throw new UnsupportedOperationException("runs from the start only");
    }
}
