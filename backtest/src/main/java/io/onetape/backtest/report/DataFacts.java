package io.onetape.backtest.report;

import io.onetape.backtest.run.clock.ExchangeTime;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.ByInstrument;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.FeedStatusChangedDecoder;
import io.onetape.journal.schema.RecordedInputDecoder;
import java.util.ArrayList;
import java.util.List;

/** How good the recorded market is: order and clocks of its facts, and how long its books were valid. Single-threaded. */
public final class DataFacts {
    private static final int MOST_EVENTS = 50;

    private final ExchangeTime exchangeTime = new ExchangeTime();
    private final BookTopDecoder top = new BookTopDecoder();
    private final FeedStatusChangedDecoder status = new FeedStatusChangedDecoder();
    private final ByInstrument<Feed> feeds = new ByInstrument<>();
    private final List<RiskFacts.Event> events = new ArrayList<>();
    private final RecordedInputDecoder recorded = new RecordedInputDecoder();
    private final List<Input> inputs = new ArrayList<>();
    private long allEvents;

    /** One instrument's facts. Times are nanoseconds. */
    public static final class Feed {
        private final int instrument;
        private long facts;
        private long outOfOrder;
        private long furthestBack;
        private long latest = Long.MIN_VALUE;
        private long negative;
        private long smallestLatency = Long.MAX_VALUE;
        private long lost;
        private long validNanos;
        private long invalidNanos;
        private long sinceNanos;
        private boolean known;
        private boolean valid;
        private TapeRange range;

        private Feed(RecordView record) {
            instrument = record.instrument();
            range = TapeRange.of(record);
        }

        private void fact(RecordView record, long exchangeNanos, long shiftNanos) {
            facts++;
            range = range.to(record);
            if (exchangeNanos < latest) {
                outOfOrder++;
                furthestBack = Math.max(furthestBack, latest - exchangeNanos);
            }
            latest = Math.max(latest, exchangeNanos);
            long latency = record.recordedAtNanos() - shiftNanos - exchangeNanos;
            negative += latency < 0 ? 1 : 0;
            smallestLatency = Math.min(smallestLatency, latency);
        }

        private void book(long nanos, BookStatus is) {
            until(nanos);
            lost += known && valid && is != BookStatus.VALID ? 1 : 0;
            known = true;
            valid = is == BookStatus.VALID;
        }

        private void until(long nanos) {
            if (known) {
                validNanos += valid ? nanos - sinceNanos : 0;
                invalidNanos += valid ? 0 : nanos - sinceNanos;
            }
            sinceNanos = nanos;
        }

        public int instrument() {
            return instrument;
        }

        /** Market facts that have a time of the exchange. */
        public long facts() {
            return facts;
        }

        /** Of them those with an earlier time of the exchange than one before. */
        public long outOfOrder() {
            return outOfOrder;
        }

        public long furthestBackNanos() {
            return furthestBack;
        }

        /** Facts that had been received before they happened, by the clocks as recorded. */
        public long negativeLatencies() {
            return negative;
        }

        /** As recorded, before any shift; 0 without facts. */
        public long smallestLatencyNanos() {
            return facts == 0 ? 0 : smallestLatency;
        }

        /** How often a valid book stopped being one. */
        public long lostBooks() {
            return lost;
        }

        public long validNanos() {
            return validNanos;
        }

        public long invalidNanos() {
            return invalidNanos;
        }

        public TapeRange range() {
            return range;
        }
    }

    /** One instrument of one recorded tape, as the run found it before any shift. */
    public record Input(
            int tape,
            int instrument,
            String tapeHash,
            long shiftedNanos,
            long facts,
            long outOfOrder,
            long furthestBackNanos,
            long negativeLatencies,
            long smallestLatencyNanos) {}

    void accept(RecordView record, long shiftNanos) {
        int template = record.templateId();
        if (template == RecordedInputDecoder.TEMPLATE_ID) {
            record.decode(recorded);
            inputs.add(new Input(
                    recorded.number(),
                    record.instrument(),
                    recorded.tapeHash(),
                    recorded.shiftedNanos(),
                    recorded.facts(),
                    recorded.outOfOrder(),
                    recorded.largestStepBackNanos(),
                    recorded.negativeLatencies(),
                    recorded.smallestLatencyNanos()));
        }
        if (template == BookTopDecoder.TEMPLATE_ID) {
            feed(record).book(record.recordedAtNanos(), record.decode(top).status());
        } else if (template == FeedStatusChangedDecoder.TEMPLATE_ID) {
            record.decode(status);
            if (allEvents++ < MOST_EVENTS) {
                events.add(new RiskFacts.Event(
                        record.sequence(),
                        record.recordedAtNanos(),
                        status.status().name(),
                        status.detail()));
            }
        } else {
            long exchangeNanos = exchangeTime.of(record);
            if (exchangeNanos != Fixed8.NULL && record.instrument() > 0) {
                feed(record).fact(record, exchangeNanos, shiftNanos);
            }
        }
    }

    void finish(long nanos) {
        feeds.forEach(feed -> feed.until(nanos));
    }

    /** By instrument. */
    public List<Feed> feeds() {
        List<Feed> all = new ArrayList<>();
        feeds.forEach(all::add);
        return all;
    }

    /** What the market was recorded on; none on a tape of schema version 1. */
    public List<Input> inputs() {
        return inputs;
    }

    /** Changes of the feed's status; the first ones. */
    public List<RiskFacts.Event> events() {
        return events;
    }

    public long allEvents() {
        return allEvents;
    }

    private Feed feed(RecordView record) {
        Feed found = feeds.find(record.instrument());
        if (found == null) {
            found = new Feed(record);
            feeds.put(record.instrument(), found);
        }
        return found;
    }
}
