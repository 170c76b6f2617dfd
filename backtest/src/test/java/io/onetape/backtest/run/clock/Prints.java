package io.onetape.backtest.run.clock;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.DepthOrderEncoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OrderAction;
import io.onetape.journal.schema.PrintKind;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TradePrintEncoder;
import io.onetape.journal.tape.MemoryTape;

/** A recording of trade prints and orders: trade ids dense from 1, with the numbers of the orders. */
final class Prints {
    private static final long MILLISECOND = 1_000_000L;

    private final MemoryTape tape = new MemoryTape(1, RollCycle.DAY);
    private final RecordDraft draft = new RecordDraft();
    private long number;

    /** Pairs of local and exchange time, in milliseconds; a negative exchange time is none. */
    static Prints at(long... millis) {
        Prints prints = new Prints();
        for (int i = 0; i < millis.length; i += 2) {
            prints.add(1, millis[i], millis[i + 1]);
        }
        return prints;
    }

    void add(int instrument, long localMillis, long exchangeMillis) {
        long nanos = localMillis * MILLISECOND;
        int source = tape.writer().define(SourceKind.OUTSIDE, "importer", nanos);
        number++;
        draft.begin(new TradePrintEncoder(), instrument)
                .receivedNanos(nanos)
                .eventNanos(Fixed8.NULL)
                .transactionNanos(exchangeMillis < 0 ? Fixed8.NULL : exchangeMillis * MILLISECOND)
                .tradeId(number)
                .firstTradeId(Fixed8.NULL)
                .lastTradeId(Fixed8.NULL)
                .price(Fixed8.ONE)
                .quantity(Fixed8.ONE)
                .aggressor(Side.BUY)
                .kind(PrintKind.TRADE);
        draft.source(source, number).cause(0, 0);
        tape.writer().append(draft.buffer(), draft.length(), source, nanos);
    }

    /** An order of the public book; a negative exchange time is none. */
    void order(int instrument, long localMillis, long exchangeMillis) {
        long nanos = localMillis * MILLISECOND;
        int source = tape.writer().define(SourceKind.OUTSIDE, "importer", nanos);
        number++;
        draft.begin(new DepthOrderEncoder(), instrument)
                .receivedNanos(nanos)
                .eventNanos(Fixed8.NULL)
                .transactionNanos(exchangeMillis < 0 ? Fixed8.NULL : exchangeMillis * MILLISECOND)
                .updateId(number)
                .previousUpdateId(Fixed8.NULL)
                .orderId(number)
                .price(Fixed8.ONE)
                .quantity(Fixed8.ONE)
                .side(Side.BUY)
                .action(OrderAction.ADD)
                .last(Flag.YES);
        draft.source(source, number).cause(0, 0);
        tape.writer().append(draft.buffer(), draft.length(), source, nanos);
    }

    MemoryTape tape() {
        return tape;
    }

    SourceScan scan() {
        return SourceScan.of(tape);
    }
}
