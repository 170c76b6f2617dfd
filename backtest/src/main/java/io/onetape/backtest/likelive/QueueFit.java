package io.onetape.backtest.likelive;

import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.venue.QueueRule;
import io.onetape.backtest.venue.VenueSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Which queue model fills a session's orders most as they were really filled: each of a grid simulates the same requests. The best has the smallest {@link Comparison#squaredError}, of equal ones the
 * smallest {@link Comparison#waitError}, of equal ones the place in {@link #MODELS}.
 *
 * @param lines one for each model, the best first
 * @param heldOut the second half of the orders, simulated with the model that is best for the first half: what the choice is worth on orders that it was not chosen by
 */
public record QueueFit(List<Line> lines, Line heldOut) {
    /** The grid: the models, simplest first, and the two bounds. {@code power2:1} and {@code power3:1} are {@code power:1}. */
    public static final List<String> MODELS = List.of(
            "risk-averse",
            "power:1",
            "power:2",
            "power:3",
            "power:5",
            "power2:2",
            "power2:3",
            "power3:2",
            "power3:3",
            "power3:5",
            "log",
            "log2",
            "last",
            "first");

    private static final Comparator<Line> BEST_FIRST = Comparator.comparingDouble(
                    (Line line) -> line.comparison().squaredError())
            .thenComparingDouble(line -> line.comparison().waitError()); // the sort is stable: then the grid's order

    /** One model, and how its fills compare with the real ones. */
    public record Line(QueueRule rule, Comparison comparison) {}

    public QueueFit {
        lines = List.copyOf(lines);
    }

    /**
     * Simulates the session with each model.
     *
     * @param venue all but its queue model
     * @param done hears how many models are done
     */
    public static QueueFit of(
            Session session, VenueSettings venue, LatencySettings latency, long seed, IntConsumer done) {
        List<Line> whole = new ArrayList<>();
        List<Line> first = new ArrayList<>();
        List<Line> second = new ArrayList<>();
        int orders = session.orders().size();
        for (String text : MODELS) {
            QueueRule rule = QueueRule.parse(text);
            Fills simulated = session.simulate(venue.withQueueRule(rule), latency, seed);
            whole.add(new Line(rule, Comparison.of(session, simulated)));
            first.add(new Line(rule, Comparison.of(session, simulated, 0, orders / 2)));
            second.add(new Line(rule, Comparison.of(session, simulated, orders / 2, orders)));
            done.accept(whole.size());
        }
        Line chosen = first.stream().min(BEST_FIRST).orElseThrow();
        return new QueueFit(whole.stream().sorted(BEST_FIRST).toList(), second.get(first.indexOf(chosen)));
    }

    /** Models that fill exactly as well as the best one: this session cannot tell them apart. */
    public List<QueueRule> asGood() {
        return lines.stream()
                .skip(1)
                .filter(line -> BEST_FIRST.compare(line, lines.get(0)) == 0)
                .map(Line::rule)
                .toList();
    }

    public QueueRule best() {
        return lines.get(0).rule();
    }
}
