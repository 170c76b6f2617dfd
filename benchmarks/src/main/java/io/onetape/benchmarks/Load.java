package io.onetape.benchmarks;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.DepthUpdateEncoder;
import io.onetape.journal.schema.SignalEncoder;

/** What is appended and read: records of about 100 and 420 bytes, header included, as close as the schema allows. */
final class Load {
    /** Records of one invocation where files grow, so that each is a batch, and JMH divides by this. */
    static final int RECORDS = 250_000;

    /** Records of one invocation that reads a whole tape: so many that opening it is nothing. */
    static final int TAPE_RECORDS = 4_000_000;

    /** A test asks for fewer of both; the figures are then no figures. */
    private static final int DIVISOR = Integer.getInteger("onetape.bench.divisor", 1);

    static final int COUNT = RECORDS / DIVISOR;
    static final int TAPE_COUNT = TAPE_RECORDS / DIVISOR;

    /** 100 bytes: 64 of header, 32 of fields, a name of 2 and its length. */
    static final String SMALL = "100";

    /** 424 bytes: an update of 10 bids and 9 asks. */
    static final String LARGE = "420";

    /** The instrument that the records are about. */
    static final int INSTRUMENT = 1;

    /** 2026-01-01 00:00 UTC: no batch reaches the end of the hour. */
    static final long START_NANOS = 1_767_225_600_000_000_000L;

    private static final int BIDS = 10;
    private static final int ASKS = 9;
    private static final long TICK = 10_000_000L; // 0.10 in eight decimals
    private static final long BEST_BID = 64_123_10000000L;

    private static final long STRATEGY = OrderId.strategy("mm1");
    private static final byte[] NAME = {'m', 'm'};

    private final RecordDraft draft = new RecordDraft();
    private final SignalEncoder signal = new SignalEncoder();
    private final DepthUpdateEncoder depth = new DepthUpdateEncoder();

    private Load() {}

    /** A record of about {@code bytes} bytes, number 1 of no source yet. */
    static RecordDraft record(int bytes) {
        return bytes < 256 ? new Load().signal() : new Load().depth(1);
    }

    RecordDraft signal() {
        SignalEncoder encoder = draft.begin(signal, INSTRUMENT);
        OrderId.putStrategy(encoder.buffer(), encoder.offset() + SignalEncoder.strategyEncodingOffset(), STRATEGY);
        encoder.value(12_345_678L).fairPrice(BEST_BID).position(50_000_000L).putName(NAME, 0, NAME.length);
        return draft.source(0, 1);
    }

    /** The update that follows the one before, touching other levels each time. */
    RecordDraft depth(long updateId) {
        DepthUpdateEncoder update = draft.begin(depth, INSTRUMENT);
        update.receivedNanos(START_NANOS + updateId)
                .eventNanos(START_NANOS)
                .transactionNanos(START_NANOS)
                .firstUpdateId(updateId)
                .lastUpdateId(updateId)
                .previousUpdateId(updateId - 1);
        DepthUpdateEncoder.BidsEncoder bids = update.bidsCount(BIDS);
        for (int i = 0; i < BIDS; i++) {
            bids.next().price(BEST_BID - level(updateId, i) * TICK).quantity(quantity(updateId, i));
        }
        DepthUpdateEncoder.AsksEncoder asks = update.asksCount(ASKS);
        for (int i = 0; i < ASKS; i++) {
            asks.next().price(BEST_BID + (1 + level(updateId, i)) * TICK).quantity(quantity(updateId, i));
        }
        return draft.source(0, updateId);
    }

    static Load encoders() {
        return new Load();
    }

    /** Most changes are near the best price, some anywhere among a thousand levels. */
    private static long level(long updateId, int i) {
        long mixed = (updateId * 0x9E37_79B9_7F4A_7C15L + i * 0xBF58_476D_1CE4_E5B9L) >>> 33;
        return i < 6 ? mixed % 20 : mixed % 1000;
    }

    /** Every fourth change takes its level away. */
    private static long quantity(long updateId, int i) {
        return (updateId + i) % 4 == 0 ? 0 : 100_000L * (1 + (updateId + i) % 500);
    }
}
