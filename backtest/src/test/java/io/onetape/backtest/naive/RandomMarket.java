package io.onetape.backtest.naive;

import io.onetape.backtest.run.Recording;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.FeedStatusChangedEncoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.MarkPriceUpdateEncoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.TickEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A small random market: one or two instruments, with gaps, late snapshots, crossed books, quotes that run ahead, funding, silence. Times are whole milliseconds, so
 * that many things happen at one time; facts are heard later than they happen, not in that order, and in some markets before.
 */
final class RandomMarket {
    static final long TICK = Fixed8.ONE / 10;
    static final long LOT = Fixed8.ONE / 100;
    static final long MIDDLE = 100 * Fixed8.ONE;

    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1_000 * MILLISECOND;
    private static final long DAY = 86_400 * SECOND;
    private static final long MIDNIGHT = 20_370 * DAY;

    /** Writes a fact; it has the time at which it is heard. */
    interface Writing {
        void into(RecordDraft draft);
    }

    private record Planned(long localNanos, Writing writing) {}

    private final List<Planned> planned = new ArrayList<>();
    private final SplittableRandom random;
    private final List<RandomCrowd> crowds = new ArrayList<>();
    private final long smallestLatency;
    private final boolean isLong; // over months, with recorded ticks
    private final long beganNanos;
    private long now;
    private long fundingDue;

    RandomMarket(SplittableRandom random, int instruments, int events) {
        this.random = random;
        long[] begins = {DAY, 3 * SECOND, 7 * SECOND, 57 * SECOND};
        now = MIDNIGHT + begins[random.nextInt(begins.length)] - random.nextInt(400) * MILLISECOND;
        beganNanos = now;
        isLong = random.nextInt(6) == 0;
        smallestLatency = random.nextInt(3) == 0 ? -3 : 0;
        for (int instrument = 1; instrument <= instruments; instrument++) {
            Market market = random.nextInt(3) == 0 ? Market.SPOT : Market.USDM;
            crowds.add(new RandomCrowd(this, random, market, instrument));
            define(instrument, market, TICK);
        }
        now += 10 * MILLISECOND;
        for (RandomCrowd crowd : crowds) {
            crowd.snapshot();
        }
        for (int event = 0; event < events; event++) {
            passTime();
            happen(crowds.get(random.nextInt(instruments)));
        }
    }

    private void passTime() {
        int[] milliseconds = {0, 0, 0, 1, 1, 1, 2, 3, 5};
        now += milliseconds[random.nextInt(milliseconds.length)] * MILLISECOND;
        now += random.nextInt(80) == 0 ? 700 * MILLISECOND : 0;
        now += random.nextInt(300) == 0 ? 20 * SECOND : 0;
        if (isLong && random.nextInt(20) == 0) {
            tick();
            now += (random.nextInt(3) == 0 ? random.nextInt(40) : 0) * DAY;
        }
    }

    private void happen(RandomCrowd crowd) {
        int what = random.nextInt(100);
        if (what < 43) {
            crowd.update();
        } else if (what < 74) {
            crowd.print();
        } else if (what < 83) {
            crowd.quote();
        } else if (what < 92) {
            mark(crowd.instrument);
        } else if (what < 94) {
            crowd.snapshot();
        } else if (what < 96) {
            crowd.miss();
        } else if (what < 99) {
            status(random.nextInt(3) == 0 ? 0 : crowd.instrument);
        } else {
            define(crowd.instrument, crowd.market, random.nextBoolean() ? TICK : 2 * TICK);
        }
    }

    long beganNanos() {
        return beganNanos;
    }

    long now() {
        return now;
    }

    /** It happens now, and is heard a little later, or before. */
    void plan(Writing writing) {
        plan(now + (smallestLatency + random.nextInt(5)) * MILLISECOND, writing);
    }

    private void plan(long localNanos, Writing writing) {
        planned.add(new Planned(localNanos, writing));
    }

    private void define(int instrument, Market market, long tick) {
        plan(
                now,
                draft -> draft.begin(new InstrumentDefinedEncoder(), instrument)
                        .market(market)
                        .contract(Contract.LINEAR)
                        .inferred(Flag.NO)
                        .tickSize(tick)
                        .lotSize(LOT)
                        .minimumQuantity(LOT)
                        .maximumQuantity(1_000 * Fixed8.ONE)
                        .minimumNotional(5 * Fixed8.ONE)
                        .contractSize(Fixed8.ONE)
                        .venue("TEST")
                        .symbol("TEST" + instrument)
                        .baseAsset("T" + instrument)
                        .quoteAsset("USDT"));
    }

    private void tick() {
        long happened = now;
        plan(now, draft -> draft.begin(new TickEncoder(), 0).wallNanos(happened));
    }

    private void mark(int instrument) {
        long happened = now;
        fundingDue = random.nextInt(5) == 0 ? fundingDue : now + random.nextInt(40) * MILLISECOND;
        long due = random.nextInt(10) == 0 ? Fixed8.NULL : fundingDue;
        long mark = MIDDLE + random.nextInt(-15, 16) * TICK / 2 + random.nextInt(1_000_000);
        long rate = random.nextInt(10) == 0 ? Fixed8.NULL : random.nextInt(-20_000, 20_000);
        plan(draft -> draft.begin(new MarkPriceUpdateEncoder(), instrument)
                .receivedNanos(happened)
                .eventNanos(happened)
                .mark(mark)
                .index(mark)
                .estimatedSettlement(mark)
                .fundingRate(rate)
                .nextFundingNanos(due));
    }

    private void status(int instrument) {
        FeedStatus[] all = {
            FeedStatus.STALE,
            FeedStatus.SYNCED,
            FeedStatus.DISCONNECTED,
            FeedStatus.DISCONNECTED,
            FeedStatus.CONNECTED,
            FeedStatus.GAP
        };
        FeedStatus status = all[random.nextInt(all.length)];
        plan(
                now,
                draft -> draft.begin(new FeedStatusChangedEncoder(), instrument)
                        .status(status)
                        .detail(""));
        boolean stale = status == FeedStatus.STALE;
        if (stale) {
            plan(
                    now + 6 * MILLISECOND,
                    draft -> draft.begin(new FeedStatusChangedEncoder(), instrument)
                            .status(FeedStatus.SYNCED)
                            .detail(""));
        }
        if (status == FeedStatus.DISCONNECTED || status == FeedStatus.GAP) {
            crowds.forEach(RandomCrowd::snapshot);
        }
    }

    /** As recorded: in the order in which it is heard. */
    Recording recorded() {
        Recording recording = new Recording();
        RecordDraft draft = new RecordDraft();
        planned.sort(Comparator.comparingLong(Planned::localNanos));
        for (Planned fact : planned) {
            fact.writing().into(draft);
            recording.accept(draft, fact.localNanos());
        }
        return recording;
    }
}
