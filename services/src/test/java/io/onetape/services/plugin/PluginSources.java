package io.onetape.services.plugin;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Source texts of plug-ins. */
public final class PluginSources {
    /** The provider of {@link #bidder}. */
    static final String PROVIDER = "com.example.Bidders";

    private static final String HEADER = """
            package com.example;

            import io.onetape.journal.fixed.Fixed8;
            import io.onetape.journal.schema.*;
            import io.onetape.services.strategy.*;
            import java.util.*;
            import java.util.function.*;
            import net.openhft.chronicle.wire.*;

            """;

    private PluginSources() {}

    /**
     * One class for each body of a method {@code run}, with the members that stand beside it; they are called Sample. Compiled all at once, which takes a
     * tenth of the time. By index, with their nested classes.
     */
    public static List<SortedMap<String, byte[]>> samples(List<String> bodies, List<String> members) {
        Map<String, String> sources = new TreeMap<>();
        for (int i = 0; i < bodies.size(); i++) {
            String text = HEADER.replace("example", "example" + i) + "public final class Sample {\n" + members.get(i)
                    + "\n  Object run(Object given) throws Throwable {\n" + bodies.get(i) + "\n  }\n}\n";
            sources.put("com.example" + i + ".Sample", text);
        }
        SortedMap<String, byte[]> classes = TestJar.compile(sources);
        return IntStream.range(0, bodies.size())
                .mapToObj(i -> {
                    String folder = "com/example" + i + "/";
                    return classes.subMap(folder, folder + Character.MAX_VALUE);
                })
                .toList();
    }

    /**
     * A strategy that bids {@code ticks} below the best bid while it has no order, counts its calls, and says so in a signal {@code version}, which its state has too. What
     * {@code readState} does is the caller's.
     */
    static TestJar bidder(String version, int ticks, String readState) {
        return bidder(version, ticks, readState, "\"0.001\"");
    }

    /** One with another least quantity, as source text. */
    static TestJar bidder(String version, int ticks, String readState, String leastQuantity) {
        String bidder = HEADER + """
                public final class Bidder implements Strategy {
                    enum Mood { CALM, EAGER }

                    record Quote(long price, long quantity) {}

                    static final List<Parameter> DECLARED = List.of(
                            Parameter.decimal("quantity", %s, "5", "quantity of each bid"),
                            Parameter.integer("pause", 1, 1000, "milliseconds").withDefault("10"));
                    private static final long TICKS = %d;
                    private static final LongBinaryOperator BELOW = (price, tick) -> price - TICKS * tick;

                    private final List<Long> prices = new ArrayList<>();
                    private Mood mood = Mood.CALM;
                    private long quantity;
                    private long calls;

                    @Override
                    public void initialize(Parameters parameters, StrategyContext context) {
                        if (context.instrument().tickSize() <= 0) {
                            throw new IllegalArgumentException("expected a tick, found none of " + context.instrument().symbol());
                        }
                        quantity = parameters.decimal("quantity");
                    }

                    @Override
                    public void onMarketData(BookTopDecoder top, StrategyContext context) {
                        calls++;
                        mood = switch (top.status()) {
                            case VALID -> Mood.EAGER;
                            default -> Mood.CALM;
                        };
                        if (mood == Mood.EAGER && context.openOrderCount() == 0) {
                            Quote quote = new Quote(BELOW.applyAsLong(top.bid(), context.instrument().tickSize()), quantity);
                            prices.add(quote.price());
                            context.signal("%s", calls * Fixed8.ONE, quote.price());
                            context.placePostOnly(Side.BUY, quote.price(), quote.quantity());
                        }
                    }

                    @Override
                    public void writeState(WireOut state) {
                        state.write("calls").int64(calls);
                        state.write("prices").sequence(prices, (all, out) -> all.forEach(out::int64));
                        state.write("version").text("%s");
                    }

                    @Override
                    public void readState(WireIn state) {
                        %s
                    }
                }
                """.formatted(leastQuantity, ticks, version, version, readState);
        String provider = HEADER + """
                public final class Bidders implements StrategyProvider {
                    @Override
                    public List<StrategyType> types() {
                        return List.of(new StrategyType("bidder", "bids below", Bidder.DECLARED, Bidder::new));
                    }
                }
                """;
        return TestJar.of(PROVIDER, TestJar.compile(Map.of("com.example.Bidder", bidder, PROVIDER, provider)));
    }

    /** Reads what {@link #bidder} writes. */
    static final String READS = """
            calls = state.read("calls").int64();
            state.read("prices").sequence(prices, (all, in) -> {
                while (in.hasNextSequenceItem()) {
                    all.add(in.int64());
                }
            });
            """;
}
