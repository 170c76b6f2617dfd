package io.onetape.backtest.report;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.ByInstrument;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Position, mid and fills of the instruments that were traded, for charts. Memory is bounded by their number. Single-threaded. */
public final class PathFacts {
    private static final int MOST = 32;

    private final PositionChangedDecoder changed = new PositionChangedDecoder();
    private final BookTopDecoder top = new BookTopDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final ByInstrument<Path> paths = new ByInstrument<>();
    private int count;
    private long firstNanos;
    private boolean begun;

    /** Of one instrument. */
    public static final class Path {
        private final int instrument;
        private final BucketedSeries position;
        private final BucketedSeries mid;
        private final BucketedSeries buys;
        private final BucketedSeries sells;
        private long longs;
        private long shorts;
        private long both;
        private boolean traded;

        private Path(int instrument, long firstNanos) {
            this.instrument = instrument;
            position = new BucketedSeries(firstNanos);
            position.add(firstNanos, 0);
            mid = new BucketedSeries(firstNanos);
            buys = new BucketedSeries(firstNanos);
            sells = new BucketedSeries(firstNanos);
        }

        private void position(long nanos, @Nullable PositionSide side, long value) {
            if (side == PositionSide.LONG) {
                longs = value;
            } else if (side == PositionSide.SHORT) {
                shorts = value;
            } else {
                both = value;
            }
            position.add(nanos, both + longs + shorts);
        }

        public int instrument() {
            return instrument;
        }

        /** Net of both sides in hedge mode. */
        public BucketedSeries position() {
            return position;
        }

        /** Of valid books. */
        public BucketedSeries mid() {
            return mid;
        }

        /** Prices of our buys. */
        public BucketedSeries buys() {
            return buys;
        }

        /** Prices of our sells. */
        public BucketedSeries sells() {
            return sells;
        }
    }

    void accept(RecordView record) {
        if (!begun) {
            begun = true;
            firstNanos = record.recordedAtNanos();
        }
        switch (record.templateId()) {
            case PositionChangedDecoder.TEMPLATE_ID -> {
                record.decode(changed);
                Path path = of(record);
                if (path != null) {
                    path.traded = true;
                    path.position(record.recordedAtNanos(), changed.positionSide(), changed.position());
                }
            }
            case BookTopDecoder.TEMPLATE_ID -> {
                record.decode(top);
                Path path = of(record);
                if (path != null && top.status() == BookStatus.VALID && top.mid() != Fixed8.NULL) {
                    path.mid.add(record.recordedAtNanos(), top.mid());
                }
            }
            case FillDecoder.TEMPLATE_ID -> {
                record.decode(fill);
                Path path = of(record);
                if (path != null) {
                    path.traded = true;
                    (fill.side() == Side.BUY ? path.buys : path.sells).add(record.recordedAtNanos(), fill.price());
                }
            }
            default -> {} // no point of a path
        }
    }

    void finish(long nanos) {
        for (Path path : paths) {
            path.position.add(nanos, path.both + path.longs + path.shorts);
            path.mid.reach(nanos);
            path.buys.reach(nanos);
            path.sells.reach(nanos);
        }
    }

    /** Of instruments that were traded. */
    public List<Path> traded() {
        List<Path> all = new ArrayList<>();
        paths.forEach(path -> {
            if (path.traded) {
                all.add(path);
            }
        });
        return all;
    }

    private @Nullable Path of(RecordView record) {
        Path found = paths.find(record.instrument());
        if (found == null && record.instrument() > 0 && count < MOST) {
            found = new Path(record.instrument(), firstNanos);
            paths.put(record.instrument(), found);
            count++;
        }
        return found;
    }
}
