package io.onetape.backtest.run.clock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where two neighbouring records of a recording are more than an hour apart, by local time. Single-threaded while it is filled. */
final class RecordingGaps {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;
    private static final long DAY = 24 * HOUR;
    private static final int MOST = 10_000;
    private static final int MOST_SAID = 5;

    private record Gap(long fromNanos, long toNanos) {
        String text() {
            long nanos = toNanos - fromNanos;
            String span = nanos >= 2 * DAY
                    ? nanos / DAY + " d"
                    : nanos >= 2 * HOUR ? nanos / HOUR + " h" : nanos / (60 * SECOND) + " min";
            return "no data for " + span + " from " + time(fromNanos) + " to " + time(toNanos)
                    + ": positions and orders were carried over it";
        }

        private static Instant time(long nanos) {
            return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND));
        }
    }

    private final List<Gap> gaps = new ArrayList<>();
    private long lastNanos = Long.MAX_VALUE;

    /** The local time of the next record. */
    void add(long nanos) {
        if (nanos > lastNanos && nanos - lastNanos > HOUR && gaps.size() < MOST) {
            gaps.add(new Gap(lastNanos, nanos));
        }
        lastNanos = nanos;
    }

    /** The first ones that are within these times, and how many there are besides. */
    List<String> between(long fromNanos, long toNanos) {
        List<Gap> within = gaps.stream()
                .filter(gap -> gap.fromNanos >= fromNanos && gap.toNanos <= toNanos)
                .toList();
        List<String> texts = new ArrayList<>();
        within.stream().limit(MOST_SAID).map(Gap::text).forEach(texts::add);
        if (within.size() > MOST_SAID) {
            texts.add("no data " + (within.size() - MOST_SAID) + " times more, each for more than an hour");
        }
        return texts;
    }
}
