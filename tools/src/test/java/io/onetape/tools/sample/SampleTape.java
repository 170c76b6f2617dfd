package io.onetape.tools.sample;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import java.nio.file.Path;

/** Writes tapes record by record, a step of time each. */
public final class SampleTape implements AutoCloseable {
    /** 2024-08-08T12:00:00Z. */
    public static final long START = 1_723_118_400_000_000_000L;

    private final TapeWriter writer;
    private final int gateway;
    private final int clock;
    private long nanos = START;

    private SampleTape(TapeWriter writer) {
        this.writer = writer;
        this.gateway = writer.define(SourceKind.OUTSIDE, "binance", START);
        this.clock = writer.define(SourceKind.OUTSIDE, "clock", START);
    }

    /** A new tape with its sources and two instruments: BTCUSDT is 1, ETHUSDT is 2. */
    public static SampleTape begin(Path folder, long tapeId, RollCycle roll) {
        SampleTape tape = new SampleTape(TapeFolder.create(folder, tapeId, roll));
        for (String name : new String[] {"marketdata", "strategy", "risk", "execution", "account"}) {
            tape.writer.define(SourceKind.PROCESSOR, name, START);
        }
        tape.instrument(1, "BTCUSDT", "0.1");
        tape.instrument(2, "ETHUSDT", "0.01");
        return tape;
    }

    /** A tape with one order, mm1-7, from the depth update that led to it to the position that its fill made, and some market besides. */
    public static void writeOrder(Path folder) {
        try (SampleTape tape = begin(folder, 0xabcL, RollCycle.HOUR)) {
            tape.market();
            tape.order("0.010");
        }
    }

    /** The same up to the order, which has another quantity. */
    public static void writeOtherOrder(Path folder) {
        try (SampleTape tape = begin(folder, 0xdefL, RollCycle.HOUR)) {
            tape.market();
            tape.order("0.020");
        }
    }

    /** Defines an instrument. */
    public void instrument(int id, String symbol, String tick) {
        fact(
                id,
                "InstrumentDefined",
                "market=USDM",
                "contract=LINEAR",
                "inferred=NO",
                "tickSize=" + tick,
                "lotSize=0.001",
                "minimumNotional=5",
                "venue=binance",
                "symbol=" + symbol,
                "baseAsset=X",
                "quoteAsset=USDT");
    }

    private void market() {
        fact(
                1,
                "DepthSnapshot",
                "receivedNanos=" + (nanos + 5_000_000),
                "eventNanos=" + nanos,
                "lastUpdateId=10",
                "bids=64123.1/3,64123/2.2",
                "asks=64123.6/1.5");
        fact(
                2,
                "QuoteUpdate",
                "receivedNanos=" + (nanos - 2_000_000),
                "transactionNanos=" + nanos,
                "updateId=77",
                "bid=3200.1",
                "bidQuantity=4",
                "ask=3200.2",
                "askQuantity=5");
        fact(
                2,
                "TradePrint",
                "receivedNanos=" + (nanos + 9_000_000),
                "transactionNanos=" + nanos,
                "tradeId=501",
                "price=3200.2",
                "quantity=0.5",
                "aggressor=SELL",
                "kind=AGGREGATE");
        fact(
                1,
                "MarkPriceUpdate",
                "receivedNanos=" + (nanos + 9_000_000),
                "eventNanos=" + nanos,
                "mark=64123.3",
                "index=64120",
                "fundingRate=0.0001");
        append(clock, 0, 0, 0, "Tick", "wallNanos=" + nanos);
    }

    /** Appends an order's chain. */
    public void order(String quantity) {
        String id = "strategy=mm1 intent=7 ";
        long depth = fact(
                1,
                "DepthUpdate",
                "receivedNanos=" + (nanos + 11_200_000),
                "transactionNanos=" + nanos,
                "firstUpdateId=11",
                "lastUpdateId=12",
                "bids=64123.1/4",
                "asks=64123.6/0,64124/2");
        long top = derived(
                "marketdata",
                depth,
                depth,
                "BookTop",
                "bid=64123.1",
                "bidQuantity=4",
                "ask=64124",
                "askQuantity=2",
                "imbalance=0.33333333",
                "microprice=64123.7",
                "status=VALID");
        derived(
                "strategy",
                top,
                depth,
                "Signal",
                "strategy=mm1",
                "value=0.61",
                "fairPrice=64123.5",
                "position=0.02",
                "name=imbalance");
        long request = derived(
                "strategy",
                top,
                depth,
                "OrderRequested",
                (id + "price=64123.1 quantity=" + quantity + " side=BUY orderType=LIMIT timeInForce=GTX reduceOnly=NO")
                        .split(" ", -1));
        long decision = derived(
                "risk",
                request,
                depth,
                "RiskDecision",
                (id + "worstPosition=0.03 value=0.03 allowed=0.5 verdict=PASSED reason=NONE").split(" ", -1));
        change(decision, depth, quantity, "NEW", "PENDING_SUBMIT");
        long submit = derived(
                "execution",
                decision,
                depth,
                "SubmitOrder",
                (id + "price=64123.1 quantity=" + quantity
                                + " attempt=1 side=BUY orderType=LIMIT timeInForce=GTX reduceOnly=NO clientOrderId=abc_mm1_7_1")
                        .split(" ", -1));
        nanos += 12_000_000;
        long reply = append(
                gateway,
                1,
                submit,
                depth,
                "VenueReply",
                (id + "attempt=1 code=0 venueOrderId=9001 leaves=" + quantity
                                + " queueAhead=3.2 kind=ACCEPTED reason=NONE")
                        .split(" ", -1));
        change(reply, depth, quantity, "PENDING_SUBMIT", "SUBMITTED");
        nanos += 200_000_000;
        long fill = append(
                gateway,
                1,
                submit,
                depth,
                "Fill",
                (id + "price=64123.1 quantity=" + quantity + " cumulativeQuantity=" + quantity
                                + " fee=0.12 venueTradeId=502 side=BUY liquidity=MAKER feeAsset=USDT")
                        .split(" ", -1));
        change(fill, depth, quantity, "SUBMITTED", "FILLED");
        derived(
                "account",
                fill,
                depth,
                "PositionChanged",
                "position=" + quantity,
                "entryPrice=64123.1",
                "mark=64123.3",
                "realizedPnl=0",
                "unrealizedPnl=0.002",
                "fees=0.12",
                "funding=0",
                "equity=9999.882");
    }

    private void change(long cause, long correlation, String quantity, String previous, String state) {
        derived(
                "execution",
                cause,
                correlation,
                "OrderChanged",
                ("strategy=mm1 intent=7 price=64123.1 quantity=" + quantity
                                + " leaves=" + quantity + " cumulativeQuantity=0 side=BUY reason=NONE previous="
                                + previous + " state="
                                + state)
                        .split(" ", -1));
    }

    /** Appends a fact about an instrument; returns its sequence. */
    public long fact(int instrument, String name, String... fields) {
        return append(gateway, instrument, 0, 0, name, fields);
    }

    /** Appends a record of a processor about instrument 1; returns its sequence. */
    public long derived(String source, long causedBy, long correlation, String name, String... fields) {
        int number = writer.sources().byName(source).orElseThrow().number();
        return append(number, 1, causedBy, correlation, name, fields);
    }

    /** Lets time pass. */
    public void pass(long span) {
        nanos += span;
    }

    @Override
    public void close() {
        writer.close();
    }

    private long append(int source, int instrument, long causedBy, long correlation, String name, String... fields) {
        TextRecord record = new TextRecord(name, instrument, fields);
        record.buffer().putShort(RecordHeader.SOURCE, (short) source);
        record.buffer().putLong(RecordHeader.SOURCE_SEQUENCE, writer.sources().last(source) + 1);
        record.buffer().putLong(RecordHeader.CAUSED_BY, causedBy);
        record.buffer().putLong(RecordHeader.CORRELATION, correlation);
        nanos += 57_000;
        return writer.append(record.buffer(), record.length(), source, nanos);
    }
}
