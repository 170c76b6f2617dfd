package io.onetape.tools.live;

import io.onetape.services.plugin.AllowedHashes;
import io.onetape.services.plugin.PluginFolder;
import io.onetape.services.runtime.RunPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A strategy of type {@code hanging} that bids far below the market once, and at its 100th book never comes back. */
final class HangingPlugin {
    private static final String STRATEGY = """
            public final class Sample implements Strategy {
                private long calls;

                @Override
                public void initialize(Parameters parameters, StrategyContext context) {}

                @Override
                public void onMarketData(BookTopDecoder top, StrategyContext context) {
                    calls++;
                    if (calls == 1) {
                        long price = top.bid() / 2 / context.instrument().tickSize() * context.instrument().tickSize();
                        context.placePostOnly(Side.BUY, price, 1_000_000); // 0.01
                    }
                    while (calls >= 100) {
                        calls++;
                    }
                }

                @Override
                public void writeState(WireOut state) {
                    state.write("calls").int64(calls);
                }

                @Override
                public void readState(WireIn state) {
                    calls = state.read("calls").int64();
                }
            }
            """;

    private HangingPlugin() {}

    /** Installs it in a run, allowed, and returns its hash. */
    static String install(Path folder, RunPaths paths) throws IOException {
        Path jar = StrategyJar.build(folder.resolve("plugin"), "hanging", "", STRATEGY);
        String hash = new PluginFolder(paths.plugins(), AllowedHashes.any())
                .install(jar)
                .sha256();
        Files.writeString(paths.plugins().resolve("allowed"), hash + "  # hanging.jar\n");
        return hash;
    }
}
