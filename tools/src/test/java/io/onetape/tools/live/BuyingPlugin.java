package io.onetape.tools.live;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A strategy of type {@code buyer}: its first version buys at the market once, its second also rests a bid at half the price. What it has bought it remembers from
 * one version to the next.
 */
final class BuyingPlugin {
    private static final String STRATEGY = """
            public final class Sample implements Strategy {
                private long quantity;
                private long bought;

                @Override
                public void initialize(Parameters parameters, StrategyContext context) {
                    quantity = parameters.decimal("quantity");
                }

                @Override
                public void onMarketData(BookTopDecoder top, StrategyContext context) {
                    if (top.status() != BookStatus.VALID || !context.mayTrade()) {
                        return;
                    }
                    if (bought == 0) {
                        bought = context.place(
                                Side.BUY, OrderType.MARKET, TimeInForce.IOC, Fixed8.NULL, quantity, false);
                    } else if (RESTS && context.openOrderCount() == 0) {
                        long tick = context.instrument().tickSize();
                        context.placePostOnly(Side.BUY, top.bid() / 2 / tick * tick, quantity);
                    }
                }

                @Override
                public void writeState(WireOut state) {
                    state.write("bought").int64(bought);
                }

                @Override
                public void readState(WireIn state) {
                    bought = state.read("bought").int64();
                }
            }
            """;

    private static final String PARAMETERS = "Parameter.decimal(\"quantity\", \"0.001\", \"0.5\", \"of each order\")";

    private BuyingPlugin() {}

    static Path first(Path folder) throws IOException {
        return StrategyJar.build(
                folder.resolve("first"), "buyer", PARAMETERS, STRATEGY.replace("RESTS", "quantity < 0"));
    }

    static Path second(Path folder) throws IOException {
        return StrategyJar.build(folder.resolve("second"), "buyer", PARAMETERS, STRATEGY.replace("RESTS", "true"));
    }
}
