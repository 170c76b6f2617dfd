package io.onetape.backtest.likelive;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.run.BacktestRun;
import io.onetape.backtest.run.RequestReplay;
import io.onetape.backtest.run.clock.ClockShift;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.RecordedLatencyDecoder;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.tape.TapeReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A recorded session: its orders, and what really became of them. Memory grows with the orders, up to {@link #MAX_ORDERS}. Single-threaded. */
public final class Session {
    static final int MAX_ORDERS = 1_000_000;

    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final SimulationConfiguredDecoder configured = new SimulationConfiguredDecoder();
    private final Map<String, Integer> places = new HashMap<>(); // looked up, never iterated
    private final List<SentOrder> orders = new ArrayList<>();
    private final Fills real;
    private final Marks marks = new Marks();
    private final SourceScan scan;
    private final SessionKind kind;
    private final long shiftNanos;
    private final List<RecordView> recorded = new ArrayList<>(); // latencies, as a backtest bounds them
    private @Nullable Simulated own;

    /** How a venue was simulated. */
    public record Simulated(VenueSettings venue, LatencySettings latency, long seed) {}

    private Session(SourceScan scan, ClockShift shift) {
        this.scan = scan;
        real = new Fills(this::quoteAsset);
        kind = SessionKind.of(scan.sources());
        shiftNanos = kind == SessionKind.PAPER ? 0 : shift.nanosFor(scan);
    }

    /** Reads the tape; throws {@link RefusedException} if its clocks do not allow a comparison, or it has too many orders. */
    public static Session read(SourceScan scan, ClockShift shift) {
        Session session = new Session(scan, shift);
        try (TapeReader reader = scan.checked().reader()) {
            while (reader.number() < scan.lastSequence() && reader.next()) {
                session.accept(reader.record());
            }
        }
        return session;
    }

    private void accept(RecordView record) {
        marks.apply(record);
        if (record.templateId() == SimulationConfiguredDecoder.TEMPLATE_ID) {
            record.decode(configured);
            LatencySettings latency = LatencySettings.of(configured);
            long seed = configured.seed();
            own = new Simulated(VenueSettings.of(configured), latency, seed);
            return;
        }
        if (record.templateId() == RecordedLatencyDecoder.TEMPLATE_ID) {
            recorded.add(new RecordCopy(record).view());
            return;
        }
        if (record.templateId() != SubmitOrderDecoder.TEMPLATE_ID) {
            real.accept(record, places);
            return;
        }
        record.decode(submit);
        long strategy =
                OrderId.getStrategy(submit.buffer(), submit.offset() + SubmitOrderDecoder.strategyEncodingOffset());
        String key = key(strategy, submit.intent());
        if (places.putIfAbsent(key, orders.size()) == null) { // else a further attempt
            if (orders.size() == MAX_ORDERS) {
                throw new RefusedException(
                        "more than " + MAX_ORDERS + " orders",
                        "a session of at most so many",
                        "tape backtest --like-live TAPE   of a shorter session");
            }
            orders.add(new SentOrder(
                    OrderId.strategyName(strategy) + "-" + submit.intent(),
                    record.sequence(),
                    record.recordedAtNanos() + shiftNanos,
                    record.instrument(),
                    submit.side(),
                    submit.price(),
                    submit.quantity()));
        }
    }

    private String quoteAsset(int instrument) {
        return scan.instruments().stream()
                .filter(one -> one.id() == instrument)
                .map(Instrument::quoteAsset)
                .findFirst()
                .orElse("");
    }

    static String key(long strategy, long intent) {
        return strategy + "-" + intent;
    }

    /** The same requests at the same times, to a simulated venue. */
    public Fills simulate(VenueSettings settings, LatencySettings latency, long seed) {
        BacktestRun.requireOrders(
                scan, settings, one -> orders.stream().anyMatch(order -> order.instrument() == one.id()));
        Fills simulated = new Fills(this::quoteAsset);
        new RequestReplay(scan, shiftNanos, kind == SessionKind.PAPER)
                .run(settings, latency, seed, answer -> simulated.accept(answer, places));
        return simulated;
    }

    public SourceScan scan() {
        return scan;
    }

    public SessionKind kind() {
        return kind;
    }

    /** Added to every local time. */
    public long shiftNanos() {
        return shiftNanos;
    }

    /** How its own venue was simulated; empty of a live one. */
    public Optional<Simulated> own() {
        return Optional.ofNullable(own)
                .map(one -> new Simulated(one.venue(), one.latency().with(recorded), one.seed()));
    }

    /** In the order in which they were sent. */
    public List<SentOrder> orders() {
        return orders;
    }

    /** What the session's own venue filled. */
    public Fills real() {
        return real;
    }

    public Marks marks() {
        return marks;
    }
}
